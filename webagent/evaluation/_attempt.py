"""The record of one attempt at a task."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from webagent.models import Usage

from ._score import Check, Score
from ._task import Task

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a task: one line of `attempts.jsonl`."""

    task: Task
    score: Score | None = None
    """`None` where there is none because something broke; see `error`."""
    error: str = ""
    """What broke: a crash, a hang, a dead browser. Never the agent's failure, and never counted as
    one without saying so."""
    goal: str = ""
    """What the agent was told."""
    status: str = ""
    """How its run ended, as `webagent.result.Status`."""
    answer: str = ""
    reason: str = ""
    """Why its run ended, in one sentence."""
    steps: int = 0
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    """From the beginning of the reset to the score."""
    reset_seconds: float = 0.0
    denials: int = 0
    """How often something was not permitted."""
    folder: str = ""
    """The record of the run, relative to that of the evaluation."""

    @property
    def success(self) -> bool | None:
        """Whether the score is full; `None` where it is not known."""
        if self.score is None or self.score.score is None:
            return None
        return self.score.score == 1

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Attempt:
        """Return an attempt from what `to_json` told of it.

        Raises:
            KeyError, TypeError: it is none.
        """
        values = dict(told)
        task, score = dict(values["task"]), values["score"]
        task["tags"] = tuple(task["tags"])
        values["task"] = Task(**task)
        values["usage"] = Usage(**values["usage"])
        if score is not None:
            checks = tuple(Check(**check) for check in score["checks"])
            values["score"] = Score(score["score"], checks, score["measures"])
        return cls(**values)
