"""The actor: follows a plan where it understands the task, and the ranker elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webagent_actions import Stop

from webagent.actors.ranking import BaselineRanker
from webagent.state import Proposal

from . import _intents as intents
from ._careful import is_same
from ._carrying_out import answer_dialog, next_of
from ._interruption import close_interruption
from ._moves import Move, Stuck, Trail
from ._page import Page
from ._progress import CLOSING, LEAVING, Mark, Progress
from ._ranked import ranked
from ._shopping import puts_into_cart
from ._understanding import understand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_actions import OpenDialog

    from webagent.protocols import Actor
    from webagent.state import State

    from ._intents import Intent
    from ._moves import Next

_ERRANDS = (
    intents.AddToCart, intents.Checkout, intents.Find, intents.PlaceOrder,
    intents.TakeOffer, intents.TellCount, intents.TellName, intents.TellPrice,
)  # fmt: skip
"""What must not be done by halves, or with something like what was meant."""


class BaselineActor:
    """Does plain tasks without a language model.

    A task that is understood, as plain instructions or as an errand, follows a plan, with notes of
    its progress in the steps of the history. All others, and where a plan can't go on, are left to
    a `BaselineRanker`, which scores what can be done. It is deterministic and remembers nothing.
    Only the task instructs it; texts of the page are compared, never followed. It gives up where it
    is not sure enough, and at the first thing it is not permitted.

    Args:
        ranker: scores what can be done where no plan knows what to do.
        beyond: acts there in its place, such as a small language model.
    """

    def __init__(self, ranker: BaselineRanker | None = None, beyond: Actor | None = None) -> None:
        self._ranker = ranker
        self._beyond = beyond

    @property
    def name(self) -> str:
        """What it is, as the run's record names it: `baseline`, or whoever acts beyond the plan."""
        return "baseline" if self._beyond is None else self._beyond.name

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return what to do next, likeliest first, or a stop that says what was done or is missing.

        The weights are the ranker's probabilities; a plan has one way to go on.
        """
        plan, progress = understand(state.task), Progress.of(state.history)
        follows = bool(plan) and not progress.detour
        if state.history and state.history[-1].denied and (follows or self._beyond is None):
            return [_unable(state.history[-1].outcome)]
        if progress.detour:
            proposals = await self._without_plan(state, k, None)
            if _claims_an_errand(plan, proposals[0], state):
                return [_unable("it put nothing into the cart, and is not sure how to")]
            return _rejoined(plan, progress, state, proposals)
        step = _next_step(plan, progress, state) if plan else None
        if isinstance(step, Proposal):
            return [step]
        if isinstance(step, _GivesUp) and not step.final and _is_begun_by_guess(plan, state):
            step = None
        if step is not None and (step.final or _is_under_way(plan, state)):
            return [step.stop]
        proposals = await self._without_plan(state, k, step)
        if step is None:
            return proposals
        if _claims_an_errand(plan, proposals[0], state):
            return [step.stop]
        return [_leaving(proposal) for proposal in proposals]

    async def _without_plan(self, state: State, k: int, left: _GivesUp | None) -> list[Proposal]:
        if _was_barred(state):
            closing = close_interruption(Page.of(state.situation.observation), state.history)
            if closing is not None:
                return [Proposal((CLOSING, closing.action), closing.reason)]
        if self._beyond is not None:
            return await self._beyond.propose(state, k)
        if state.situation.dialog is not None:
            return [_to_dialog(state.situation.dialog)]
        self._ranker = self._ranker or BaselineRanker()
        instead = left.stop if left is not None and not state.history else None
        return ranked(self._ranker, state, k, instead)


@dataclass(frozen=True, slots=True)
class _GivesUp:
    """A plan that can't go on."""

    stop: Proposal
    final: bool
    """As `Stuck.final`."""


def _to_dialog(dialog: OpenDialog) -> Proposal:
    """Acknowledge what only tells something; what asks is not answered for the user."""
    answer = answer_dialog(None, dialog)
    if isinstance(answer, Move):
        return Proposal((answer.action,), answer.reason)
    assert isinstance(answer, Stuck)
    return _unable(f"it does not know {answer.missing}")


def _leaving(proposal: Proposal) -> Proposal:
    """Note that something is done that the plan did not say."""
    if not proposal.actions or isinstance(proposal.actions[-1], Stop):
        return proposal
    return replace(proposal, actions=(LEAVING, *proposal.actions))


def _was_barred(state: State) -> bool:
    """Whether what was tried last lies under something."""
    last = state.history[-1] if state.history else None
    ref: int | None = getattr(last.actions[-1], "ref", None) if last and last.actions else None
    observation = state.situation.observation
    if last is None or not last.failed or ref not in observation.refs:
        return False
    within = {control.ref: control for control in Page.of(observation).controls}
    return ref not in within or within[ref].node.place == "covered"


def _claims_an_errand(plan: Iterable[Intent], proposal: Proposal, state: State) -> bool:
    """Whether something is said to be done that was to be put into a cart, and nothing was."""
    last = proposal.actions[-1] if proposal.actions else None
    return (
        isinstance(last, Stop)
        and not last.unable
        and any(isinstance(intent, intents.AddToCart) for intent in plan)
        and not any(puts_into_cart(step) for step in state.history)
    )


def _is_under_way(plan: Iterable[Intent], state: State) -> bool:
    """Whether an errand has begun."""
    return _has_errand(plan) and any(Mark.of(step) for step in state.history)


def _is_begun_by_guess(plan: Iterable[Intent], state: State) -> bool:
    """Whether nothing was done yet, and the plan may mean something else than it seems to."""
    guessed = any(isinstance(intent, intents.ActOn) and intent.guessed for intent in plan)
    return guessed and not state.history


def _has_errand(plan: Iterable[Intent]) -> bool:
    return any(isinstance(intent, _ERRANDS) for intent in plan)


def _rejoined(
    plan: tuple[Intent, ...], progress: Progress, state: State, proposals: list[Proposal]
) -> list[Proposal]:
    """Take a plan up again after what it was stuck at, where that is held to be done now.

    What was done beside it meanwhile is not done again. An errand is not taken up.
    """
    last = proposals[0].actions[-1] if proposals[0].actions else None
    if not isinstance(last, Stop) or last.unable or _has_errand(plan):
        return proposals
    step = _next_step(plan, progress.after_detour(), state)
    if not isinstance(step, Proposal) or isinstance(step.actions[-1], Stop):
        return proposals
    return [step]


def _next_step(plan: tuple[Intent, ...], progress: Progress, state: State) -> Proposal | _GivesUp:
    told = dict(progress.told)
    trail = progress.trail
    page = Page.of(state.situation.observation)
    for number in range(progress.instruction, len(plan)):
        following = next_of(plan[number], page, trail, state.situation)
        if _is_barred(plan[number], following, page, trail, state):
            closing = close_interruption(page, state.history)
            if closing is not None:
                return Proposal((CLOSING, closing.action), closing.reason)
        if isinstance(following, Stuck):
            told.pop(number, None)
            why = f"to {plan[number]}, it looked for {following.missing}"
            return _GivesUp(_unable(why, told), following.final)
        if isinstance(following, Move):
            if any(is_same(step, following.action, state.situation) for step in progress.detour):
                continue
            mark = Mark(number, following.finishes, following.told, following.passed)
            return Proposal((mark.note(len(plan)), following.action), following.reason)
        if following.answer:
            return Proposal((Stop(following.answer),), "The page answers the question.")
        told[number] = following.told or told.get(number, "")
        trail = Trail(entered=trail.entered)
    return _done(told, page)


def _is_barred(intent: Intent, following: Next, page: Page, trail: Trail, state: State) -> bool:
    """Whether what is wanted lies under something."""
    if isinstance(following, Move):
        ref: int | None = getattr(following.action, "ref", None)
        return any(c.ref == ref and c.node.place == "covered" for c in page.controls)
    if not isinstance(following, Stuck):
        return False
    beneath = Page.beneath(state.situation.observation)
    return isinstance(next_of(intent, beneath, trail.without_failures(), state.situation), Move)


def _done(told: dict[int, str], page: Page) -> Proposal:
    said = _said(told) or "nothing was left to do"
    where = f"; the page is “{page.title}”" if page.title else ""
    return Proposal(
        (Stop(f"done: {said}{where}"),), "Every instruction of the task is carried out."
    )


def _unable(why: str, told: dict[int, str] | None = None) -> Proposal:
    before = f"; before that: {_said(told)}" if told and _said(told) else ""
    return Proposal((Stop(f"unable: {why}{before}"),), f"It can't go on: {why.rstrip('.')}.")


def _said(told: dict[int, str]) -> str:
    return "; ".join(told[number] for number in sorted(told) if told[number])
