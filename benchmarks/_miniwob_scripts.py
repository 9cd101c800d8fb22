"""Scripts of some MiniWoB++ tasks, in the agent's own actions and in Playwright's.

They are in a module of their own, since workers import who plays.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent.actors import ScriptedActor
from webagent.evaluation.running import Player
from webagent.planning.live import SearchMode, SearchOptions

if TYPE_CHECKING:
    from webagent.evaluation import Task
    from webagent.state import Proposal, State


@dataclass(frozen=True, slots=True)
class Script:
    """How a page's task is done, in both languages; `{}` is what the goal has in quotes."""

    lines: tuple[str, ...]
    code: tuple[str, ...]


SCRIPTS = {
    "click-test": Script(
        ('click [button "Click Me!"]',),
        ('page.get_by_role("button", name="Click Me!").click()',),
    ),
    "click-test-2": Script(
        ('click [button "ONE"]',),
        ('page.get_by_role("button", name="ONE").click()',),
    ),
    "enter-text": Script(
        ('type [textbox "tt"] [{}]', 'click [button "Submit"]'),
        (
            'page.get_by_role("textbox").fill("{}")',
            'page.get_by_role("button", name="Submit").click()',
        ),
    ),
}


def filled(line: str, goal: str) -> str:
    """Return a line with what the goal has in quotes."""
    quoted = re.search(r'"([^"]*)"', goal)
    return line.replace("{}", quoted[1] if quoted else "")


class _Scripted:
    """Fills the script in when it is told the goal, and does it step by step."""

    name = "scripted"

    def __init__(self, lines: tuple[str, ...], thinking_s: float) -> None:
        self._lines = lines
        self._thinking_s = thinking_s
        self._actor: ScriptedActor | None = None

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        if self._actor is None:
            self._actor = ScriptedActor(filled(line, state.task) for line in self._lines)
        await asyncio.sleep(self._thinking_s)
        return await self._actor.propose(state, k)


@dataclass(frozen=True, slots=True)
class Scripts:
    """Players by script."""

    name: str = "scripted"
    thinking_s: float = 0.0
    """How long each decision takes, as that of a model would."""

    def make(self, task: Task) -> Player:
        """Return one that knows how a task is done."""
        actor = _Scripted(SCRIPTS[task.family].lines, self.thinking_s)
        return Player(actor, None, SearchOptions(SearchMode.OFF))
