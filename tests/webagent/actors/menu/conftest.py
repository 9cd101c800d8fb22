"""Models that say which letters they like, and states of pages to choose on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from webagent import State
from webagent.models import Usage
from webagent.models.letters import LetterReply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from webagent.browser import Session
    from webagent.models import Message


@dataclass
class ScriptedLetters:
    """Likes the entries of a menu as it was told, by words in their text; else all alike."""

    likes: Mapping[str, float] = field(default_factory=dict[str, float])
    by_place: Callable[[int], float] = lambda _: 1.0
    """What it likes of an entry for its place, counted from 0."""
    name: str = "scripted"
    asked: list[tuple[str, Mapping[str, str]]] = field(
        default_factory=list["tuple[str, Mapping[str, str]]"]
    )

    async def letters(self, messages: Sequence[Message], menu: Mapping[str, str]) -> LetterReply:
        self.asked.append((messages[-1].content, menu))
        raw = {
            letter: self.by_place(place)
            * max([0.01, *(worth for word, worth in self.likes.items() if word in text)])
            for place, (letter, text) in enumerate(menu.items())
        }
        whole = sum(raw.values())
        return LetterReply({key: p / whole for key, p in raw.items()}, Usage(1, 50, 1, 0.0))


class Show(Protocol):
    """Return the state of a run on a page of this HTML."""

    async def __call__(self, html: str, task: str = "a task", **parts: Any) -> State: ...


@pytest.fixture(scope="module")
def show(session: Session) -> Show:
    async def show(html: str, task: str = "a task", **parts: Any) -> State:
        await session.page.set_content(html)
        situation = await session.look(quiet_ms=0)
        situation = replace(situation, **parts.pop("situation", {}))
        return replace(State(task, "http://shop.test/", situation), **parts)

    return show


def entries_of(menu: Mapping[str, str]) -> list[str]:
    """Return the texts of a menu, in order."""
    return list(menu.values())


def fenced(prompt: str) -> dict[str, str]:
    """Return what stands between the markers of a prompt, by their name."""
    found = re.findall(
        r"^=== BEGIN ([A-Z]+) (\w+) ===$\n(.*?)^=== END \1 \2 ===$", prompt, re.M | re.S
    )
    return {name: text for name, _, text in found}
