"""What a comparison found."""

from __future__ import annotations

from dataclasses import dataclass

from webagent.evaluation import Check

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was expected, and what is there."""

    passed: bool
    expected: str
    """Such as `the answer includes “22 kg”`."""
    there: str
    """Such as `it is “about 20 kg”`."""

    def check(self, name: str | None = None) -> Check:
        """Return it as a check, under a name of the user's if there is one."""
        reason = f"Expected: {self.expected}. Found: {self.there}."
        return Check(name or self.expected, float(self.passed), reason)


def quoted(text: str) -> str:
    """Return a text on one line, in quotes and cut where it is long."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[:_LONGEST]}…”"


def listed(texts: tuple[str, ...], word: str) -> str:
    """Return texts in quotes, with a word such as `and` before the last."""
    *first, last = (quoted(text) for text in texts)
    return f"{', '.join(first)} {word} {last}" if first else last
