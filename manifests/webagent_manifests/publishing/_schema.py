"""The format's JSON Schema, as the models have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .._manifest import Manifest
from .._profile import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(profile: Profile = Profile.HEAD) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a manifest.

    It accepts what `parse_manifest` accepts, but for what a schema cannot see or does not say:
    keys that occur twice, byte sequences that are not UTF-8, lone surrogates, and the limits on
    size, depth and length. `format` is an annotation, as it is in the standard. The package
    carries the schema of the current text as `publishing/agent-permissions.schema.json`.
    """
    root = cast("dict[str, Any]", _plain(Manifest.model_json_schema()))
    root["$defs"]["Metadata"]["properties"]["last_updated"]["format"] = "date-time"
    if profile is Profile.LEGACY:
        root["required"].remove("strict")
    title = "Agent permissions manifest (agent-permissions.json)"
    return {"$schema": _DIALECT, **root, "title": title}


def _plain(node: Any) -> Any:
    """Drop what the models need and the format lacks: null for a missing key, defaults, titles."""
    if isinstance(node, list):
        return [_plain(each) for each in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    members = cast("Mapping[str, Any]", node)
    kept = {
        key: {name: _plain(each) for name, each in value.items()}
        if key in ("properties", "$defs")
        else _plain(value)
        for key, value in members.items()
        if key not in ("default", "title")
    }
    choices = [each for each in kept.pop("anyOf", []) if each != {"type": "null"}]
    return {**choices[0], **kept} if choices else kept
