"""Taking a run up again where it was cut off, from its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_actions import ActionError, Reversibility, SentRequest, gravest, parse

from webagent.errors import UsageError
from webagent.planning.plan import plan_from
from webagent.recording import RunRecord
from webagent.result import download_from
from webagent.run_memory import RunMemory, Sight
from webagent.secrets import Secret
from webagent.state import Intent, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from webagent_actions import Action

    from webagent.recording import EventData, StepRecord


@dataclass(frozen=True, slots=True)
class Resumption:
    """A run that was cut off: how it had been started, and what it had come to."""

    record: RunRecord
    memory: RunMemory
    interrupted: Step | None
    """The turn in which the run was cut off while something was done to the page."""


def read_interrupted(folder: Path) -> RunRecord:
    """Return the record of a run that can go on.

    Raises:
        UsageError: there is no record, or the run has ended.
    """
    record = RunRecord.read(folder)
    if record.finished is not None:
        raise UsageError(
            f"The run in {folder} has ended ({record.finished['status']}: "
            f"{record.finished['reason']}): there is nothing to resume. Start a new one."
        )
    if "settings" not in record.started:
        raise UsageError(f"The run in {folder} was not started by `webagent run`.")
    return record


def actor_of(folder: Path) -> str:
    """Return the name of the actor that began a run. Raises as `read_interrupted` does."""
    actor: str = read_interrupted(folder).started["actor"]
    return actor


def planner_of(folder: Path) -> str:
    """Return the name of the planner that a run began with. Raises as `read_interrupted` does."""
    planner: str = read_interrupted(folder).started["settings"].get("planner", "single")
    return planner


def given_again(record: RunRecord, given: Mapping[str, str | Secret]) -> dict[str, str | Secret]:
    """Return the secrets of a run, given anew since no value was kept, with their origins.

    Raises:
        UsageError: some are missing, or they are others.
    """
    origins: dict[str, list[str]] = record.started["settings"]["secrets"]
    missing = [name for name in origins if name not in given]
    if missing:
        options = " ".join(f"--secret {name}=…" for name in missing)
        raise UsageError(f"The run has secrets, whose values are not kept: give {options} again.")
    others = [name for name in given if name not in origins]
    if others:
        raise UsageError(f"The run has no secret {', '.join(others)}: leave it out.")
    known: dict[str, str | Secret] = {}
    for name, secret in given.items():
        whole = Secret(secret) if isinstance(secret, str) else secret
        known[name] = Secret(whole.value, whole.origins or tuple(origins[name]))
    return known


def take_up(folder: Path) -> Resumption:
    """Read what a run had come to. Nobody else may be writing its record meanwhile.

    Raises:
        UsageError: there is no record, or the run has ended.
    """
    record = read_interrupted(folder)
    memory = RunMemory(seconds=record.seconds, spent=dict(record.spent))
    if record.plans:
        memory.plan, memory.planned = plan_from(record.plans[-1]["plan"]), True
    interrupted: Step | None = None
    for turn in record.steps:
        step = _step(turn)
        if step is None:
            interrupted = _interrupted(turn)
            step = interrupted
        if step is None:
            continue
        memory.steps.append(step)
        memory.sights.append(_sight(turn))
        for refused in turn.refused:
            memory.denials.append(f"{refused['action']} {step.target}: {refused['reason']}")
    memory.downloads += map(download_from, record.downloads)
    memory.unsettled = tuple(_unsettled(record))
    return Resumption(record, memory, interrupted)


def _step(turn: StepRecord) -> Step | None:
    """Return a turn that was taken to its end."""
    told = turn.stepped
    if told is None:
        return None
    return Step(
        number=turn.number,
        url=turn.observed["url"],
        reason="" if turn.proposed is None else turn.proposed["reason"],
        actions=_actions(told["actions"]),
        outcome=told["outcome"],
        failed=told["failed"],
        target=told["target"],
        denied=told["denied"],
        no_effect=told["no_effect"],
        shown=told["shown"],
        around=told["around"],
        reversibility=_class(told["reversibility"]),
        why=told["why"],
        subtask=told.get("subtask", 0),
    )


def _sight(turn: StepRecord) -> Sight:
    """Return what a turn began with."""
    seen = turn.observed
    requests = tuple(SentRequest(**request) for request in seen.get("requests", ()))
    return Sight(turn.number, seen["url"], seen["title"], seen["text"], requests)


def _interrupted(turn: StepRecord) -> Step | None:
    """Return a turn in which something was begun and nobody knows what came of it."""
    if not turn.intents or turn.proposed is None:
        return None
    last, before = turn.intents[-1], turn.intents[:-1]
    told = (
        f"outcome unknown: the run was interrupted during {_done(last)}; "
        "look whether it took effect before you do anything like it again"
    )
    if before:
        told = f"done before: {', '.join(map(_done, before))}; {told}"
    intents = [_class(intent["reversibility"]) for intent in turn.intents]
    return Step(
        number=turn.number,
        url=turn.observed["url"],
        reason=turn.proposed["reason"],
        actions=_actions(turn.proposed["actions"]),
        outcome=told,
        target=last["target"],
        reversibility=gravest(filter(None, intents)),
        why=last["why"],
    )


def _done(intent: EventData) -> str:
    return f"{intent['action']} {intent['target']}".rstrip()


def _unsettled(record: RunRecord) -> Iterator[Intent]:
    """Yield what can't be undone, and may or may not have been done.

    An interruption that an earlier resumption told of still counts: nobody has settled it since.
    """
    for turn in record.steps:
        unknown = turn.stepped is None or turn.stepped["interrupted"]
        if not turn.intents or not unknown:
            continue
        last = turn.intents[-1]
        actions = _actions([last["action"]])
        if _class(last["reversibility"]) is Reversibility.COMMIT and actions:
            yield Intent(
                actions[0], last["target"], last["address"], Reversibility.COMMIT, last["why"]
            )


def _actions(written: list[str]) -> tuple[Action, ...]:
    return tuple(action for text in written for action in _parsed(text))


def _parsed(text: str) -> tuple[Action, ...]:
    try:
        return parse(text)
    except ActionError:
        # Taking a secret out may leave what is no action any more.
        return ()


def _class(word: str | None) -> Reversibility | None:
    return None if word is None else Reversibility(word)
