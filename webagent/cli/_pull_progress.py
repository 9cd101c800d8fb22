"""How far a model's file has come, on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from webagent.models.local import KnownModel
    from webagent.models.local import Progress as Told

_STEP = 10


class PullProgress:
    """A bar on a terminal; elsewhere a line for each tenth."""

    def __init__(self, model: KnownModel) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._name = model.name
        self._told = -1
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task(model.name, total=model.bytes)

    def __enter__(self) -> Self:
        """Show the bar; it stays as it is at the end of the block."""
        self._bar.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _: object, _trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def hear(self, told: Told) -> None:
        """Take note of how far it is."""
        checking = "checking its hash"
        self._bar.update(
            self._task,
            completed=told.bytes,
            description=checking if told.checking else self._name,
        )
        if self._console.is_terminal:
            return
        tenth = 100 * told.bytes // told.of // _STEP * _STEP
        if told.checking:
            self._console.print(f"{self._name}: {checking}")
        elif tenth > self._told:
            self._told = tenth
            self._console.print(f"{self._name}: {tenth} %")
