"""From the matches of a page to those of one element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._request import ElementMatch
from ._element import ancestors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._element import Page


def element_match(
    page: Page, matched: Mapping[str, frozenset[int] | None], index: int
) -> ElementMatch:
    """Return what `Page.matches` found for one element and for the ancestors it matched."""

    def on(candidate: int) -> frozenset[str]:
        return frozenset(name for name, found in matched.items() if found and candidate in found)

    element = page.elements[index]
    above = (on(ancestor.index) for ancestor in ancestors(element, page))
    return ElementMatch(on(index), tuple(names for names in above if names))
