"""Carrying an action out in the browser, on the very element that was shown."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_observation import StaleRef

from .._errors import ActionRefused
from .._outcome import Outcome
from .._read import read
from ..verbs import (
    Action,
    Check,
    Click,
    ClickAt,
    CloseTab,
    Dialog,
    Drag,
    DragBy,
    Expand,
    Find,
    GoBack,
    GoHome,
    Goto,
    Hover,
    Press,
    ScrollContainer,
    Select,
    SelectText,
    SetDate,
    SetRange,
    SwitchTab,
    Type,
    Upload,
)
from ._check import check
from ._click import click
from ._drag import drag
from ._failure import explain_failure
from ._hover import hover
from ._mark import select_text
from ._performed import Performed
from ._point import click_at, drag_by
from ._press import press
from ._scroll import scroll_container
from ._select import select
from ._set_date import set_date
from ._set_range import set_range
from ._type import type_text
from ._upload import upload

if TYPE_CHECKING:
    from .._situation import Situation
    from ._stage import Stage

LATE_QUIET_MS = 400
"""For what comes after a pause on purpose, as suggestions and hover menus do; jQuery UI's default
is 300 ms for both."""
ACTION_CAP_S = 5.0
"""How long operating a control may take, until it is waited for what comes of it."""
_READ_BACK_S = 1.0
_STEERING = (GoBack, GoHome, Goto, SwitchTab, CloseTab, Dialog)


async def perform(action: Action, before: Situation, stage: Stage) -> Outcome:
    """Carry out a validated and permitted action, wait for its consequences, and say what changed.

    What only reads is answered from what was seen; the page is not touched, nor looked at again.

    Raises:
        webagent_observation.PageUnreadable: the page can't be looked at afterwards.
    """
    if isinstance(action, (Find, Expand)):
        return read(action, before)
    error: str | None = None
    performed = Performed()
    page = stage.page

    async def carry_out() -> None:
        nonlocal performed
        performed = await _carry_out(action, before, stage)

    try:
        await stage.until_dialog(carry_out())
    except (ActionRefused, StaleRef) as refusal:
        error = f"{refusal}"
    except TimeoutError:
        error = f"it could not be done within {ACTION_CAP_S:.0f} s"
    except PlaywrightError as failure:
        # A page that the action itself closed is a consequence, and told as one.
        error = None if page.is_closed() else explain_failure(failure)
    late = isinstance(action, Hover) or (
        isinstance(action, Type) and before.observation.refs[action.ref].suggests
    )
    after = await stage.look(quiet_ms=LATE_QUIET_MS if late else None)
    performed = await _read_back(performed, after)
    return Outcome.of(action, error, before, after, performed)


async def _read_back(performed: Performed, after: Situation) -> Performed:
    """Return it with what can only be said now that the page has settled."""
    # Under a dialog nothing can be asked of the page.
    if performed.settled is None or after.dialog is not None:
        return replace(performed, settled=None)
    try:
        async with asyncio.timeout(_READ_BACK_S):
            read = await performed.settled(after)
            return Performed((*performed.said, *read.said), (*performed.did, *read.did))
    except (PlaywrightError, StaleRef, TimeoutError):
        # What was operated went with its page, which tells more than it could.
        return replace(performed, settled=None)


async def _carry_out(action: Action, before: Situation, stage: Stage) -> Performed:
    if isinstance(action, _STEERING):
        await _steer(action, stage)
        return Performed()
    async with asyncio.timeout(ACTION_CAP_S):
        return await _operate(action, before, stage)


async def _operate(action: Action, before: Situation, stage: Stage) -> Performed:
    """Do what is done to the page."""
    refs = before.observation.refs
    match action:
        case Click(ref):
            return await click(ref, refs[ref], stage)
        case ClickAt():
            return await click_at(action, stage)
        case Type(ref):
            return await type_text(action, refs[ref], stage)
        case SelectText(ref):
            return await select_text(action, refs[ref], stage)
        case Select(ref):
            return await select(action, refs[ref], stage)
        case Check(ref, on):
            return await check(ref, refs[ref], stage, on=on)
        case SetDate(ref):
            return await set_date(action, refs[ref], stage)
        case SetRange(ref):
            return await set_range(action, refs[ref], stage)
        case Upload(ref):
            return await upload(action, refs[ref], stage)
        case Drag(ref, to):
            return await drag(action, refs[ref], refs[to], stage)
        case DragBy(ref):
            return await drag_by(action, refs[ref], stage)
        case ScrollContainer(ref):
            return await scroll_container(action, refs[ref], stage)
        case Hover(ref):
            return await hover(ref, stage)
        case Press(key):
            return await press(key, before, stage)
        case _:
            raise TypeError(f"{action.verb} is not performed in the browser")


async def _steer(action: Action, stage: Stage) -> None:
    """Do what concerns the browser around the page."""
    match action:
        case GoBack():
            await stage.go_back()
        case GoHome():
            await stage.go_home()
        case Goto(url):
            await stage.goto(url)
        case SwitchTab(number):
            await stage.switch_tab(number)
        case CloseTab():
            await stage.close_tab()
        case Dialog(accept, text):
            await stage.answer_dialog(accept=accept, text=text)
        case _:
            raise TypeError(f"{action.verb} is not performed in the browser")
