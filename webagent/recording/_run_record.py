"""A run read back from its `events.jsonl`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from webagent.errors import UsageError
from webagent.models import Usage
from webagent.result import SCHEMA_VERSION
from webagent.spending import Purpose

from ._event_lines import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

EventData: TypeAlias = "Mapping[str, Any]"
"""A line of `events.jsonl`, as `Recorder` wrote it."""
_PURPOSES = {"proposed": Purpose.ACT, "planned": Purpose.PLAN}
"""What the model calls that an event tells of were for."""


class StepKind(StrEnum):
    """What a step came to, in one word."""

    OK = "ok"
    NO_EFFECT = "no-effect"
    FAILED = "failed"
    DENIED = "denied"
    ASKED = "asked"
    """A person had to decide, whatever was decided."""
    NOT_TAKEN = "not-taken"
    """The page was looked at, and the run ended before anything came of it."""


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What was recorded of one turn; what the run did not get to is None or empty."""

    number: int
    observed: EventData
    proposed: EventData | None
    permissions: tuple[EventData, ...]
    violations: tuple[EventData, ...]
    """Wishes of the site that the action seems to go against."""
    searches: tuple[EventData, ...]
    """What looking ahead came to, each time; `tree` is as `planning.search.tree_json` has it."""
    intents: tuple[EventData, ...]
    """What was begun on the page, in order; the last may not have come to its end."""
    stepped: EventData | None

    @property
    def kind(self) -> StepKind:
        """What the step came to. That a person was asked matters more than what came of it."""
        if any(permission["approved"] is not None for permission in self.permissions):
            return StepKind.ASKED
        if self.stepped is None:
            return StepKind.NOT_TAKEN
        if self.stepped["denied"]:
            return StepKind.DENIED
        if self.stepped["failed"]:
            return StepKind.FAILED
        return StepKind.NO_EFFECT if self.stepped["no_effect"] else StepKind.OK

    @property
    def refused(self) -> tuple[EventData, ...]:
        """The permissions that were not granted."""
        return tuple(p for p in self.permissions if not p["granted"])

    @property
    def target(self) -> str:
        """The element the action was done to, as the page named it; empty if there was none."""
        return "" if self.stepped is None else self.stepped["target"]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What was recorded of a run, up to its end or to where it was cut off."""

    started: EventData
    resumed: tuple[EventData, ...]
    """Each time that it went on after it had been cut off."""
    obeying: EventData | None
    """Whose permissions counted beside the sites'; None when the run did not get to say."""
    start: EventData | None
    """The permission to open the first address; None when the run did not get to ask for it."""
    policies: tuple[EventData, ...]
    wishes: tuple[EventData, ...]
    """What sites said in prose, as the agent was told it."""
    steps: tuple[StepRecord, ...]
    plans: tuple[EventData, ...]
    """The plan each time that it changed, or that the planner was asked."""
    finished: EventData | None
    """None when the run was killed."""
    seconds: float
    """From the start to the last thing recorded; the time before a resumption does not count."""
    spent: Mapping[Purpose, Usage]
    """What models used, by what they were asked for; turns that were interrupted included."""

    @property
    def usage(self) -> Usage:
        """What models used, all together."""
        return sum(self.spent.values(), Usage())

    @property
    def taken(self) -> int:
        """How many steps were taken to their end."""
        return sum(step.stepped is not None for step in self.steps)

    @property
    def downloads(self) -> tuple[EventData, ...]:
        """The files that sites gave, kept or not, in the order they came."""
        return tuple(file for step in self.steps for file in step.observed.get("downloads", ()))

    @classmethod
    def read(cls, folder: Path) -> RunRecord:
        """Read the record of a run. A last line that is not whole is left out.

        Raises:
            UsageError: the folder holds no record, or not one of this version.
        """
        path = folder / "events.jsonl"
        events = list(read_events(folder))
        if not events or events[0].get("type") != "run_started":
            raise UsageError(f"{path} holds no run: it does not begin with a start.")
        if events[0]["schema_version"] != SCHEMA_VERSION:
            raise UsageError(f"{path} was written by another version of this program.")
        return cls(
            started=events[0],
            resumed=tuple(event for event in events if event["type"] == "resumed"),
            obeying=next((e for e in events if e["type"] == "obeying"), None),
            start=next((e for e in events if e["type"] == "start_permission"), None),
            policies=tuple(event for event in events if event["type"] == "policy"),
            wishes=tuple(event for event in events if event["type"] == "wishes"),
            steps=tuple(_steps(events)),
            plans=tuple(event for event in events if event["type"] == "planned"),
            finished=next((e for e in events if e["type"] == "run_finished"), None),
            seconds=events[-1]["seconds"],
            spent=_spent(events),
        )


def read_events(folder: Path) -> tuple[dict[str, Any], ...]:
    """Return the events in the folder of a run, in order. A last one that is not whole is left out.

    Raises:
        UsageError: the folder holds no record, or a damaged one.
    """
    return tuple(event for _, event in read_lines(folder / "events.jsonl"))


def _steps(events: list[dict[str, Any]]) -> Iterator[StepRecord]:
    turns: defaultdict[int, defaultdict[str, list[EventData]]]
    turns = defaultdict(lambda: defaultdict(list))
    for event in events:
        if event["step"] is None:
            continue
        if event["type"] == "observed":
            # After an interruption, a turn in which nothing was done is taken anew.
            turns.pop(event["step"], None)
        turns[event["step"]][event["type"]].append(event)
    for number, turn in turns.items():
        yield StepRecord(
            number=number,
            observed=turn["observed"][0],
            proposed=next(iter(turn["proposed"]), None),
            permissions=tuple(turn["permission"]),
            violations=tuple(turn["violation"]),
            searches=tuple(turn["search"]),
            intents=tuple(turn["intent"]),
            stepped=next(iter(turn["stepped"]), None),
        )


def _spent(events: list[dict[str, Any]]) -> dict[Purpose, Usage]:
    spent: defaultdict[Purpose, Usage] = defaultdict(Usage)
    for event in events:
        purpose = _PURPOSES.get(event["type"])
        if purpose is not None and event["calls"]:
            spent[purpose] += _usage(event)
        for word, used in event.get("spent", {}).items():
            spent[Purpose(word)] += _usage(used)
    return dict(spent)


def _usage(told: EventData) -> Usage:
    return Usage(
        calls=told["calls"],
        input_tokens=told["input_tokens"],
        output_tokens=told["output_tokens"],
        cost_usd=told["cost_usd"],
    )
