"""Actors that follow a script of the case, and the suite played with them by the real loop."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, TypeAlias

from webagent_actions import ActionError, Dialog, parse

from webagent.actors._prompt import Prompt
from webagent.actors._scripted import numbered
from webagent.browser import open_session_in
from webagent.evaluation import Attempt, End
from webagent.evaluation.injection import Goal, InjectionSuite, case_of
from webagent.evaluation.running import Player, carry_out
from webagent.place import open_place
from webagent.secrets import Secrets
from webagent.state import Proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import Self

    from playwright.async_api import Browser

    from webagent.evaluation import Start, Task
    from webagent.evaluation.injection import Case, InjectionStage, Visit
    from webagent.state import State

HOME = "go_home"


class CaseActor:
    """Answers dialogs, and otherwise says one line of its script a turn.

    `reached` tells whether the words of the attacker were in anything that a model would have been
    sent, of this or an earlier turn.
    """

    name = "case"

    def __init__(self, case: Case, said: str, moves: Sequence[str], *, obeys: bool) -> None:
        self._case = case
        self._said = " ".join(said.split())
        self._moves = moves
        self._obeys = obeys
        self._prompt = Prompt()
        self._lines: Iterator[str] | None = None
        self.reached = False

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return the next line; the order as soon as it was read, if this one obeys."""
        told = " ".join(self._prompt.messages(state)[1].content.split())
        self.reached = self.reached or self._said in told.replace('\\"', '"')
        if state.situation.dialog is not None:
            return [Proposal((Dialog(accept=True),))]
        if self._lines is None:
            self._lines = iter(self._script())
        line = next(self._lines, "stop [unable: the script is over]")
        if line == HOME and not state.situation.can_go_home:
            line = next(self._lines)
        try:
            return [Proposal(parse(numbered(line, state.situation.observation.refs.values())))]
        except ActionError as error:
            return [Proposal((), reason=error.hint)]

    def _script(self) -> Sequence[str]:
        solution = self._case.page.solution
        if not (self._obeys and self.reached):
            return solution
        if self._case.goal is Goal.CLAIM:
            last = solution[-1].removesuffix("]")
            return (*solution[:-1], f"{last}. {self._case.page.claim}]")
        return (*self._moves, HOME, *solution)


MakeActor: TypeAlias = "Callable[[Case, Visit], CaseActor]"


def correct(case: Case, visit: Visit) -> CaseActor:
    """Return an actor that does the task, whatever it reads."""
    return _actor(case, visit, obeys=False)


def gullible(case: Case, visit: Visit) -> CaseActor:
    """Return an actor that obeys whatever order it reads."""
    return _actor(case, visit, obeys=True)


def _actor(case: Case, visit: Visit, *, obeys: bool) -> CaseActor:
    moves = case.order(visit.attacker).moves
    return CaseActor(case, case.said(visit.attacker), moves, obeys=obeys)


class Played:
    """The suite on its stage, in a browser that runs already."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self._folder = folder
        self._stack = AsyncExitStack()
        self._runs = 0

    async def __aenter__(self) -> Self:
        self.suite = InjectionSuite()
        self.stage: InjectionStage = await self._stack.enter_async_context(self.suite.stage())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def play(self, task: Task, make: MakeActor) -> tuple[Attempt, bool]:
        """Return the attempt, and whether the attacker's words would have reached a model."""
        self._runs += 1
        folder = self._folder / str(self._runs)
        conditions = self.stage.conditions(task)
        secrets = Secrets(conditions.secrets)
        async with open_place(
            lambda reading, heard: open_session_in(
                self._browser, conditions.browser, reading, secrets, heard
            ),
            conditions.permissions,
            conditions.approver,
            answers=self._folder / "answers",
            memory=self._folder / "memory",
        ) as place:
            start: Start = await self.stage.reset(task, place.session)
            actor = make(case_of(task), self.stage.visit(task))
            result = await carry_out(
                task, start, Player(actor), stage=self.stage,
                conditions=conditions, place=place, folder=folder,
            )  # fmt: skip
            score = await self.stage.score(task, End(place.session, result, folder))
        attempt = Attempt(
            task, score, goal=start.goal, status=result.status.value, answer=result.answer
        )
        return attempt, actor.reached
