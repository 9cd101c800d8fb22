"""Doing something with entries of a list: by a control in the line of each, its menu or its page,
or by a box to tick and a control for all that are ticked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_actions import Check
from webagent_observation import walk

from webagent.actors.ranking import mean_alike

from ._facts import Quantity, measure
from ._lines import lines_of
from ._matching import named
from ._moves import Fulfilled, Move, Stuck, press, set_boxes
from ._words import stems

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ._handled import ActOn, Which
    from ._lines import Line
    from ._moves import Next, Trail
    from ._page import Control, Page

_FRAMING = frozenset({"banner", "contentinfo", "navigation"})
_LEADING = frozenset({"clickable", "link"})
_MENU = re.compile(r"(?:more )?(?:actions|options)|more|menu|[⋮⋯…⚙]|\.\.\.", re.IGNORECASE)
_MORE = re.compile(r"\b(?:all|filter|load|more|older|next|show)\b", re.IGNORECASE)
_YES = ("yes", "ok", "confirm", "continue")
_ORDERS = frozenset({"buy", "order", "pay", "payment", "purchase", "subscribe", "subscription"})
_NO = frozenset({"back", "cancel", "don", "don't", "keep", "never", "no", "not"})
_FEW = 4
"""Controls of a dialog that only asks again."""


def act_on(intent: ActOn, page: Page, trail: Trail) -> Next:
    """Find the entries that are meant, use what is for it, and confirm what is asked about that."""
    if trail.passed:
        yes = _confirmation(intent, page)
        if yes is not None:
            move = press(yes, f"{yes} confirms it")
            return replace(move.unfinished(), passed=trail.passed)
        if any(control.modal for control in page.controls):
            return Stuck("an answer to what the page asks about that", final=True)
        if _is_over(intent, trail):
            return Fulfilled()
    lines = list(lines_of(page))
    used = {getattr(attempt.action, "ref", None) for attempt in trail.done}
    meant = _meant(intent, lines, page)
    if isinstance(meant, Stuck):
        # What was done may be why an entry is not there any more.
        return Fulfilled() if trail.passed and intent.which[0].every else meant
    tools = [tool for line in meant if (tool := _tool(intent, line.controls)) is not None]
    left = [tool for tool in tools if tool.ref not in used]
    if left:
        return _use(intent, left[0], trail.passed + 1)
    if trail.passed:
        return Fulfilled()
    return _by_another_way(intent, meant, lines, page, used)


def _use(intent: ActOn, tool: Control, passed: int) -> Move:
    move = press(tool, f"{tool} is for “{intent.full}”")
    return replace(move.unfinished(), told=f"{move.told} for “{intent.full}”", passed=passed)


def _is_over(intent: ActOn, trail: Trail) -> bool:
    which = intent.which[0]
    return not which.every and trail.passed >= (which.first or len(intent.which))


def _by_another_way(
    intent: ActOn,
    meant: Sequence[Line],
    lines: Sequence[Line],
    page: Page,
    used: Collection[int | None],
) -> Next:
    """Tick the entries, or open the menu or page of one, and use what is for it elsewhere."""
    others = {c.ref for line in lines if line not in meant for c in line.controls}
    free = [
        c
        for c in page.pressables
        if c.ref not in others and c.ref not in used and c.landmark not in _FRAMING
    ]
    tool = _tool(intent, free)
    boxes = [_box(line) for line in meant]
    if tool is not None and all(boxes):
        unset = [box for box in boxes if box and not box.node.states.get("checked")]
        if not unset:
            return _use(intent, tool, max(intent.which[0].first, len(intent.which)))
        action = set_boxes(Check(box.ref, True) for box in unset)
        return Move(action, f"{tool} is for what is ticked.", f"ticked “{intent.full}”", False)
    if len(meant) != 1:
        return Stuck(f"what does that with {intent.full}")
    if tool is not None and used:
        return _use(intent, tool, 1)
    way = _way(intent, meant[0], lines, used)
    if way is None:
        return Stuck(f"what does that with {intent.full}")
    return press(way, f"{way} leads to what can be done with “{intent.full}”").unfinished()


def _box(line: Line) -> Control | None:
    return next((c for c in line.controls if c.node.role == "checkbox" and c.enabled), None)


def _way(
    intent: ActOn, line: Line, lines: Sequence[Line], used: Collection[int | None]
) -> Control | None:
    """Return the menu of an entry, or what leads to its page: other lines have none called so."""
    ways = [c for c in line.controls if c.pressable and c.enabled and c.ref not in used]
    menus = [c for c in ways if c.node.states.get("haspopup") or _MENU.fullmatch(c.node.name)]
    elsewhere = {c.node.name for other in lines if other is not line for c in other.controls}
    leads = [
        c
        for c in ways
        if c.node.role in _LEADING and not c.node.hinted and c.node.name not in elsewhere
    ]
    return next(iter((*menus, *leads)), None)


def _meant(intent: ActOn, lines: Sequence[Line], page: Page) -> list[Line] | Stuck:
    which = intent.which[0]
    if which.place or which.first:
        able = [line for line in lines if _tool(intent, line.controls) is not None]
        if which.first:
            return able
        at = which.place - 1 if which.place > 0 else which.place
        return [able[at]] if -len(able) <= at < len(able) else Stuck(intent.full)
    found: list[Line] = []
    for each in intent.which:
        fits = _fitting(each, lines)
        if not fits:
            # Others are listed, and what could be done with them is not what was asked for.
            others = [line for line in lines if _tool(intent, line.controls) is not None]
            whole = len(others) > 1 and not _goes_on(page)
            return Stuck(f"an entry for “{intent.full}”", final=whole)
        if len(fits) > 1 and not each.every:
            deletes = mean_alike(intent.act, "delete")
            return Stuck(f"one entry only for “{intent.full}”: {len(fits)} fit", final=deletes)
        found += fits
    return found


def _fitting(which: Which, lines: Sequence[Line]) -> list[Line]:
    """Return the lines that say what was told, those before others that say it word by word."""
    told = [*which.said, *(w for w in which.also if any(line.says(w) for line in lines))]
    found = [line for line in lines if all(line.says(each) for each in told)]
    exact = [line for line in found if all(line.says_so(each) for each in which.said)]
    return exact or found


def _goes_on(page: Page) -> bool:
    """Whether there may be more entries than the page shows now."""
    scrolls = any(node.scroll is not None for node in walk(page.nodes))
    more = any(_MORE.search(control.node.name) for control in page.pressables)
    return page.next_page is not None or scrolls or more


def _tool(intent: ActOn, controls: Sequence[Control]) -> Control | None:
    """Return the control that is called like what is to be done, or means the same."""
    pool = [c for c in controls if c.pressable and c.enabled]
    found = named(pool, intent.act)
    if found is not None:
        return found
    alike = [c for c in pool if mean_alike(intent.act, c.node.name)]
    alike = alike or [c for c in pool if mean_alike(intent.act, c.node.description)]
    return alike[0] if len(alike) == 1 else None


def _confirmation(intent: ActOn, page: Page) -> Control | None:
    """Return what says yes to a dialog that asks whether that is really to be done."""
    asked = [c for c in page.controls if c.modal]
    pool = [c for c in asked if c.pressable and not _NO & set(stems(c.node.name))]
    if len(asked) > _FEW or len(pool) != len(asked) - 1 or _costs(intent, page):
        return None
    return named(pool, *_YES, intent.act)


def _costs(intent: ActOn, page: Page) -> bool:
    """Whether a dialog speaks of money or orders, of which the task says nothing."""
    asked = [node for node in walk(page.nodes) if node.states.get("modal")]
    text = " ".join(node.name for node in walk(asked) if node.name)
    said = _ORDERS & set(stems(text)) - set(stems(intent.act))
    return bool(said) or measure(Quantity.PRICE, text) is not None
