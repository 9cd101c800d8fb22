"""Acting on the way back: what only looks or can be undone, and only what is permitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_actions import (
    ActionRefused,
    FillForm,
    Goto,
    Press,
    Reversibility,
    confirm_same,
    judge,
    perform,
    steps,
    validate,
)

from webagent.secret_typing import with_secrets

from ._appearance import Appearance, Sameness
from ._controls import popups, put_back
from ._scrolling import offsets_of, put_offsets
from ._target import Elements

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from webagent_actions import Action, Outcome, Situation

    from webagent.browser import Session
    from webagent.secrets import Secrets

    from ._admission import Admission
    from ._waypoint import Waypoint

MOST_PUT_BACK = 12
"""Controls that are put back one after the other before it is given up."""
_PATIENT_QUIET_MS = 400
_SCROLLS = Press("PageDown")
"""Stands for scrolling where permission is asked: it is the verb `scroll_page` on the document."""


class Missed(Exception):
    """A way back did not lead to the state; the only argument says why."""


class Hands:
    """Acts in one session.

    Args:
        session: what is acted in.
        admission: decides on each action.
        secrets: what placeholders in typed texts stand for.
    """

    def __init__(self, session: Session, admission: Admission, secrets: Secrets) -> None:
        self.session = session
        self._admission = admission
        self._secrets = secrets

    async def open(
        self, address: str, asked: AbstractAsyncContextManager[str] | None = None
    ) -> Situation:
        """Open an address in the active tab; `asked` is who decides, where it is not this session.

        Raises:
            Missed: it is not permitted, or could not be opened.
        """
        if asked is None:
            asked = self.admitted(Goto(address), await self.session.look())
        async with asked as refusal:
            if refusal:
                raise Missed(f"{address} is not permitted: {refusal}")
            try:
                await self.session.until_dialog(self.session.goto(address))
            except (ActionRefused, PlaywrightError) as error:
                why = error.hint if isinstance(error, ActionRefused) else error.message
                raise Missed(f"{address} could not be opened: {why.splitlines()[0]}") from error
        return await self.session.look()

    def admitted(self, action: Action, situation: Situation) -> AbstractAsyncContextManager[str]:
        """Ask for an action: see `Admission`."""
        return self._admission(action, situation, self.session)

    async def act(
        self,
        action: Action,
        situation: Situation,
        known: Reversibility = Reversibility.SAFE,
    ) -> Situation:
        """Perform an action, if that can be undone; return the page after it.

        `known` is the class it was found to have before: it counts where it is the graver one.

        Raises:
            Missed: it could not be undone, is not permitted, or could not be done.
        """
        try:
            if isinstance(action, FillForm):
                for step in steps(action, situation.observation):
                    situation = await self.act(step, situation, known)
                return situation
            return (await self.perform(action, situation, known)).situation
        except ActionRefused as refused:
            raise Missed(f"{action}: {refused.hint}") from refused

    async def perform(
        self, action: Action, situation: Situation, known: Reversibility = Reversibility.SAFE
    ) -> Outcome:
        """Perform a single action, if that can be undone; return what came of it.

        Raises:
            Missed: it could not be undone, is not permitted, or could not be done.
            webagent_actions.ActionRefused: it does not fit the page as it is.
        """
        session, observation = self.session, situation.observation
        validate(action, situation)
        judgement = judge(action, observation, dialog=situation.dialog)
        if Reversibility.COMMIT in {judgement.reversibility, known}:
            raise Missed(f"{action} can't be undone: it {judgement.reason}")
        ref: int | None = getattr(action, "ref", None)
        if ref is not None:
            await session.unless_dialog(confirm_same(ref, observation, session.registry))
        async with self.admitted(action, situation) as refusal:
            if refusal:
                raise Missed(f"{action} is not permitted: {refusal}")
            filled = await session.unless_dialog(
                with_secrets(action, session.registry, self._secrets)
            )
            outcome = await perform(filled or action, situation, session)
        if not outcome.ok:
            raise Missed(f"{action}: {self._secrets.redact(str(outcome.error))}")
        return outcome

    async def put_back(self, point: Waypoint, situation: Situation) -> Situation:
        """Close what is open over the page, and put back its controls and how far it is scrolled.

        Raises:
            Missed: something of it can't be undone, is not permitted, or could not be done.
        """
        session = self.session
        if popups(situation.observation) > point.popups:
            situation = await self.act(Press("Escape"), situation)
        tried: set[Action] = set()
        while len(tried) < MOST_PUT_BACK:
            elements = Elements(situation.observation, session.registry)
            actions = put_back(point.controls, elements)
            action = next((each for each in actions if each not in tried), None)
            if action is None:
                break
            tried.add(action)
            situation = await self.act(action, situation)
        return await self._scrolled_back(point, situation)

    async def _scrolled_back(self, point: Waypoint, situation: Situation) -> Situation:
        session = self.session
        if situation.dialog is not None or await offsets_of(session) == point.offsets:
            return situation
        async with self.admitted(_SCROLLS, situation) as refusal:
            if refusal:
                raise Missed(f"scrolling is not permitted: {refusal}")
            try:
                await put_offsets(session, point.offsets)
            except PlaywrightError as error:
                raise Missed("the page was left while it was scrolled") from error
        return await session.look()

    async def seen_as(
        self, point: Waypoint, situation: Situation, volatile: frozenset[str]
    ) -> tuple[Sameness, Situation]:
        """Say whether a page is in a state, and how it was seen last; it may take a while to be."""
        sameness = point.appearance.compare(Appearance.of(situation), volatile)
        if sameness is Sameness.OTHER and situation.dialog is None:
            situation = await self.session.look(quiet_ms=_PATIENT_QUIET_MS)
            sameness = point.appearance.compare(Appearance.of(situation), volatile)
        return sameness, situation
