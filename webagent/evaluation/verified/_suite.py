"""WebArena-Verified as a suite: its tasks and files, scored by its own program."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from webagent.errors import BrowserLost, UsageError

from .._suite import Start
from ..webarena import Logins, Play, open_start, require_any, require_known, site_task
from ._reading import find_program, find_tasks, read_hard, read_tasks
from ._response import goal_of, response_of
from ._upstream import Layout, score_with

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from webagent.browser import Session

    from .._score import Score
    from .._suite import End
    from .._task import Conditions, Task
    from ..webarena import Sites
    from ._task import VerifiedTask

_CLOSING_S = 120.0
"""For a browser context to write down all that went over its network."""


@dataclass(frozen=True, slots=True)
class VerifiedSuite:
    """The tasks of WebArena-Verified on the researcher's own sites: see `from_options`."""

    entries: tuple[VerifiedTask, ...]
    sites: Sites
    out: Path
    """Where the files go that WebArena-Verified reads, each task's in a folder of its number."""
    file: Path
    """Where the tasks come from."""
    hard: frozenset[int] = frozenset()
    program: Path | None = None
    play: Play = field(default_factory=Play)
    name: str = "webarena-verified"
    tasks: tuple[Task, ...] = field(init=False)

    def __post_init__(self) -> None:
        """List the tasks."""
        tasks = tuple(
            site_task(entry.task_id, entry.sites, entry.intent_template_id, self._tags(entry))
            for entry in self.entries
        )
        object.__setattr__(self, "tasks", tasks)

    @classmethod
    def from_options(
        cls,
        tasks: Path | None,
        sites: Sites,
        *,
        out: Path,
        hard: bool = False,
        subset: Path | None = None,
        program: Path | None = None,
        play: Play | None = None,
    ) -> VerifiedSuite:
        """Return the tasks of a file, or those of an installed package, on these sites.

        Args:
            tasks: `webarena-verified.json`; by default that of the package, installed here or in
                the environment of its program.
            sites: where they are; `Sites.from_environment`.
            out: folder for `<task_id>/agent_response.json`, `network.har`, `run_config.json` and
                `eval_result.json`: WebArena-Verified's own layout, which its commands take.
            hard: leave out all but the hard subset.
            subset: where that is listed; by default beside the file of the tasks.
            program: `webarena-verified`; by default that on the PATH. Without it nothing is judged.
            play: how tasks are carried out.

        Raises:
            UsageError: a file is missing or malformed; the message says what to do.
        """
        found = find_program(program)
        file = find_tasks(tasks, found)
        entries, listed = read_tasks(file, sites), read_hard(file, subset)
        if hard:
            if listed is None:
                raise UsageError(f"Nothing beside {file} says which tasks are hard: name the file.")
            entries = tuple(entry for entry in entries if entry.task_id in listed)
        return cls(
            entries,
            sites,
            out.absolute(),
            file,
            listed or frozenset(),
            found,
            Play() if play is None else play,
        )

    def _tags(self, entry: VerifiedTask) -> tuple[str, ...]:
        kind = (entry.kind,) if entry.kind else ()
        return (*kind, "hard") if entry.task_id in self.hard else kind

    @asynccontextmanager
    async def stage(self) -> AsyncGenerator[VerifiedStage]:
        """Get ready to play; the sites run already, wherever they are."""
        require_any(self.sites)
        yield VerifiedStage(self)


class VerifiedStage:
    """WebArena's sites, the logins to them, and the files that WebArena-Verified reads."""

    def __init__(self, suite: VerifiedSuite) -> None:
        self._suite = suite
        self._entries = {str(entry.task_id): entry for entry in suite.entries}
        self._logins = Logins(suite.sites, suite.play.login_folder)
        self._layout = Layout(suite.out)

    def conditions(self, task: Task) -> Conditions:
        """Return what a task is carried out with; what goes over the network is recorded."""
        return self._suite.play.conditions(self._suite.sites, har=self._layout.har(task.id))

    async def reset(self, task: Task, session: Session) -> Start:
        """Log in, and open the pages that the task begins on.

        What earlier tasks changed on the sites stays: their containers have to be started anew.
        """
        entry = self._entries[task.id]
        require_known(self._suite.sites, entry.sites)
        self._layout.clear(task.id)
        await open_start(session, entry.start_urls, self._logins, entry.logins)
        return Start(goal_of(entry.intent), entry.start_urls[0])

    async def score(self, task: Task, end: End) -> Score:
        """Write down the answer and the network traffic, and have them scored.

        The browser context is closed by it: its traffic is complete then, and no page is opened
        any more that could pass for the agent's last one.
        """
        try:
            async with asyncio.timeout(_CLOSING_S):
                await end.session.page.context.close()
        except (PlaywrightError, TimeoutError) as error:
            raise BrowserLost(
                "The browser did not hand over what went over its network."
            ) from error
        response = response_of(end.result)
        self._layout.write(task.id, response, self._suite.file, self._suite.sites)
        return await score_with(self._suite.program, self._layout, task.id)
