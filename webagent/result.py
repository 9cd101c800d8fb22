"""How a run ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from webagent.models import Usage
    from webagent.state import Step

SCHEMA_VERSION = "1"


class Status(StrEnum):
    """The end of a run."""

    DONE = "done"
    """The agent says that the task is done."""
    FAILED = "failed"
    """The agent gave up, or went in circles."""
    BLOCKED = "blocked"
    """The agent gave up after a permission had stood in its way."""
    LIMIT = "limit"
    """A limit on steps, seconds, tokens or cost was reached."""
    ERROR = "error"
    """Browser, model or network failed."""

    @property
    def exit_code(self) -> int:
        """The exit code of `webagent run`."""
        return {"done": 0, "failed": 1, "blocked": 3, "limit": 4, "error": 5}[self.value]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run came to."""

    status: Status
    answer: str
    """The agent's own words at the end; empty when it did not get to say any."""
    reason: str
    """Why the run ended, in one sentence."""
    steps: tuple[Step, ...]
    usage: Usage
    seconds: float
    url: str
    """Where the browser was at the end."""
    actor: str
    run_dir: Path | None
    denials: tuple[str, ...] = field(default=())
    """What was not permitted, and why, in the order it was asked for."""

    @property
    def success(self) -> bool:
        """Whether the agent says that the task is done."""
        return self.status is Status.DONE

    def to_json(self) -> dict[str, Any]:
        """Return the content of `result.json`: plain JSON values, with `schema_version`."""
        return {
            "schema_version": SCHEMA_VERSION,
            "status": self.status.value,
            "success": self.success,
            "answer": self.answer,
            "reason": self.reason,
            "url": self.url,
            "actor": self.actor,
            "seconds": round(self.seconds, 3),
            "usage": {
                "calls": self.usage.calls,
                "input_tokens": self.usage.input_tokens,
                "output_tokens": self.usage.output_tokens,
                "cost_usd": self.usage.cost_usd,
            },
            "denials": list(self.denials),
            "steps": [
                {
                    "number": step.number,
                    "url": step.url,
                    "reason": step.reason,
                    "actions": [str(action) for action in step.actions],
                    "target": step.target,
                    "outcome": step.outcome,
                    "failed": step.failed,
                    "denied": step.denied,
                }
                for step in self.steps
            ],
            "run_dir": None if self.run_dir is None else str(self.run_dir),
        }
