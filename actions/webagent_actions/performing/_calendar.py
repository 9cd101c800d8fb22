"""Choosing a day in a calendar: the one that a field opens, or one that is always there.

A calendar is known by its days: a run from 1 to at least 28. After the date picker dialog and grid
patterns of the WAI-ARIA Authoring Practices, and of what widgets without roles have in common.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from .._errors import ActionRefused
from ._click import click
from ._page import page_function

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, JSHandle
    from webagent_observation import Node

    from ._moment import Moment
    from ._stage import Stage

_OPENS_S = 0.8
_MOVES_MS = 600
_CLICK_MS = 1_000
_SECONDS = 3.0
_POLL_S = 0.05


@dataclass(frozen=True, slots=True)
class _Shown:
    """The months that are shown."""

    year: int
    month: int
    count: int

    def until(self, moment: Moment) -> int:
        """Return how many months after the first one shown a day is."""
        return ((moment.year or 0) - self.year) * 12 + (moment.month or 0) - self.month


class Calendar:
    """The calendar of one control."""

    def __init__(self, ref: int, node: Node, control: ElementHandle, stage: Stage) -> None:
        self._ref = ref
        self._node = node
        self._control = control
        self._stage = stage
        self._before: JSHandle | None = None

    async def open(self) -> bool:
        """Open it by a click on its control, unless it is there; say whether there is one."""
        self._before = await self._control.evaluate_handle("() => new Set()")
        within = page_function("calendar", "monthsWithin")
        if await self._control.evaluate(within):
            return True
        self._before = await self._control.evaluate_handle(page_function("calendar", "monthsNow"))
        await click(self._ref, self._node, self._stage)
        end = monotonic() + _OPENS_S
        while await self._state() is None:
            if monotonic() > end:
                return False
            await asyncio.sleep(_POLL_S)
        return True

    async def pick(self, moment: Moment) -> ElementHandle:
        """Go to the month of a day and click it; return what was clicked.

        Raises:
            ActionRefused: the calendar does not lead there, or the day can't be chosen.
        """
        shown = await self._go_to(moment)
        offset = shown.until(moment)
        argument = {"before": self._before, "day": moment.day, "offset": offset}
        cell = await self._handle("cellOf", argument)
        if cell is None:
            raise ActionRefused("not_applicable", f"the calendar has no day {moment.day} there")
        if await cell.evaluate(page_function("calendar", "isBarred")):
            raise ActionRefused("disabled", "the calendar does not let that day be chosen")
        await cell.click(timeout=_CLICK_MS)
        return cell

    async def is_open(self) -> bool:
        """Whether it is still there."""
        return await self._state() is not None

    async def _go_to(self, moment: Moment) -> _Shown:
        end = monotonic() + _SECONDS
        shown = await self._state()
        while shown is not None:
            away = shown.until(moment)
            if 0 <= away < shown.count:
                return shown
            after = await self._step(shown, moment, away)
            if after == shown or after is None or monotonic() > end:
                break
            shown = after
        where = f"{shown.year}-{shown.month:02}" if shown else "no month that can be read"
        raise ActionRefused(
            "not_applicable",
            f"the calendar shows {where} and could not be led to "
            f"{moment.year}-{moment.month:02}; use its own buttons",
        )

    async def _step(self, shown: _Shown, moment: Moment, away: int) -> _Shown | None:
        """Choose the year or month in its lists, else press the button to the next month."""
        for part in ("year", "month"):
            wanted: int = getattr(moment, part)
            if getattr(shown, part) == wanted:
                continue
            chosen = await self._handle("listFor", {"before": self._before, part: wanted})
            if chosen is not None:
                option = {"label": str(wanted)} if part == "year" else {"index": wanted - 1}
                await chosen.select_option(**option, timeout=_CLICK_MS)  # pyright: ignore[reportArgumentType]
                return await self._moved(shown)
        button = await self._handle("stepOf", {"before": self._before, "forwards": away > 0})
        if button is None:
            return None
        await button.click(timeout=_CLICK_MS)
        return await self._moved(shown)

    async def _moved(self, shown: _Shown) -> _Shown | None:
        argument = {"year": shown.year, "month": shown.month, "limit": _MOVES_MS}
        return await self._told("movedOn", {"before": self._before, **argument})

    async def _state(self) -> _Shown | None:
        return await self._told("calendarState", self._before)

    async def _told(self, name: str, argument: Any) -> _Shown | None:
        raw = await self._control.evaluate(page_function("calendar", name), argument)
        return None if raw is None else _Shown(**raw)

    async def _handle(self, name: str, argument: dict[str, Any]) -> ElementHandle | None:
        script = page_function("calendar", name)
        return (await self._control.evaluate_handle(script, argument)).as_element()
