"""What a benchmark has to provide so that it can be run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from webagent.browser import Session
    from webagent.result import RunResult

    from ._score import Score
    from ._task import Conditions, Task


@dataclass(frozen=True, slots=True)
class Start:
    """What an agent is told when a task begins."""

    goal: str
    url: str
    """The address of the page that is open."""
    ready: bool = False
    """Whether that page has said that it is complete, so that no look has to wait until it is."""


@dataclass(frozen=True, slots=True)
class End:
    """How a task was left: the browser is still open, on the page where the agent stopped."""

    session: Session
    result: RunResult
    """What the agent did, and its answer."""
    folder: Path
    """The record of the run, `events.jsonl` among it."""


class Stage(Protocol):
    """The sites of a suite, ready to be played on. Each worker opens one for itself."""

    def conditions(self, task: Task) -> Conditions:
        """Return what a task is carried out with."""
        ...

    async def reset(self, task: Task, session: Session) -> Start:
        """Bring about the state that a task begins in, and open its page in the session.

        Raises:
            webagent.errors.EnvironmentFailure: the site or the browser can't be used.
            playwright.async_api.Error: likewise.
        """
        ...

    async def score(self, task: Task, end: End) -> Score:
        """Return what came of it. Called once, before the browser is closed.

        Raises:
            webagent.errors.EnvironmentFailure: what the score rests on can't be asked.
            playwright.async_api.Error: likewise.
        """
        ...


@runtime_checkable
class EndsItself(Protocol):
    """A stage whose tasks may be over before the agent says so. A stage need not be one."""

    async def over(self, task: Task, session: Session) -> str:
        """Say why nothing more can come of a task; empty while something can.

        Asked after each turn of the agent; the run ends there with the status `limit`. Asked too
        where nothing seems to have come of an action, so that nobody waits for what can't come.
        """
        ...


class Suite(Protocol):
    """A set of tasks that can be reset and scored. It is pickled to reach the workers."""

    @property
    def name(self) -> str:
        """As it is called on the command line."""
        ...

    @property
    def tasks(self) -> Sequence[Task]:
        """All of them, in an order that stays the same."""
        ...

    def stage(self) -> AbstractAsyncContextManager[Stage]:
        """Start what the tasks are played on, such as a local site; it ends with the block.

        Raises:
            webagent.errors.UsageError: something that it needs is missing; the message says what
                to install or set.
        """
        ...
