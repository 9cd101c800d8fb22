"""WebArena as a suite: its tasks, its sites and its own way to score."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent_actions import Stop

from webagent.errors import EnvironmentFailure, UsageError

from .._score import Check, Score
from .._suite import Start
from .._task import Task
from ._logins import Logins
from ._opening import open_start
from ._play import Play
from ._reading import read_tasks
from .scoring import ModelJudge, score_task

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable
    from pathlib import Path

    from webagent.browser import Session
    from webagent.result import RunResult

    from .._suite import End
    from .._task import Conditions
    from ._sites import Sites
    from ._task import WebArenaTask

CANNOT_BE_DONE = "N/A"
"""WebArena's answer to a task that can't be done."""


@dataclass(frozen=True, slots=True)
class WebArenaSuite:
    """The tasks of a file in WebArena's format, on the researcher's own sites: `from_options`."""

    entries: tuple[WebArenaTask, ...]
    sites: Sites
    play: Play = field(default_factory=Play)
    judge: str = ""
    """The model that judges answers by their meaning; without one those are not judged."""
    foreign_hosts_score_zero: bool = False
    name: str = "webarena"
    tasks: tuple[Task, ...] = field(init=False)

    def __post_init__(self) -> None:
        """List the tasks."""
        tasks = tuple(
            site_task(entry.task_id, entry.sites, entry.intent_template_id, entry.eval.eval_types)
            for entry in self.entries
        )
        object.__setattr__(self, "tasks", tasks)

    @classmethod
    def from_options(
        cls,
        tasks: Path | None,
        sites: Sites,
        *,
        judge: str = "",
        foreign_hosts_score_zero: bool = False,
        play: Play | None = None,
    ) -> WebArenaSuite:
        """Return the tasks of a file, or those of an installed package, on these sites.

        Args:
            tasks: `test.raw.json`, or a file of its format such as `test_webarena_lite.raw.json`;
                by default that of the package `libwebarena` or `webarena-verified`.
            sites: where they are; `Sites.from_environment`.
            judge: the name of a model, served as `webagent run --model` has it.
            foreign_hosts_score_zero: score 0 if a tab is left open on another host than the sites',
                as BrowserGym does and WebArena does not.
            play: how tasks are carried out.

        Raises:
            UsageError: the file is missing or malformed; the message says what to do.
        """
        return cls(
            read_tasks(tasks, sites),
            sites,
            Play() if play is None else play,
            judge,
            foreign_hosts_score_zero,
        )

    @asynccontextmanager
    async def stage(self) -> AsyncGenerator[WebArenaStage]:
        """Get ready to play; the sites run already, wherever they are."""
        require_any(self.sites)
        yield WebArenaStage(self, _judge(self.judge))


class WebArenaStage:
    """WebArena's sites, and the logins to them."""

    def __init__(self, suite: WebArenaSuite, judge: ModelJudge | None) -> None:
        self._suite = suite
        self._judge = judge
        self._entries = {str(entry.task_id): entry for entry in suite.entries}
        self._logins = Logins(suite.sites, suite.play.login_folder)

    def conditions(self, task: Task) -> Conditions:
        """Return what a task is carried out with: WebArena's viewport and number of steps."""
        place = self._entries[task.id].geolocation
        told = None if place is None else (place["latitude"], place["longitude"])
        return self._suite.play.conditions(self._suite.sites, told)

    async def reset(self, task: Task, session: Session) -> Start:
        """Log in where the task begins logged in, and open its pages.

        What earlier tasks changed on the sites stays: WebArena puts them back by starting their
        containers anew.
        """
        entry = self._entries[task.id]
        require_known(self._suite.sites, entry.sites)
        await open_start(session, entry.start_urls, self._logins, entry.logins)
        return Start(entry.intent, entry.start_urls[0])

    async def score(self, task: Task, end: End) -> Score:
        """Return the product of what WebArena's evaluators give."""
        # A closed tab has a blank page in its place then.
        situation = await end.session.look()
        if situation.dialog is not None:
            # Nothing of the page could be asked.
            await end.session.answer_dialog(accept=False, text=None)
        foreign = self._foreign(end.session)
        if foreign is not None:
            return Score(0.0, (foreign,))
        before = self._judged()
        score = await score_task(
            self._entries[task.id],
            answer=answer_of(end.result),
            url=end.session.url,
            page=end.session.page,
            judge=self._judge,
            sites=self._suite.sites,
        )
        spent = {name: used - before[name] for name, used in self._judged().items()}
        return replace(score, measures={**score.measures, **spent})

    def _judged(self) -> dict[str, float]:
        """Return what judging has taken so far; nothing where nobody judges."""
        if self._judge is None:
            return {}
        usage = self._judge.usage
        tokens = usage.input_tokens + usage.output_tokens
        return {"judge_calls": usage.calls, "judge_tokens": tokens}

    def _foreign(self, session: Session) -> Check | None:
        """Return the check that failed where a tab shows a host that belongs to no site."""
        if not self._suite.foreign_hosts_score_zero:
            return None
        hosts = {urlsplit(self._suite.sites.url(name)).netloc for name in self._suite.sites.known}
        for page in session.page.context.pages:
            if urlsplit(page.url).netloc not in {"", *hosts}:
                return Check("every tab is on the sites", 0.0, f"one is on {page.url}")
        return None


def answer_of(result: RunResult) -> str:
    """Return the answer as WebArena's evaluators take it.

    It is `N/A` where the agent says that the task can't be done, as BrowserGym has it, and empty
    where it did not get to answer.
    """
    return CANNOT_BE_DONE if Stop(result.answer).unable else result.answer


def site_task(task_id: int, sites: Iterable[str], template: int, tags: Iterable[str] = ()) -> Task:
    """Return the task of a suite: its family is the combination of its sites."""
    named = tuple(sites)
    return Task(str(task_id), "+".join(sorted(named)), tags=(*named, *tags, f"template/{template}"))


def require_any(sites: Sites) -> None:
    """Check that the address of any site is known. Raises `UsageError`."""
    if not sites.known:
        raise UsageError(
            "No address of a site is known: start WebArena's containers, and set SHOPPING, "
            "SHOPPING_ADMIN, REDDIT, GITLAB, WIKIPEDIA and MAP to where they are, such as "
            "export SHOPPING=http://localhost:7770."
        )


def require_known(sites: Sites, names: Iterable[str]) -> None:
    """Check that a task's sites are known, once it is its turn.

    Raises:
        EnvironmentFailure: the address of one is not; the message says which variable to set.
    """
    try:
        sites.require(names)
    except UsageError as error:
        raise EnvironmentFailure(str(error)) from error


def _judge(model: str) -> ModelJudge | None:
    if not model:
        return None
    from webagent.actors import choose_actor

    served = choose_actor(model).model
    if served is None:
        raise UsageError(f"“{model}” is no language model, so it can't judge.")
    return ModelJudge(served)
