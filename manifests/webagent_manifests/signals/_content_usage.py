"""AIPREF: what a site says about the use of its content.

Sources: draft-ietf-aipref-attach-05 for the header and the robots.txt rule, draft-ietf-aipref-vocab
for the values and how several statements are combined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..robots import addressed
from ._paths import covers
from ._structured import Token, parse_dictionary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..robots import RobotsPolicy

_LINE = re.compile(r"[ \t]*([A-Za-z-]+)[ \t]*:[ \t]*([^#]*)")
_PATH = re.compile(r"(/[^ \t]*)[ \t]*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class UsagePreference:
    """One category of use, such as `train-ai`, and whether the site agrees to it.

    `sources` names who says so: `header`, `robots`.
    """

    category: str
    allowed: bool
    sources: tuple[str, ...]


def parse_content_usage(value: str) -> dict[str, bool]:
    """Read a Content-Usage value; empty if it is malformed, since nothing is known then.

    Categories that the drafts do not define are kept: they are told to people, not acted upon.
    """
    try:
        members = parse_dictionary(value)
    except ValueError:
        return {}
    return {
        key: member.value == "y"
        for key, member in members.items()
        if isinstance(member.value, Token) and member.value in ("y", "n")
    }


def usage_in_robots(robots: RobotsPolicy, url: str) -> dict[str, bool]:
    """Return what a robots.txt says of the page at `url`, in the group that is the agent's.

    The longest matching path counts; of two that are alike, all that they forbid. Nothing is said
    of pages that may not be gone to.
    """
    if not robots.text or robots.allows(url) is not True:
        return {}
    longest, found = -1, list[dict[str, bool]]()
    for path, value in _rules(addressed(robots.text, robots.product), robots.product):
        if len(path) >= longest and (not path or covers(path, url)):
            if len(path) > longest:
                longest, found = len(path), []
            found.append(parse_content_usage(value))
    return {category: all(one.get(category, True) for one in found) for category in _keys(found)}


def combine(statements: Mapping[str, Mapping[str, bool]]) -> tuple[UsagePreference, ...]:
    """Return what statements by source come to: one that forbids beats any that agree."""
    preferences: list[UsagePreference] = []
    for category in _keys(statements.values()):
        allowed = all(said.get(category, True) for said in statements.values())
        sources = [name for name, said in statements.items() if said.get(category) is allowed]
        preferences.append(UsagePreference(category, allowed, tuple(sources)))
    return tuple(preferences)


def _rules(text: str, product: str) -> Iterable[tuple[str, str]]:
    """Return the Content-Usage rules, as path and value, of the agent's group or else of `*`."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    in_names = False
    for line in text.split("\n"):
        found = _LINE.match(line)
        if found is None:
            continue
        label, value = found[1].lower(), found[2].strip()
        if label == "user-agent":
            names = [*(names if in_names else ()), value]
            for name in names:
                groups.setdefault(name, [])
        elif label == "content-usage":
            path = _PATH.match(value)
            rule = ("", value) if path is None else (path[1], path[2])
            for name in names:
                groups[name].append(rule)
        # What belongs to no group does not end one either.
        in_names = label in ("user-agent", "sitemap", "license") and (
            in_names or label == "user-agent"
        )
    return groups.get(product, groups.get("*", [])) if product else groups.get("*", [])


def _keys(statements: Iterable[Mapping[str, bool]]) -> list[str]:
    return list(dict.fromkeys(key for said in statements for key in said))
