"""Carrying out what is about the tabs of the browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent_actions import CloseTab
from webagent_actions import SwitchTab as SwitchTabTo

from ._matching import SURE
from ._moves import Fulfilled, Move, Stuck
from ._words import likeness, stems

if TYPE_CHECKING:
    from webagent_actions import Situation, Tab

    from ._intents import CloseOtherTabs, SwitchTab
    from ._moves import Next, Trail
    from ._page import Page

_COMMON = 4
"""Letters that two words have in common at their beginning, to be taken for forms of one."""


def switch_tab(intent: SwitchTab, page: Page, trail: Trail, situation: Situation) -> Next:
    """Go to the tab whose address is named so, else look into one after the other."""
    named = _named(intent.what, situation.tabs)
    if named is not None:
        told = f"tab {named.number} is in front"
        if named.active:
            return Fulfilled(told)
        return Move(SwitchTabTo(named.number), f"Its address is {named.url}.", told)
    if any(likeness(intent.what, part) >= SURE for part in (page.title, *page.parts)):
        return Fulfilled(f"“{page.title}” is in front")
    seen = {switch.tab for switch in trail.of(SwitchTabTo)}
    left = [tab for tab in situation.tabs if not tab.active and tab.number not in seen]
    if not left:
        return Stuck(f"a tab with “{intent.what}”", final=True)
    why = f"“{intent.what}” may be in this tab."
    return Move(SwitchTabTo(left[0].number), why, f"looked at tab {left[0].number}", finishes=False)


def close_other_tabs(intent: CloseOtherTabs, situation: Situation) -> Next:
    """Close all tabs but the one whose address is named so; none where that is not clear."""
    kept = _named(intent.kept, situation.tabs)
    if kept is None:
        return Stuck(f"the one tab with “{intent.kept}” in its address", final=True)
    others = [tab for tab in situation.tabs if tab.number != kept.number]
    if not others:
        return Fulfilled("closed all other tabs")
    if kept.active:
        why = "It is to be closed."
        return Move(SwitchTabTo(others[0].number), why, "went to another tab", finishes=False)
    return Move(CloseTab(), "Only another tab is to stay.", "closed a tab", finishes=False)


def _named(phrase: str, tabs: tuple[Tab, ...]) -> Tab | None:
    fits = [tab for tab in tabs if _all_in(phrase, urlsplit(tab.url).path)]
    return fits[0] if len(fits) == 1 else None


def _all_in(phrase: str, text: str) -> bool:
    """Whether all words of a phrase stand in a text, in some form."""
    there = stems(re.sub(r"[-_/.]", " ", text))
    wanted = stems(phrase)
    return bool(wanted) and all(
        any(word == each or _alike(word, each) for each in there) for word in wanted
    )


def _alike(first: str, second: str) -> bool:
    return min(len(first), len(second)) >= _COMMON and first[:_COMMON] == second[:_COMMON]
