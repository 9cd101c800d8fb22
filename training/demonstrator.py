"""Who plays demonstrations, and notes each choice with all that was known then."""

from __future__ import annotations

import asyncio
import pickle
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webagent_actions import (
    Check,
    Click,
    Drag,
    GoBack,
    Press,
    ScrollContainer,
    ScrollTarget,
    Select,
    SetDate,
    SetRange,
    Stop,
    Type,
)

from benchmarks.miniwob_oracle import CannotGoOn, Ended, Play
from webagent.state import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from webagent_actions import Action, Outcome

    from benchmarks.miniwob_oracle import Solution
    from training.sample import Deed
    from webagent.browser import Session
    from webagent.evaluation import Task
    from webagent.state import State


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen in a state."""

    task: str
    """The id of the task it belongs to."""
    state: State
    action: Action

    @property
    def family(self) -> str:
        """What kind of task it is."""
        return self.task.partition("/")[0]


class Diary:
    """Choices of one demonstration, kept only if it succeeds."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._choices: list[Choice] = []

    def write(self, state: State, action: Action) -> None:
        """Note a choice."""
        situation = replace(state.situation, view=None, fruitless={})
        self._choices.append(Choice(self._task.id, replace(state, situation=situation), action))

    def keep(self, file: Path) -> None:
        """Write the choices to a file of their own."""
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as written:
            for choice in self._choices:
                pickle.dump(choice, written)


def demonstrations(folders: Iterable[Path]) -> list[Path]:
    """Return the files below folders, in order."""
    return sorted(file for folder in folders for file in folder.rglob("*.pickle"))


def read_choices(file: Path) -> Iterable[Choice]:
    """Yield the choices of a file, in order."""
    with file.open("rb") as source, suppress(EOFError):
        while True:
            yield pickle.load(source)


class DeedActor:
    """Does what a made sample says, one deed after the other."""

    name = "demonstration"

    def __init__(self, deeds: Iterable[Deed], session: Session, diary: Diary) -> None:
        self._deeds = iter(deeds)
        self._session = session
        self._diary = diary

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return the next deed as an action on what is seen."""
        deed = next(self._deeds, None)
        if deed is None:
            return [Proposal((), "The demonstration has no end.")]
        try:
            action = await self._action(deed, state)
        except LookupError as error:
            return [Proposal((), f"{deed}: {error}")]
        self._diary.write(state, action)
        return [Proposal((action,))]

    async def _action(self, deed: Deed, state: State) -> Action:
        match deed.verb:
            case "stop":
                return Stop(deed.text or "done")
            case "press":
                return Press(deed.text)
            case "go_back":
                return GoBack()
            case _:
                pass
        ref = await self._ref(deed.selector, state)
        match deed.verb:
            case "click":
                return Click(ref)
            case "type":
                return Type(ref, deed.text)
            case "select":
                return Select(ref, deed.text)
            case "check":
                return Check(ref, deed.text != "off")
            case "set_date":
                return SetDate(ref, deed.text)
            case "set_range":
                return SetRange(ref, float(deed.text))
            case "scroll":
                return ScrollContainer(ref, ScrollTarget(deed.text or "next"))
            case "drag":
                return Drag(ref, await self._ref(deed.to, state))
            case _:
                raise LookupError(f"“{deed.verb}” is no verb of a demonstration")

    async def _ref(self, selector: str, state: State) -> int:
        registry = self._session.registry
        document = await registry.document(self._session.page.main_frame)
        number = await document.script.evaluate(
            "(script, selector) => {"
            " const element = document.querySelector(selector);"
            " return element && script.numberOf(element); }",
            selector,
        )
        if number is None:
            raise LookupError("the page has no such element")
        ref = registry.ref(document, number)
        if ref not in state.situation.observation.refs:
            raise LookupError("what it names can't be acted on as the page is seen")
        return ref


class ScriptActor:
    """Plays a scripted solution within an ordinary run."""

    name = "demonstration"

    def __init__(self, solution: Solution, session: Session, diary: Diary) -> None:
        self._solution = solution
        self._session = session
        self._diary = diary
        self._play: _Handed | None = None
        self._running: asyncio.Task[None] | None = None

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        """Return what the solution does next."""
        if self._play is None:
            self._play = _Handed(state, self._session)
            self._running = asyncio.create_task(self._run(self._play))
        else:
            self._play.went(state)
        action = await self._play.wanted.get()
        if action is None:
            return [Proposal((), "The solution has come to its end.")]
        self._diary.write(state, action)
        return [Proposal((action,))]

    async def _run(self, play: _Handed) -> None:
        with suppress(CannotGoOn, Ended, ValueError, LookupError):
            await self._solution(play)
        await play.wanted.put(None)


class _Handed(Play):
    """A play whose actions are handed over instead of being performed."""

    def __init__(self, state: State, session: Session) -> None:
        async def never() -> bool:
            return False

        super().__init__(state.task, state.situation, session, 0, never)
        self.wanted: asyncio.Queue[Action | None] = asyncio.Queue()
        self._seen: asyncio.Queue[State] = asyncio.Queue()

    def went(self, state: State) -> None:
        """Hear what came of the last action."""
        self._seen.put_nowait(state)

    async def act(self, action: Action) -> Outcome:
        """Hand an action over, and wait until it has been performed."""
        await self.wanted.put(action)
        self.situation = (await self._seen.get()).situation
        return None  # type: ignore[return-value]
