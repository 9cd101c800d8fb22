"""What both sides said, counted and told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._case import Case, Outcome, Scored


@dataclass
class Agreement:
    """How often both sides agree, by the kind of case."""

    cases: Counter[str] = field(default_factory=Counter[str])
    agreed: Counter[str] = field(default_factory=Counter[str])
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    disagreements: list[str] = field(default_factory=list[str])

    def add(self, case: Case, theirs: Scored, ours: Scored, unjudged: Outcome) -> None:
        """Count a case."""
        self.cases[case.kind] += 1
        self.outcomes[case.kind, _told(theirs.unjudged)] += 1
        if ours == theirs and unjudged == theirs.unjudged:
            self.agreed[case.kind] += 1
            return
        self.disagreements.append(
            f"{case.kind}: theirs {theirs.by_verdict}, ours {ours.by_verdict}, "
            f"unjudged {unjudged}\n    answer {case.answer!r} url {case.url!r} "
            f"page {case.page!r}\n    {case.task['eval']}"
        )

    def table(self) -> str:
        """Return it as Markdown."""
        lines = [
            "| cases | number | agree | of them 1 | 0 | takes a judge | breaks off |",
            "|---|---|---|---|---|---|---|",
            *(self._line(kind, [kind]) for kind in sorted(self.cases)),
            self._line("**all**", self.cases),
        ]
        return "\n".join(lines)

    def _line(self, name: str, kinds: Iterable[str]) -> str:
        kinds = list(kinds)
        number = sum(self.cases[kind] for kind in kinds)
        agreed = sum(self.agreed[kind] for kind in kinds)
        told = [
            str(sum(self.outcomes[kind, outcome] for kind in kinds))
            for outcome in ("1", "0", "open", "error")
        ]
        return f"| {name} | {number} | {agreed / number:.2%} | {' | '.join(told)} |"


def _told(outcome: Outcome) -> str:
    return "open" if outcome is None else outcome if isinstance(outcome, str) else f"{outcome:g}"
