"""Rules in the presence of several pages: each has to be of use on one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._page import lint_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._manifest import Manifest
    from ..page import Page
    from ._finding import Finding

# What a rule can be on one page and not on another, the most telling first.
_IDLE = ("shadowed-rule", "container-for-verb", "matches-nothing")
_RULE = re.compile(r"\$\.resource_rules\[(\d+)\]")


async def lint_pages(
    manifest: Manifest, pages: Sequence[Page], *, body: bytes | str | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with a manifest on several pages, as `lint_page` does for one.

    That a rule matches nothing, nothing able to do its verb, or nothing that it decides on, is
    told, once, if it is so on all of them.
    """
    by_page = [await lint_page(manifest, page, body=body) for page in pages]
    idle_on: dict[str, int] = {}
    for findings in by_page:
        for rule in {_rule(each) for each in findings if each.code in _IDLE}:
            idle_on[rule] = idle_on.get(rule, 0) + 1
    everything = [each for findings in by_page for each in findings]
    lasting = [each for each in everything if each.code not in _IDLE]
    idle: dict[str, Finding] = {}
    for each in sorted(everything, key=_weight):
        if each.code in _IDLE and idle_on[_rule(each)] == len(by_page):
            idle.setdefault(_rule(each), each)
    return tuple(dict.fromkeys([*lasting, *idle.values()]))


def _rule(finding: Finding) -> str:
    match = _RULE.match(finding.path)
    return finding.path if match is None else match[0]


def _weight(finding: Finding) -> int:
    return _IDLE.index(finding.code) if finding.code in _IDLE else len(_IDLE)
