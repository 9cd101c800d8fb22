"""A suite of one page, whose tasks go wrong in all the ways that tasks can."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.support.site import serve_site
from webagent import Limits, ScriptedActor
from webagent.errors import UsageError
from webagent.evaluation import Check, Conditions, End, Score, Start, Task
from webagent.evaluation.running import Player
from webagent.models import ModelError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from webagent.browser import Session
    from webagent.state import Proposal, State

PAGE = '<h1 id="h">Ready</h1><button onclick="h.textContent = 1 + +(h.dataset.n || 0)">Ok</button>'
PATIENCE_S = 4.0


@dataclass(frozen=True, slots=True)
class ToySuite:
    """Tasks named by what they do; see `ToyStage` and `ToyPlayers`."""

    names: tuple[str, ...]
    shared: bool = True
    missing: str = ""
    name: str = "toys"

    @property
    def tasks(self) -> tuple[Task, ...]:
        return tuple(Task(name, name.partition("/")[0]) for name in self.names)

    @asynccontextmanager
    async def stage(self) -> AsyncGenerator[ToyStage]:
        if self.missing:
            raise UsageError(self.missing)
        with serve_site(PAGE) as url:
            yield ToyStage(url, self.shared)


class ToyStage:
    def __init__(self, url: str, shared: bool) -> None:
        self._url = url
        self._shared = shared

    def conditions(self, task: Task) -> Conditions:
        return Conditions(limits=Limits(steps=5, seconds=PATIENCE_S), shared=self._shared)

    async def reset(self, task: Task, session: Session) -> Start:
        match task.family:
            case "hang":
                time.sleep(3600)  # noqa: ASYNC251 - so that nothing inside can end it
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "lose-browser":
                await session.start(self._url)
                browser = session.page.context.browser
                assert browser is not None
                await browser.close()
            case "wait":
                await asyncio.sleep(3600)
            case "unready":
                raise ValueError("nothing is served")
            case _:
                await session.start(self._url)
        return Start(f"Click Ok, {task.id}", self._url)

    async def score(self, task: Task, end: End) -> Score:
        if task.family == "unscored":
            raise ZeroDivisionError("by design")
        heading = await end.session.page.locator("#h").inner_text()
        clicked = float(heading == "1")
        return Score(clicked, (Check("clicked", clicked, f"it says {heading}"),))


class _Unanswered:
    name = "scripted"

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        raise ModelError("the endpoint is gone")


@dataclass(frozen=True, slots=True)
class ToyPlayers:
    name: str = "scripted"

    def make(self, task: Task) -> Player:
        match task.family:
            case "unanswered":
                return Player(_Unanswered())
            case "give-up":
                return Player(ScriptedActor(["stop [unable: I will not]"]))
            case _:
                return Player(ScriptedActor(['click [button "Ok"]', "stop [done]"]))
