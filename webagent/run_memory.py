"""What a run remembers from turn to turn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from webagent.addresses import Addresses
from webagent.models import Usage
from webagent.planning.plan import Evidence, PlanTree, Verdict
from webagent.spending import Effort, Purpose
from webagent.state import notes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_actions import Action, Download, SentRequest, Situation
    from webagent_observation import Fingerprint

    from webagent.state import Intent, Step


MOST_LEARNED = 12


@dataclass(frozen=True, slots=True)
class Sight:
    """What one turn began with: what was shown, and what had been sent since the turn before."""

    turn: int
    url: str
    title: str
    text: str
    requests: tuple[SentRequest, ...] = ()

    def __str__(self) -> str:
        """Return all that was shown."""
        return f"{self.title}\n{self.url}\n{self.text}"


@dataclass(eq=False, slots=True)
class RunMemory:
    """What was planned, done, seen and spent, what was in vain, and what has an unknown outcome."""

    addresses: Addresses = field(default_factory=lambda: Addresses(()))
    plan: PlanTree = field(default_factory=PlanTree)
    planned: bool = False
    """The planner has been asked."""
    steps: list[Step] = field(default_factory=list["Step"])
    sights: list[Sight] = field(default_factory=list[Sight])
    denials: list[str] = field(default_factory=list[str])
    spent: dict[Purpose, Usage] = field(default_factory=dict[Purpose, Usage])
    """What models used, by what they were asked for."""
    seconds: float = 0.0
    """How long the run had lasted when it was cut off; 0 for a new one."""
    searching: Effort = field(default_factory=Effort)
    """The part of the run's time and requests that went into trying what may be undone."""
    downloads: list[Download] = field(default_factory=list["Download"])
    unsettled: tuple[Intent, ...] = ()
    """What can't be undone, and may or may not have been done when the run was killed."""
    fruitless: Counter[tuple[Fingerprint, Action]] = field(
        default_factory=Counter["tuple[Fingerprint, Action]"]
    )
    learned: list[str] = field(default_factory=list[str])
    """By trying what was not gone on with, the latest last."""
    verdict: Verdict = field(default_factory=Verdict)
    """What shows that the task is done; nothing does before it was said to be."""

    @property
    def turn(self) -> int:
        """The number of the turn that is being taken, from 1."""
        return len(self.steps) + 1

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noted, in order; steps are never forgotten, and so no note is."""
        return notes_of(self.steps)

    @property
    def usage(self) -> Usage:
        """What models used, all together."""
        return sum(self.spent.values(), Usage())

    @property
    def highest_ref(self) -> int:
        """The highest number of an element that any step named; 0 if none did."""
        refs = (getattr(action, "ref", 0) for step in self.steps for action in step.actions)
        return max(refs, default=0)

    def acting(self, seconds: float) -> Effort:
        """Return what of a run of this length did not go into searching."""
        sent = sum(len(sight.requests) for sight in self.sights)
        return Effort(seconds - self.searching.seconds, sent)

    def spend(self, purpose: Purpose, usage: Usage) -> None:
        """Count what a model used, if any was asked."""
        if usage.calls:
            self.spent[purpose] = self.spent.get(purpose, Usage()) + usage

    def learn(self, lessons: Iterable[str]) -> None:
        """Remember what was learned by trying; the oldest goes first."""
        new = [lesson for lesson in lessons if lesson not in self.learned]
        self.learned = [*self.learned, *new][-MOST_LEARNED:]

    def see(self, situation: Situation) -> None:
        """Remember what a turn begins with."""
        observation, view = situation.observation, situation.view
        text = observation.text if view is None else view.text
        requests = situation.happened.requests
        self.sights.append(Sight(self.turn, observation.url, observation.title, text, requests))
        self.downloads += situation.happened.downloads

    def evidence(self, situation: Situation, since: int = 0) -> Evidence:
        """Return what is known now: the page, all that was shown, and what was sent after a turn.

        What a turn does is sent before the next one begins.
        """
        requests = (
            request for sight in self.sights if sight.turn > since for request in sight.requests
        )
        return Evidence.of(
            situation,
            requests=tuple(requests),
            shown=tuple(map(str, self.sights)),
        )

    def doubts(self, intent: Intent) -> Intent | None:
        """Return what an intent may be doing for the second time; `None` if it does not."""
        return next((each for each in self.unsettled if intent.repeats(each)), None)
