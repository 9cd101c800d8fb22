"""Manifests in the shorthand that tests read best."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from webagent_manifests import parse_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_manifests import Manifest

METADATA = {"schema_version": "1.0.0", "last_updated": "2026-01-01T00:00:00Z"}


def rule(
    verb: str, selector: str, allowed: bool, modifiers: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return a resource rule as JSON values."""
    written: dict[str, Any] = {"verb": verb, "selector": selector, "allowed": allowed}
    return written if modifiers is None else {**written, "modifiers": modifiers}


def document(strict: bool, *rules: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a whole manifest as JSON values."""
    return {"metadata": METADATA, "strict": strict, "resource_rules": list(rules), **more}


def manifest(strict: bool, rules: Iterable[dict[str, Any]] = ()) -> Manifest:
    """Return a manifest that has been through its JSON form."""
    return parse_manifest(json.dumps(document(strict, *rules)))
