"""Why a text is no policy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    `path` is the key, such as `rules[0].effect`, empty for the document as a whole; `message` says
    what is wrong there and what is allowed; `line` counts from 1, None where it is not known.
    """

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = "" if self.line is None else f"line {self.line}: "
        return f"{where}{self.path}: {self.message}" if self.path else f"{where}{self.message}"


class PolicyError(ValueError):
    """A policy can't be used; nothing is decided by it.

    `problems` holds everything that has to be mended, `file` the path of the file if there is one.
    """

    def __init__(self, problems: tuple[Problem, ...], file: str | None = None) -> None:
        first = str(problems[0])
        more = "" if len(problems) == 1 else f" (and {len(problems) - 1} more)"
        super().__init__(f"{file}: {first}{more}" if file else f"{first}{more}")
        self.problems = problems
        self.file = file


class PolicyUnreadable(PolicyError):
    """The file of a policy can't be read."""


class PolicyWidened(PolicyError):
    """A restriction for a task tried to permit something."""
