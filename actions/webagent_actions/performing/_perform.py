"""Carrying an action out in the browser, on the very element that was shown."""

from __future__ import annotations

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
    CloseTab,
    Dialog,
    Expand,
    Find,
    GoBack,
    GoHome,
    Goto,
    Press,
    Select,
    SwitchTab,
    Type,
)
from ._check import check
from ._click import click
from ._failure import explain_failure
from ._select import select
from ._type import type_text

if TYPE_CHECKING:
    from .._situation import Situation
    from ._stage import Stage

SUGGESTION_QUIET_MS = 400
"""Suggestions mostly wait for a pause in typing; jQuery UI's default is 300 ms."""


async def perform(action: Action, before: Situation, stage: Stage) -> Outcome:
    """Carry out a validated and permitted action, wait for its consequences, and say what changed.

    What only reads is answered from what was seen; the page is not touched, nor looked at again.

    Raises:
        webagent_observation.PageUnreadable: the page can't be looked at afterwards.
    """
    if isinstance(action, (Find, Expand)):
        return read(action, before)
    error: str | None = None
    page = stage.page
    try:
        await stage.until_dialog(_carry_out(action, before, stage))
    except (ActionRefused, StaleRef) as refusal:
        error = f"{refusal}"
    except PlaywrightError as failure:
        # A page that the action itself closed is a consequence, and told as one.
        error = None if page.is_closed() else explain_failure(failure)
    typed = isinstance(action, Type) and before.observation.refs[action.ref].suggests
    after = await stage.look(quiet_ms=SUGGESTION_QUIET_MS if typed else None)
    return Outcome.of(action, error, before, after)


async def _carry_out(action: Action, before: Situation, stage: Stage) -> None:
    refs = before.observation.refs
    match action:
        case Click(ref):
            await click(ref, refs[ref], stage)
        case Type(ref):
            await type_text(action, refs[ref], stage)
        case Select(ref):
            await select(action, refs[ref], stage)
        case Check(ref, on):
            await check(ref, refs[ref], stage, on=on)
        case Press(key):
            await stage.page.keyboard.press(key)
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
