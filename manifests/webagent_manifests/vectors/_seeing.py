"""What of a vector's page is left when it is read, without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._compose import compose_visibility
from .._ledger import MemoryLedger
from ._sites import locate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._visibility import Visibility
    from ..page import StaticPage
    from ._sites import Sites
    from ._vector import Question


async def seen(question: Question, sites: Sites) -> dict[str, Any]:
    """Return which of the probed elements may be read, and which may not."""
    page = (await sites.documents())[0]
    visibility = compose_visibility(
        await sites.contributors(page.url, None),
        now=question.now,
        ledger=MemoryLedger(),
        url=page.url,
    )
    matched = await page.matches(list(_selectors(visibility)))
    found: dict[str, list[str]] = {"hidden": [], "visible": []}
    for probe in question.probe:
        shown = is_visible(visibility, page, matched, await locate(page, probe))
        found["visible" if shown else "hidden"].append(probe)
    return dict(found)


def is_visible(
    visibility: Visibility,
    page: StaticPage,
    matched: Mapping[str, frozenset[int] | None],
    index: int,
) -> bool:
    """Apply the cascades of a visibility to one element; see `Visibility` for how they work."""
    if not all(is_visible(other, page, matched, index) for other in visibility.also):
        return False
    entries = visibility.entries
    broken = {entry.rule for entry in entries if matched[entry.selector] is None}
    if any(entry.essential and entry.rule in broken for entry in entries):
        return False

    def decided(on: int) -> bool | None:
        return next(
            (
                entry.allowed
                for entry in entries
                if entry.rule not in broken and on in (matched[entry.selector] or ())
            ),
            None,
        )

    own = decided(index)
    if own is not None:
        return own
    above = page.elements[index].parent
    while above is not None:
        if decided(above) is False:
            return False
        above = page.elements[above].parent
    return visibility.default_allowed


def _selectors(visibility: Visibility) -> dict[str, None]:
    names = dict.fromkeys(entry.selector for entry in visibility.entries)
    for other in visibility.also:
        names |= _selectors(other)
    return names
