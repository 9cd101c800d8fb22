"""The entries of a menu, and the letters they go by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

from webagent_actions import Click, Stop, Type, is_valid

from webagent.prompting import on_a_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from webagent_actions import Action, Situation
    from webagent_observation import Node, Observation

    from ._options import Rated

MOST_FIELDS = 2
"""Into how many fields a text of the model's own is offered."""
_LENGTH = 120
_FEWEST = 3
_DONE = "done"
ANSWER = "end the task with an answer in your own words"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu."""

    text: str
    probability: float
    """The ranker's."""
    action: Action | None = None
    """`None` where the model's own words are still to come."""
    field: int | None = None
    """The field they are for; without one they are the answer."""

    @property
    def ends(self) -> bool:
        """Whether it ends the run."""
        return self.field is None if self.action is None else isinstance(self.action, Stop)

    def says_done(self, *, asked: bool) -> bool:
        """Whether it says that the task is done, or tells something that was not `asked` for."""
        if isinstance(self.action, Stop):
            return not self.action.unable and (self.action.answer == _DONE or not asked)
        return self.ends and not asked

    def with_words(self, words: str) -> Action:
        """Return the action that the model's words make."""
        return Stop(words) if self.field is None else Type(self.field, words)


def entries(
    options: Sequence[Rated], situation: Situation, own_words: float, *, coverage: float
) -> list[Entry]:
    """Return the entries for what can be done of some options, in page order, and for own words.

    Args:
        options: best first.
        situation: what they were found for.
        own_words: see `Weights`.
        coverage: how much of the ranker's probability is enough; what is less likely is left out,
            down to three entries.
    """
    possible = [option for option in options if is_valid(option.action, situation)]
    chosen = list(_likeliest(possible, coverage))
    order = {ref: number for number, ref in enumerate(situation.observation.refs)}
    last = len(order)
    chosen.sort(key=lambda option: order.get(getattr(option.action, "ref", 0), last))
    lines = Counter(map(_line, chosen))
    found = [
        Entry(_line(option, alone=lines[_line(option)] == 1), option.probability, option.action)
        for option in chosen
    ]
    if situation.dialog is None:
        fields = list(_fields(options, situation.observation))
        names = Counter(map(_told, fields))
        for node in fields:
            number = "" if names[_told(node)] == 1 else f" [{node.ref}]"
            told = f"type other words into {_told(node)}{number}"
            found.append(Entry(told, own_words, field=node.ref))
    return [*found, Entry(ANSWER, own_words)]


def lettered(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return entries by letters, in order."""
    return dict(zip(ascii_uppercase, entries, strict=False))


def menu_of(lettered: Mapping[str, Entry]) -> dict[str, str]:
    """Return what each letter stands for."""
    return {letter: entry.text for letter, entry in lettered.items()}


def _likeliest(options: Sequence[Rated], coverage: float) -> Iterator[Rated]:
    whole = sum(option.probability for option in options)
    covered = 0.0
    for number, option in enumerate(options):
        if number >= _FEWEST and covered >= coverage * whole:
            return
        covered += option.probability
        yield option


def _line(option: Rated, *, alone: bool = True) -> str:
    """Return what stands in the menu: with the number of its element only where that tells more."""
    ref = getattr(option.action, "ref", None)
    if ref is None:
        return on_a_line(option.text, _LENGTH)
    told = on_a_line(option.text.replace(f" [{ref}]", "", 1), _LENGTH)
    return told if alone else f"{told} [{ref}]"


def _fields(options: Sequence[Rated], observation: Observation) -> Iterator[Node]:
    """Yield the fields that a text could be typed into, those first that the ranker thinks of."""
    thought_of = [
        option.action.ref for option in options if isinstance(option.action, (Type, Click))
    ]
    refs = dict.fromkeys([*thought_of, *observation.refs])
    free = (
        node for node in map(observation.refs.get, refs) if node is not None and _takes_words(node)
    )
    for _, node in zip(range(MOST_FIELDS), free, strict=False):
        yield node


def _takes_words(node: Node) -> bool:
    return (
        node.editable
        and node.role != "spinbutton"
        and node.type != "password"
        and not node.states.get("disabled")
        and not node.states.get("readonly")
    )


def _told(node: Node) -> str:
    return on_a_line(f'{node.role} "{node.name}"', _LENGTH)
