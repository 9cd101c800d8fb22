"""How a run ended."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from webagent_actions import Download

from webagent.spending import Effort

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent_actions import Reversibility

    from webagent.models import Usage
    from webagent.planning.plan import Finding
    from webagent.spending import Purpose
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
    downloads: tuple[Download, ...] = field(default=())
    """Files that sites gave, kept in the run's folder or not."""
    verified: bool = False
    """What the agent says is shown by something that really is there, and nothing speaks against
    it; see `webagent.planning.plan.verify`."""
    evidence: tuple[Finding, ...] = ()
    """What shows it, one for each criterion of the task, and what was quoted besides."""
    spent: Mapping[Purpose, Usage] = field(default_factory=dict["Purpose", "Usage"])
    """`usage` by what models were asked for."""
    acting: Effort = field(default_factory=Effort)
    searching: Effort = field(default_factory=Effort)
    """What went into trying actions that may be undone, apart from the rest."""

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
            "verified": self.verified,
            "evidence": [asdict(finding) for finding in self.evidence],
            "answer": self.answer,
            "reason": self.reason,
            "url": self.url,
            "actor": self.actor,
            "seconds": round(self.seconds, 3),
            "usage": {
                **usage_json(self.usage),
                "by_purpose": {each.value: usage_json(used) for each, used in self.spent.items()},
            },
            "effort": {"act": asdict(self.acting), "search": asdict(self.searching)},
            "denials": list(self.denials),
            "downloads": [download_json(each) for each in self.downloads],
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
                    "reversibility": _word(step.reversibility),
                    "why": step.why,
                }
                for step in self.steps
            ],
            "run_dir": None if self.run_dir is None else str(self.run_dir),
        }


def usage_json(usage: Usage) -> dict[str, Any]:
    """Return what a model used as plain JSON values."""
    return {
        "calls": usage.calls,
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cost_usd": usage.cost_usd,
    }


def download_json(download: Download) -> dict[str, Any]:
    """Return a file that a site gave as plain JSON values."""
    return {
        "name": download.name,
        "url": download.url,
        "path": None if download.path is None else str(download.path),
        "size": download.size,
        "media_type": download.media_type,
        "sha256": download.sha256,
        "problem": download.problem,
    }


def download_from(told: Mapping[str, Any]) -> Download:
    """Return a file from what `download_json` told of it."""
    path: str | None = told["path"]
    return Download(
        name=told["name"],
        url=told["url"],
        path=None if path is None else Path(path),
        size=told["size"],
        media_type=told["media_type"],
        sha256=told["sha256"],
        problem=told["problem"],
    )


def _word(reversibility: Reversibility | None) -> str | None:
    return None if reversibility is None else reversibility.value
