"""What a strict manifest allows so that a site can be used at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._manifest import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..page import Page
    from ._selection import Selection
    from ._subject import Place

# Less specific than any selector that a draft gives a restriction: these never win over one.
_ALWAYS = (
    (Verb.READ_CONTENT, "*", "Agents read what visitors read."),
    (Verb.READ_METADATA, "*", "Titles and descriptions say what a page is."),
    (Verb.SCROLL_PAGE, "*", "Scrolling changes nothing."),
)
_IF_THERE = (
    (Verb.FOLLOW_LINK, "a", "Agents find their way by links."),
    (
        Verb.SET_INPUT_VALUE,
        "form input, form select, form textarea",
        "Filling in a form sends nothing yet.",
    ),
)
_DISCLOSING = (
    ("summary", "Opens and closes a part of the page."),
    ('[role="tab"]', "Shows another part of the page."),
    ("button[aria-expanded]", "Opens and closes a part of the page."),
)


async def openings(
    pages: Sequence[Page], selection: Selection, taken: frozenset[Place]
) -> list[tuple[Verb, str, str]]:
    """Return verb, selector and reason of what is allowed everywhere.

    `taken` are the elements that a restriction was drafted for; no selector of the same weight may
    reach them.
    """
    found = list(_ALWAYS)
    for verb, selector, why in _IF_THERE:
        if await selection.matches(selector):
            found.append((verb, selector, why))
    for selector, why in _DISCLOSING:
        places = await selection.matches(selector)
        if places and not places & taken:
            found.append((Verb.CLICK_ELEMENT, selector, why))
    return found
