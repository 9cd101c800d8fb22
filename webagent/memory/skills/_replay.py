"""A skill being done again, step by step, on pages as they are now."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from webagent_actions import Reversibility

from ._locate import action_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent_actions import Action

    from webagent.state import State

    from ._skill import Skill

OPEN_TURNS = 4
"""How many turns a choice that a skill leaves open may take."""


class Progress(Enum):
    """Where a replay stands."""

    UNDER_WAY = "under way"
    DONE = "done"
    """All steps were done, and its end holds."""
    FAILED = "failed"
    """A step did not fit or could not be done, or the end does not hold."""
    STOPPED = "stopped"
    """A permission stood against it, which says nothing of the skill."""


class Replay:
    """One replay. It only says what comes next; validation, gate and executor are the run's."""

    def __init__(self, skill: Skill, values: Mapping[str, str]) -> None:
        self._skill = skill
        self._values = values
        self._next = 0
        self._asked = 0
        self._mine = False
        """Whether the last turn was a step of the skill."""
        self.progress = Progress.UNDER_WAY
        self.committed = False
        """Whether a step of it did what can't be undone."""

    @property
    def position(self) -> str:
        """The step that was given last, such as `step 2 of 4`."""
        return f"step {self._next} of {len(self._skill.steps)}"

    def next(self, state: State) -> Action | None:
        """Return the next step's action; `None` where another has to choose, or when it is over."""
        if self.progress is not Progress.UNDER_WAY:
            return None
        if state.history and (self._mine or self._asked):
            self._look_back(state)
        if self.progress is not Progress.UNDER_WAY:
            return None
        if self._next == len(self._skill.steps):
            self._end(state)
            return None
        step = self._skill.steps[self._next]
        if step.open:
            return self._after_choice(state)
        return self._take(state)

    def _look_back(self, state: State) -> None:
        last = state.history[-1]
        sent = last.reversibility is Reversibility.COMMIT
        self.committed |= self._mine and sent and not last.denied
        if self._mine and last.denied:
            self.progress = Progress.STOPPED
        elif self._mine and last.failed:
            self.progress = Progress.FAILED
        elif not self._mine and sent:
            # Whoever was asked to choose went further than that: no step may be done twice.
            self.progress = Progress.STOPPED

    def _after_choice(self, state: State) -> Action | None:
        """Go on behind an open step, once something was chosen and what follows is there."""
        if self._asked:
            after = self._next + 1
            action = self._action(after, state)
            if action is not None:
                self._next = after
                return self._take(state)
        self._mine = False
        self._asked += 1
        if self._asked > OPEN_TURNS:
            self.progress = Progress.FAILED
        return None

    def _take(self, state: State) -> Action | None:
        action = self._action(self._next, state)
        self._mine, self._asked = True, 0
        if action is None:
            self.progress = Progress.FAILED
            return None
        self._next += 1
        return action

    def _action(self, number: int, state: State) -> Action | None:
        step = self._skill.steps[number]
        return action_for(step, self._values, state.situation, self._skill.origin)

    def _end(self, state: State) -> None:
        page = state.situation.observation
        holds = self._skill.end.holds(page.url, page.text, self._values)
        vain = self._mine and bool(state.history) and state.history[-1].no_effect
        self.progress = Progress.DONE if holds and not vain else Progress.FAILED
