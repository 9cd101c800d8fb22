"""What a person watching an evaluation is told, on stderr."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from webagent.evaluation import Attempt
from webagent.evaluation.running import Began
from webagent.evaluation.statistics import wilson
from webagent.models import Usage
from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

    from webagent.evaluation import Task
    from webagent.evaluation.running import Told

_RUNNING_SHOWN = 4
_LINE = 160


class Progress:
    """A live table on a terminal. Elsewhere only what broke is told."""

    def __init__(self, tasks: Sequence[Task], known: Sequence[Attempt], console: Console) -> None:
        self._console = console
        self._count = len(tasks)
        self._attempts = {attempt.task.id: attempt for attempt in known}
        self._running: dict[str, float] = {}
        self._began = monotonic()
        self._played = 0
        self._live = (
            Live(console=console, get_renderable=self._table, refresh_per_second=2)
            if console.is_terminal
            else None
        )

    def __enter__(self) -> Self:
        """Show the table; it stays as it is at the end of the block."""
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _: object, _trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def hear(self, told: Told) -> None:
        """Take note of what an engine tells."""
        if isinstance(told, Began):
            self._running[told.task.id] = monotonic()
        elif isinstance(told, Attempt):
            self._running.pop(told.task.id, None)
            self._attempts[told.task.id] = told
            self._played += 1
            if told.error:
                line = f"{told.task.id}: error: {told.error}"[:_LINE]
                self._console.print(Text(printable(line), style="red"))

    def _table(self) -> Table:
        attempts = self._attempts.values()
        judged = [attempt for attempt in attempts if attempt.success is not None]
        successes = sum(attempt.success is True for attempt in judged)
        errors = sum(bool(attempt.error) for attempt in attempts)
        usage = sum((attempt.usage for attempt in attempts), Usage())
        table = Table(box=None, pad_edge=False, header_style="dim")
        columns = {
            "done": f"{len(attempts)}/{self._count}",
            "success": _share(successes, len(judged)),
            "errors": str(errors),
            "tokens": f"{usage.input_tokens + usage.output_tokens:,}",
            "cost": "unknown" if usage.cost_usd is None else f"${usage.cost_usd:.2f}",
            "left": self._left(),
            "running": self._now(),
        }
        for name in columns:
            table.add_column(name)
        table.add_row(*(Text(value) for value in columns.values()))
        return table

    def _left(self) -> str:
        if not self._played:
            return "…"
        each = (monotonic() - self._began) / self._played
        return duration(each * (self._count - len(self._attempts)))

    def _now(self) -> str:
        shown = [
            f"{task} {monotonic() - since:.0f} s"
            for task, since in list(self._running.items())[:_RUNNING_SHOWN]
        ]
        more = len(self._running) - len(shown)
        return ", ".join([*shown, *([f"{more} more"] if more > 0 else [])])


def _share(successes: int, n: int) -> str:
    if not n:
        return "–"
    low, high = wilson(successes, n)
    return f"{successes / n:.1%} [{low:.0%}–{high:.0%}]"


def duration(seconds: float) -> str:
    """Return a time for people, such as `3 min`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"
