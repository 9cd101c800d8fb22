"""Telling the other formats apart that are published at the same well-known path."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._json import Json

# The first set of keys that are all there names the format.
_TELLTALES = (
    (frozenset({"policy_version"}), "a usage policy (policy_version, allowed_uses)"),
    (frozenset({"allowed_uses"}), "a usage policy (policy_version, allowed_uses)"),
    (frozenset({"disallowed_uses"}), "a usage policy (policy_version, allowed_uses)"),
    (frozenset({"agent_access"}), "an agent access map (agent_access)"),
    (frozenset({"default", "rules"}), "a permissioning policy (default, rules, effect)"),
    (frozenset({"agents"}), "a per-agent policy (agents)"),
)
_OURS = frozenset({"metadata", "strict", "resource_rules"})


def foreign_format(document: dict[str, Json]) -> str | None:
    """Name the other format a document is in, or None.

    A document with any of this format's own top-level keys is a manifest, if perhaps a broken one.
    """
    if not _OURS.isdisjoint(document):
        return None
    for keys, name in _TELLTALES:
        if keys <= document.keys():
            return name
    return None
