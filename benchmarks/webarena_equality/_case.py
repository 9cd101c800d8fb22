"""One case that both sides score, and what came of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

Outcome: TypeAlias = float | str | None
"""A score; `error` where there is none because the task is malformed; `None`: not judged."""
_YES, _NO = ("correct", "same"), ("incorrect", "different")
VERDICTS = ((_YES,), (_NO,), (("partially correct", "different"),), (_YES, _NO))
"""What the judges of both sides are made to say, by turns, of an answer and of a reason."""


@dataclass(frozen=True, slots=True)
class Case:
    """A task, and how an agent left it."""

    kind: str
    """What it is told together with in the table."""
    task: dict[str, Any]
    answer: str = ""
    url: str = ""
    """The address of the last page, where no page is open."""
    page: str = ""
    """The address of a page that is opened in a browser; empty where none is needed."""
    sleeps: bool = False
    """WebArena sleeps its 3 s, and we wait as we do by default; otherwise neither waits."""

    @property
    def verdicts(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The verdicts that it is scored under."""
        return VERDICTS if self.judged else VERDICTS[:1]

    @property
    def judged(self) -> bool:
        """Whether a judge may be asked."""
        return "fuzzy_match" in (self.task["eval"].get("reference_answers") or {})

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values, for the oracle."""
        return {**asdict(self), "verdicts": self.verdicts}


@dataclass(frozen=True, slots=True)
class Scored:
    """What a case was worth under each verdict of a judge."""

    by_verdict: tuple[Outcome, ...]

    @property
    def unjudged(self) -> Outcome:
        """What it has to be without a judge: open, where the verdict makes a difference."""
        first, *others = self.by_verdict
        return first if all(other == first for other in others) else None
