"""A list of entries of some kind, drawn at random, with ways to speak of each."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

from . import things
from .acts import ACTS
from .frame import Frame, control, js
from .kinds import KINDS
from .listing import Row, listing
from .phrasing import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .acts import Act
    from .kinds import Column, Kind


class Scene:
    """Entries with their facts."""

    def __init__(
        self,
        random: Random,
        count: int,
        where: Callable[[Kind], bool] = lambda kind: True,
        *,
        links: Mapping[str, str] | None = None,
        keep: Callable[[Column], bool] = lambda column: False,
    ) -> None:
        """`where` tells which kinds will do, `keep` which of their columns are needed."""
        self.random = random
        self.frame = Frame(random, links)
        self.kind = random.choice([kind for kind in KINDS if where(kind)])
        self.noun, self.plural = random.choice(self.kind.nouns)
        self.heading = random.choice(self.kind.headings)
        title, *others = self.kind.columns
        needed = [column for column in others if keep(column)]
        spare = [column for column in others if column not in needed]
        needed += random.sample(spare, random.randint(min(1, len(spare)), len(spare)))
        needed.sort(key=others.index)
        self.columns = {random.choice(column.names): column for column in (title, *needed)}
        self.title = next(iter(self.columns))
        values = {name: column.draw(random, count) for name, column in self.columns.items()}
        self.entries = [
            {name: values[name][number] for name in self.columns} for number in range(count)
        ]

    def column(self, fits: Callable[[Column], bool]) -> str:
        """Return the name of a column that fits."""
        names = [name for name, column in self.columns.items() if fits(column)]
        return self.random.choice(names)

    def refer(self, number: int) -> str:
        """Return how an entry is called, by a fact that it alone has."""
        entry = self.entries[number]
        fitting = [
            name
            for name, column in self.columns.items()
            if column.refer and sum(other[name] == entry[name] for other in self.entries) == 1
        ]
        name = self.title if self.random.random() < 0.4 else self.random.choice(fitting)
        return self.refer_by(name, entry[name])

    def refer_by(self, name: str, value: str) -> str:
        """Return how the entry is called that has a value."""
        column = self.columns[name]
        if column.person and self.random.random() < 0.4:
            value = value.split(maxsplit=1)[0]
        if len(value) > 40 and self.random.random() < 0.3:
            value = " ".join(value.split()[:4])
        return say(self.random, self.random.choice(column.refer), n=self.noun, v=value)

    def refer_all(self, name: str, value: str) -> str:
        """Return how all entries are called that have a value."""
        column = self.columns[name]
        words = say(self.random, self.random.choice(column.of_all), p=self.plural, v=value)
        start = "{all|all the|every one of the|all of the|each of the}"
        if words.startswith((f"{value}'s", "all")):
            start = "{all of|all|each of}"
        return say(self.random, f"{start} {words}")

    def act(self) -> tuple[str, Act]:
        """Return something that can be done with entries of this kind."""
        name = self.random.choice(self.kind.acts)
        return name, ACTS[name]

    def show(self, rows: Sequence[Row], *, form: str = "") -> str:
        """Return the HTML of rows."""
        return listing(self.random, rows, form=form)


class Toolbar:
    """The same few actions for each entry, drawn once so that all look alike."""

    def __init__(self, scene: Scene, wanted: Sequence[str], most: int = 4) -> None:
        """Hold the wanted actions and some others."""
        random = scene.random
        self._scene = scene
        others = [name for name in scene.kind.acts if name not in wanted]
        count = min(len(others), random.randint(0, most - len(wanted)))
        self.names = [*wanted, *random.sample(others, count)]
        random.shuffle(self.names)
        self.labels: dict[str, str] = {}
        for name in self.names:
            fresh = [text for text in ACTS[name].labels if text not in self.labels.values()]
            self.labels[name] = random.choice(fresh or ACTS[name].labels[:1])
        self._look = random.randrange(1 << 30)
        self._named = random.random() < 0.1

    def controls(self, entry: Mapping[str, str], ids: Mapping[str, str]) -> str:
        """Return the HTML of the actions; the ids that are not given are drawn."""
        look = Random(self._look)
        made: list[str] = []
        for name in self.names:
            act = ACTS[name]
            label = self.labels[name]
            if self._named:
                label += f" {next(iter(entry.values()))}"
            code = act_code(act, next(iter(entry.values())))
            ident = ids.get(name) or self._scene.frame.id()
            made.append(control(look, ident, label, code, act.icon))
        return " ".join(made)


def act_code(act: Act, title: str) -> str:
    """Return JavaScript that does something with an entry and says so."""
    told = f"{act.done}: {title}"
    code = js("flip", "this", act.after, told) if act.after else js("gone", "this", told)
    return f"event.stopPropagation();{code}"


def value_of(text: str) -> float:
    """Return the number in a text such as a price."""
    return float(re.sub(r"[^\d.]", "", text).strip(".") or 0)


def with_action(name: str) -> Callable[[Kind], bool]:
    """Return whether a kind has an action."""
    return lambda kind: name in kind.acts


def several(random: Random) -> int:
    """Return how many entries a list has: mostly few, at times many."""
    return random.choice((2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 10, 14))


def title_row(scene: Scene, entry: Mapping[str, str], **parts: str) -> Row:
    """Return a row of an entry."""
    return Row(dict(entry), **parts)


def snippet(random: Random) -> str:
    """Return some sentences as HTML."""
    return f"<p>{things.paragraph(random, random.randint(1, 3))}</p>"
