"""Looking behind what is closed, for something that is named and not to be seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent_actions import Click

from ._moves import press

if TYPE_CHECKING:
    from ._moves import Move, Trail
    from ._page import Control, Page
    from ._target import Target

_MORE = re.compile(
    r"(?:(?:load|see|show|view) )?more(?: (?:entries|items|results))?"
    r"|next (?:entries|items|results)",
    re.IGNORECASE,
)


def unfold(target: Target, page: Page, trail: Trail) -> Move | None:
    """Open what is closed, one after the other in reading order, then the rest of a list.

    Only what just shows something: parts, folders, menus and tabs that say that they are closed.
    `None` where all of it was opened.
    """
    opened = {click.ref for click in trail.of(Click)} | trail.vain
    closed = [c for c in page.pressables if c.ref not in opened and _is_closed(c)]
    more = [c for c in page.pressables if _MORE.fullmatch(c.node.name.strip(" .…"))]
    following = page.next_page
    way = next(iter((*closed, *more, *((following,) if following is not None else ()))), None)
    return None if way is None else press(way, f"{target} may be behind {way}").unfinished()


def _is_closed(control: Control) -> bool:
    states = control.node.states
    if control.node.role == "tab":
        return not states.get("selected")
    return states.get("expanded") is False
