"""A manifest read as an agent reads it: later drafts are understood as far as that is safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ._json import child_path
from ._manifest import (
    SCHEMA_VERSION,
    ActionGuideline,
    ApiEntry,
    ApiType,
    Directive,
    Manifest,
    Metadata,
    Modifiers,
    RateLimit,
    ResourceRule,
    Verb,
)
from ._parse import load_document, validate
from ._profile import Profile
from ._text import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from ._json import Json

_KNOWN_VERSION = tuple(map(int, SCHEMA_VERSION.split(".")))
# A rule that says nothing, in place of one that is not understood: the others keep their index.
_INERT: dict[str, Json] = {"verb": "all", "selector": ":not(*)", "allowed": False}
_MOST_WARNINGS = 20


@dataclass(frozen=True, slots=True)
class ReadManifest:
    """A manifest, and what of its file was not understood."""

    manifest: Manifest
    warnings: tuple[str, ...] = ()


def read_manifest(body: bytes | str, *, profile: Profile = Profile.HEAD) -> ReadManifest:
    """Read a manifest leniently where that grants nothing.

    The standard may grow verbs, while its schema refuses what it does not know. A rule with an
    unknown verb is set aside: it governs what this agent cannot do. `$schema` is ignored. In a
    file of a later `schema_version` unknown keys are ignored, guidelines and APIs of an unknown
    kind are set aside, and an allowance under an unknown condition becomes a denial.

    Raises as `parse_manifest` does, for everything else.
    """
    document = load_document(body)
    reader = _Reader(_is_later(document))
    understood = reader.read(document)
    return ReadManifest(validate(understood, profile), reader.warnings)


def _is_later(document: dict[str, Json]) -> bool:
    metadata = document.get("metadata")
    version = metadata.get("schema_version") if isinstance(metadata, dict) else None
    parts = version.split(".") if isinstance(version, str) else []
    digits = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 10]
    return len(parts) == len(digits) == len(_KNOWN_VERSION) and tuple(digits) > _KNOWN_VERSION


class _Reader:
    def __init__(self, later: bool) -> None:
        self._later = later
        self._warnings: list[str] = []

    @property
    def warnings(self) -> tuple[str, ...]:
        more = len(self._warnings) - _MOST_WARNINGS
        return (*self._warnings[:_MOST_WARNINGS], *([f"{more} more like these."] * (more > 0)))

    def read(self, document: dict[str, Json]) -> dict[str, Json]:
        read = dict(document)
        if read.pop("$schema", None) is not None:
            self._warn("$", "$schema is not a key of the format; it is ignored")
        read = self._known(read, Manifest, "$")
        metadata = read.get("metadata")
        if isinstance(metadata, dict):
            read["metadata"] = self._known(metadata, Metadata, "$.metadata")
        rules = read.get("resource_rules")
        if isinstance(rules, tuple):
            read["resource_rules"] = tuple(
                self._rule(rule, f"$.resource_rules[{index}]") for index, rule in enumerate(rules)
            )
        for key, model, kind, words in (
            ("action_guidelines", ActionGuideline, "directive", Directive),
            ("api", ApiEntry, "type", ApiType),
        ):
            entries = read.get(key)
            if isinstance(entries, tuple):
                read[key] = tuple(self._entries(entries, f"$.{key}", model, kind, list(words)))
        return read

    def _rule(self, rule: Json, path: str) -> Json:
        if not isinstance(rule, dict):
            return rule
        verb = rule.get("verb")
        if isinstance(verb, str) and verb not in list(Verb):
            self._warn(f"{path}.verb", f"{quote(verb)} is not known; the rule is set aside")
            return _INERT
        known = self._known(rule, ResourceRule, path)
        modifiers = known.get("modifiers")
        if isinstance(modifiers, dict):
            kept = self._known(modifiers, Modifiers, f"{path}.modifiers")
            limit = kept.get("rate_limit")
            if isinstance(limit, dict):
                kept["rate_limit"] = self._known(limit, RateLimit, f"{path}.modifiers.rate_limit")
            known["modifiers"] = kept
        if known != rule and known.get("allowed") is True:
            self._warn(path, "its condition is not understood, so what it allows is denied")
            known["allowed"] = False
        return known

    def _entries(
        self,
        entries: tuple[Json, ...],
        path: str,
        model: type[BaseModel],
        kind: str,
        words: list[str],
    ) -> Iterable[Json]:
        for index, entry in enumerate(entries):
            place = child_path(path, index)
            if not isinstance(entry, dict):
                yield entry
            elif self._later and isinstance(entry.get(kind), str) and entry[kind] not in words:
                found = quote(cast("str", entry[kind]))
                self._warn(f"{place}.{kind}", f"{found} is not known; the entry is set aside")
            else:
                yield self._known(entry, model, place)

    def _known(self, value: dict[str, Json], model: type[BaseModel], path: str) -> dict[str, Json]:
        """Return what the format knows of an object; all of it if the file is of this draft."""
        if not self._later:
            return dict(value)
        for key in value.keys() - model.model_fields.keys():
            self._warn(child_path(path, key), "the key is not known; it is ignored")
        return {key: member for key, member in value.items() if key in model.model_fields}

    def _warn(self, path: str, sentence: str) -> None:
        self._warnings.append(f"{path}: {sentence}.")
