"""Trying a skill with other values: what differs is found, and what can't be undone is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webagent_actions import Reversibility, Stop, gravest

from webagent.state import Proposal

from ..abstraction import UrlTemplate, filled, mentions
from ..skills import OPEN_TURNS, Ending, SkillStep, Unlearnable, locate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent_actions import Action

    from webagent.protocols import Actor
    from webagent.state import State

    from ..skills import Skill


@dataclass(frozen=True, slots=True)
class _Open:
    """A step that did not fit: another chooses what is done in its place."""

    number: int
    asked: int = 1


class Rehearsal:
    """An actor that does a skill with other values than those it was induced with.

    Steps of class COMMIT are not done: it ends before the first one, when its element is there, and
    so it does where a person would have to decide. A step whose element is not on the page any more
    is left open: the other actor chooses, and the next step has to fit then.

    Args:
        skill: as it was induced.
        values: those of the changed task.
        actor: who chooses in place of what does not fit.
    """

    def __init__(self, skill: Skill, values: Mapping[str, str], actor: Actor) -> None:
        self._skill = skill
        self._values = values
        self._actor = actor
        self._steps = list(skill.steps)
        self._pages: dict[str, str] = {}
        """Shapes of addresses as the run had them, and what is left of them now."""
        self._next = 0
        self._open: _Open | None = None
        self._mine = False
        self._over = False
        self._end: Ending | None = None
        self._trouble = "it was not done to its end"

    @property
    def name(self) -> str:
        """Who chooses where a step does not fit."""
        return self._actor.name

    def outcome(self) -> Skill:
        """Return the skill as it fits both inputs.

        Raises:
            Unlearnable: it could not be done again.
        """
        if self._trouble:
            raise Unlearnable(self._trouble)
        open_steps = sum(step.open for step in self._steps)
        if not self._next:
            raise Unlearnable("none of its steps can be tried without consequences")
        if 2 * open_steps >= len(self._steps):
            raise Unlearnable("too little of it is the same with the changed input")
        return replace(
            self._skill,
            steps=tuple(self._steps),
            end=self._end or self._unseen_end(),
            re_executed=self._next,
        )

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return the next step, what the other chooses where it does not fit, or the end."""
        if not self._over:
            self._look_back(state)
        if not self._over and self._next == len(self._steps):
            self._see_end(state)
        if not self._over:
            action = self._step(state)
            if action is not None:
                self._mine = True
                return [Proposal((action,), f"step {self._next} of {len(self._steps)}")]
        if not self._over:
            self._mine = False
            return await self._actor.propose(state, k)
        stop = f"unable: {self._trouble}" if self._trouble else "rehearsed"
        return [Proposal((Stop(stop),), "the rehearsal is over")]

    def _look_back(self, state: State) -> None:
        """Judge what came of the last step."""
        if not self._mine or not state.history:
            return
        last = state.history[-1]
        if last.denied or last.reversibility is Reversibility.COMMIT:
            self._next -= 1
            step = self._steps[self._next]
            if last.reversibility is Reversibility.COMMIT:
                self._steps[self._next] = replace(step, reversibility=Reversibility.COMMIT)
            self._finish()
        elif last.failed:
            self._finish(f"step {self._next} could not be done with the changed input")

    def _step(self, state: State) -> Action | None:
        """Return the step that fits now; `None` where another has to choose, or it is over."""
        open_step = self._open
        number = self._next if open_step is None else open_step.number + 1
        step = self._steps[number]
        action = locate(step, self._values, state.situation, self._skill.origin)
        if action is None:
            self._leave_open(number)
            return None
        page = self._in_common(step, state)
        if page is None:
            self._finish(f"step {number + 1} is at an address of another shape")
            return None
        if open_step is not None:
            self._forget_choice(open_step, state)
            if self._over:
                return None
        self._open = None
        self._steps[number] = replace(step, page=page)
        self._next = number
        if step.reversibility is Reversibility.COMMIT:
            self._finish()
            return None
        self._next += 1
        return action

    def _leave_open(self, number: int) -> None:
        asked = 1 if self._open is None else self._open.asked + 1
        last = self._open is None and number == len(self._steps) - 1
        commits = self._steps[number].reversibility is Reversibility.COMMIT and self._open is None
        if last or commits or asked > OPEN_TURNS:
            self._finish(f"step {number + 1} does not fit the page with the changed input")
        else:
            self._open = _Open(number if self._open is None else self._open.number, asked)

    def _forget_choice(self, choice: _Open, state: State) -> None:
        """Keep of a step that differs only that something is chosen there."""
        before = self._steps[choice.number]
        chosen = [step.reversibility for step in state.history[-choice.asked :]]
        worst = gravest([before.reversibility, *filter(None, chosen)])
        if worst is Reversibility.COMMIT:
            self._finish("what was chosen in place of a step could change something")
        self._steps[choice.number] = SkillStep("", page=before.page, reversibility=worst, open=True)

    def _in_common(self, step: SkillStep, state: State) -> str | None:
        now = UrlTemplate.of(state.situation.observation.url, self._values)
        common = UrlTemplate.parse(step.page).generalised(now)
        if common is None:
            return None
        self._pages[step.page] = str(common)
        return str(common)

    def _see_end(self, state: State) -> None:
        page = state.situation.observation
        then = self._skill.end
        common = UrlTemplate.parse(then.page).generalised(UrlTemplate.of(page.url, self._values))
        seen = all(mentions(page.text, filled(text, self._values)) for text in then.texts)
        if common is None or not seen:
            self._finish("its end was not seen with the changed input")
            return
        self._end = Ending(str(common), then.texts)
        self._finish()

    def _unseen_end(self) -> Ending:
        """Return what is known of an end behind what was not done: the address, not the page."""
        page = self._skill.end.page
        return Ending(self._pages.get(page, page))

    def _finish(self, trouble: str = "") -> None:
        self._over = True
        self._trouble = trouble
