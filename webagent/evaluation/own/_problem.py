"""Why a file is no suite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from webagent.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

Location: TypeAlias = "tuple[str | int, ...]"
"""The keys and places in lists that lead to a value."""
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend."""

    location: Location
    message: str
    """What is wrong there, and what to do."""
    line: int | None = None
    """Counted from 1; `None` where it is not known."""

    @property
    def path(self) -> str:
        """Where it is, such as `tasks[0].checks[1].sql`; empty for the file as a whole."""
        parts = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in self.location)
        return "".join(parts).removeprefix(".")

    def __str__(self) -> str:
        """Return line, path and message."""
        line = "" if self.line is None else f"line {self.line}: "
        return f"{line}{self.path}: {self.message}" if self.path else f"{line}{self.message}"


class SuiteInvalid(UsageError):
    """A file holds no suite; `problems` has everything that is to be mended."""

    def __init__(self, file: Path | str, problems: tuple[Problem, ...]) -> None:
        lines = [f"{file}: {problem}" for problem in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            lines.append(f"… and {len(problems) - _SHOWN} more.")
        super().__init__("\n".join(lines))
        self.file = str(file)
        self.problems = problems

    def __reduce__(self) -> tuple[type[SuiteInvalid], tuple[str, tuple[Problem, ...]]]:
        """Let it reach another process whole."""
        return type(self), (self.file, self.problems)


class SuiteUnreadable(SuiteInvalid):
    """There is no file of this name that could hold a suite."""
