"""What a linter would still call an error, taken out of a converted manifest."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from .._manifest import Verb
from ..lint import Severity, lint

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLACE = re.compile(r"\$\.(resource_rules|action_guidelines|api)\[(\d+)\]")


def without_errors(document: dict[str, Any], notes: list[str]) -> dict[str, Any]:
    """Return the document without its entries that have errors, and no laxer for it.

    Of rules on the same verb and selector the last stays, which is the one that decides. A rule
    that cannot be read and restricts its verb has the verb forbidden altogether.
    """
    sound = dict(document)
    if "resource_rules" in sound:
        sound["resource_rules"] = _last_of_each(sound["resource_rules"])
    broken: dict[str, set[int]] = {}
    for finding in lint(json.dumps(sound)).findings:
        place = _PLACE.match(finding.path)
        if finding.severity is Severity.ERROR and place is not None:
            broken.setdefault(place[1], set()).add(int(place[2]))
            notes.append(f"Left out: {finding.message}")
    for key, indices in broken.items():
        entries = sound[key]
        kept = [each for index, each in enumerate(entries) if index not in indices]
        if key == "resource_rules":
            lost = {
                entries[index]["verb"]
                for index in indices
                if not entries[index]["allowed"] or "modifiers" in entries[index]
            }
            kept = close(kept, lost)
        sound[key] = kept
    return {key: value for key, value in sound.items() if value != []}


def close(rules: Iterable[dict[str, Any]], verbs: Iterable[str]) -> list[dict[str, Any]]:
    """Forbid whole verbs: whatever allows them goes, and for `all` whatever allows anything."""
    closed = sorted(set(verbs))
    if Verb.ALL.value in closed:
        return [{"verb": Verb.ALL.value, "selector": "*", "allowed": False}]
    kept = [rule for rule in rules if rule["verb"] not in closed]
    return kept + [{"verb": verb, "selector": "*", "allowed": False} for verb in closed]


def _last_of_each(rules: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for rule in rules:
        key = (rule["verb"], rule["selector"])
        found.pop(key, None)
        found[key] = rule
    return list(found.values())
