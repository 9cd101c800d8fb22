"""Judgements of actions, corrected by what the same controls have done before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Judgement, Reversibility, Type, presses_enter

from ._habits import Control
from ._template import template_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_actions import Action, SentRequest
    from webagent_observation import Node

    from ._habits import Habit, SqliteHabits

HARMLESS_ENOUGH = 3
"""How often a control that nothing else is known of has to have been harmless, in earlier runs."""


class Learned:
    """What a run knows of controls from all that was done to them.

    Within a run a class is only ever raised: what was harmless in this run counts from the next one
    on, so that a plan made on a class is not overtaken by a laxer one.
    """

    def __init__(self, habits: SqliteHabits) -> None:
        self._habits = habits
        self._before: dict[Control, Habit] = {}
        self._raised: set[Control] = set()

    def classify(self, judgement: Judgement, origin: str, action: Action, node: Node) -> Judgement:
        """Return the judgement of an action on an element, raised or lowered by what was seen.

        Lowered is only what was a guess, never what a word, a form or an address tells.

        Raises:
            webagent.memory.store.MemoryUnavailable: what was learned can't be read.
        """
        control = _control(origin, action, node)
        before = self._earlier(control)
        if control in self._raised or before.changing:
            if judgement.reversibility is Reversibility.COMMIT and not judgement.guessed:
                return judgement
            return Judgement(
                Reversibility.COMMIT,
                "has sent a request here before that may change something",
            )
        if judgement.guessed and before.harmless >= HARMLESS_ENOUGH:
            return Judgement(
                Reversibility.EDIT,
                f"has sent nothing here in {before.harmless} times that could change something",
            )
        return judgement

    def observe(
        self, origin: str, action: Action, node: Node, requests: Iterable[SentRequest]
    ) -> None:
        """Remember what an action set off: the requests since, also those that were stopped.

        Raises:
            webagent.memory.store.MemoryUnavailable: it can't be kept.
        """
        control = _control(origin, action, node)
        self._earlier(control)
        # A page never sees the answer to a beacon: it counts visits, at almost every click.
        changing = any(sent.may_change and not sent.is_beacon for sent in requests)
        if changing:
            self._raised.add(control)
        self._habits.count(control, changing=changing)

    def _earlier(self, control: Control) -> Habit:
        """Return what earlier runs have seen; asked once, before this run adds to it."""
        if control not in self._before:
            self._before[control] = self._habits.of(control)
        return self._before[control]


def _control(origin: str, action: Action, node: Node) -> Control:
    enter = isinstance(action, Type) and presses_enter(action, node)
    verb = f"{action.verb} and enter" if enter else action.verb
    return Control(origin, verb, node.role, template_of(node.name))
