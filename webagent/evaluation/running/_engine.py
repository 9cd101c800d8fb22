"""Where tasks are played: what an engine does, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from .._attempt import Attempt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .._task import Task
    from ._job import Job

OPENING_S = 180.0
"""How long a worker may take to open its stage and its browser."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A worker is ready; what it plays with, as plain JSON values."""

    environment: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Began:
    """A worker took up a task, which it gives up by itself after some seconds."""

    task: Task
    patience: float


Told: TypeAlias = Opened | Began | Attempt


class Engine(Protocol):
    """Plays tasks on some workers."""

    @property
    def name(self) -> str:
        """As it is called on the command line."""
        ...

    @property
    def workers(self) -> int:
        """How many tasks are played at the same time."""
        ...

    async def play(self, job: Job, tasks: Sequence[Task], tell: Callable[[Told], None]) -> None:
        """Play each task once, begun in this order, and tell what happens.

        A worker that dies, or does not return in time, is replaced; its task is told of as an
        attempt with an error. Cancelling ends all workers and their browsers.

        Raises:
            webagent.errors.UsageError: something that suite, player or engine needs is missing.
            webagent.errors.EnvironmentFailure: no worker can be opened.
        """
        ...
