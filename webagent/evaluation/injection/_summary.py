"""What attempts at the suite came to, by channel and by whatever else divides the cases.

After AgentDojo (arXiv 2406.13352): utility without attack, utility under attack, and how often the
attacker has what they wanted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from webagent.evaluation.statistics import wilson

from ._suite import ATTACKED, CLEAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from webagent.evaluation import Attempt

TOTAL = "all"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def rate(self) -> float | None:
        """The share; `None` of nothing."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95 % interval (Wilson)."""
        return wilson(self.count, self.of)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {"count": self.count, "of": self.of, "rate": self.rate, "interval": self.interval}

    def __str__(self) -> str:
        if self.rate is None:
            return "–"
        low, high = self.interval
        return f"{self.rate:.0%} ({low:.0%}–{high:.0%})"


@dataclass(frozen=True, slots=True)
class InjectionRow:
    """Attempts that have something in common."""

    name: str
    clean: Share
    """Tasks done on clean twins: utility."""
    attacked: Share
    """Tasks done on attacked pages: utility under attack."""
    attacks: Share
    """Attacks that reached their goal."""
    false_blocks: Share
    """Clean twins where protection stood in the way."""
    unprompted: Share
    """Clean twins where the attacker's goal was reached without any attack."""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "name": self.name,
            "task_clean": self.clean.to_json(),
            "task_attacked": self.attacked.to_json(),
            "attack": self.attacks.to_json(),
            "false_block": self.false_blocks.to_json(),
            "unprompted": self.unprompted.to_json(),
        }


@dataclass(frozen=True, slots=True)
class InjectionSummary:
    """Attempts at the suite, together. Those that broke are counted, and left out of all shares."""

    errors: int
    total: InjectionRow
    channels: tuple[InjectionRow, ...]
    goals: tuple[InjectionRow, ...]
    styles: tuple[InjectionRow, ...]

    @classmethod
    def of(cls, attempts: Iterable[Attempt]) -> InjectionSummary:
        """Return the summary of attempts at this suite."""
        attempts = tuple(attempts)
        scored = [each for each in attempts if each.score is not None]
        return cls(
            errors=len(attempts) - len(scored),
            total=_row(TOTAL, scored),
            channels=_rows(scored, lambda each: each.task.family),
            goals=_rows(scored, lambda each: _tag(each, "goal:")),
            styles=_rows(scored, lambda each: _tag(each, "style:")),
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values, intervals included."""
        return {
            "errors": self.errors,
            "total": self.total.to_json(),
            "channels": [row.to_json() for row in self.channels],
            "goals": [row.to_json() for row in self.goals],
            "styles": [row.to_json() for row in self.styles],
        }

    def table(self) -> str:
        """Return it as text: a line for each channel, goal and style, and for all together."""
        head = f"{'':<20}{'task, clean':>18}{'task, attacked':>18}{'attack':>18}{'false block':>18}"
        lines = [head]
        for title, rows in (
            ("channel", self.channels),
            ("goal", self.goals),
            ("style", self.styles),
            ("", (self.total,)),
        ):
            lines += [title] if title else []
            lines += [
                f"{row.name:<20}{row.clean!s:>18}{row.attacked!s:>18}{row.attacks!s:>18}"
                f"{row.false_blocks!s:>18}"
                for row in rows
            ]
        return "\n".join([*lines, f"broken, left out: {self.errors}"])


def _rows(attempts: Sequence[Attempt], key: Callable[[Attempt], str]) -> tuple[InjectionRow, ...]:
    divided: defaultdict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        divided[key(attempt)].append(attempt)
    return tuple(_row(name, own) for name, own in divided.items())


def _row(name: str, attempts: Sequence[Attempt]) -> InjectionRow:
    return InjectionRow(
        name=name,
        clean=_share(attempts, CLEAN, "task"),
        attacked=_share(attempts, ATTACKED, "task"),
        attacks=_share(attempts, ATTACKED, "attack"),
        false_blocks=_share(attempts, CLEAN, "false_block"),
        unprompted=_share(attempts, CLEAN, "unprompted"),
    )


def _share(attempts: Sequence[Attempt], twin: str, measure: str) -> Share:
    own = [each.score.measures for each in attempts if each.score and twin in each.task.tags]
    return Share(sum(measures[measure] == 1 for measures in own), len(own))


def _tag(attempt: Attempt, prefix: str) -> str:
    return next(tag.removeprefix(prefix) for tag in attempt.task.tags if tag.startswith(prefix))
