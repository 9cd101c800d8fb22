"""What has been done so far, and what of the task that used up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_actions import Check, Click, Drag, FillForm, Press, Select, SetDate, SetRange, Type

from ._names import sign_of
from ._words import concepts, stems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_observation import Node

    from webagent.state import Step

    from ._sight import Sight
    from ._task import TaskReading

_NAMED = re.compile(r"“(.*)”", re.DOTALL)
ENTERING = (Type, Select, Check, SetDate, SetRange, FillForm)
"""Actions that give a field, a list or a box a value."""
_CHOICES = ("option", "radio", "checkbox", "switch", "menuitem")
_NEW = re.compile(r"new: [^;]*?\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Past:
    """The history, seen from the task."""

    used: frozenset[int]
    """Places of the task's words that were typed, chosen or clicked by name."""
    clicked: Counter[str]
    """How often a thing was clicked, by its role and name."""
    refs: Counter[int]
    """How often a ref was acted on in a way that brought something."""
    vain: Counter[int]
    """How often to no effect, or in vain."""
    typed: frozenset[str]
    new: frozenset[int]
    """Refs that the last step brought up."""
    last: str
    """The verb of the last step."""
    last_ref: int
    last_used: int
    """The place of the last word that was used up last; -1 where none was."""
    steps: int
    failed: int
    """How many of the latest steps brought nothing."""
    same_page: int
    """How many steps were taken on the page as its address is now."""
    said: str
    """What came of the last step."""
    entered: bool
    """The last step typed a text and pressed Enter after it, or the field does so by itself."""
    unsent: int
    """How many values were entered since something was last sent, or another page came."""
    did: frozenset[int]
    """What was clicked so far, as concepts of user interfaces."""

    def clicked_like(self, node: Node) -> int:
        """Return how often something was clicked that is called as this is."""
        return self.clicked[f"{node.role} “{node.name}”"]

    @classmethod
    def of(cls, task: TaskReading, history: Iterable[Step], sight: Sight) -> Past:
        """Read a history."""
        used: set[int] = set()
        clicked: Counter[str] = Counter()
        refs: Counter[int] = Counter()
        vain: Counter[int] = Counter()
        typed: set[str] = set()
        last, last_ref, last_used, failed, same_page, said = "", 0, -1, 0, 0, ""
        new: frozenset[int] = frozenset()
        entered = False
        did: set[int] = set()
        steps = unsent = 0
        for step in history:
            action = step.actions[-1] if step.actions else None
            if action is None:
                continue
            steps += 1
            same_page = same_page + 1 if step.url == sight.observation.url else 0
            ref = int(getattr(action, "ref", 0))
            last, said = action.verb, step.outcome
            last_ref = ref or last_ref if isinstance(action, Press) else ref
            if step.vain:
                failed += 1
                vain[ref] += 1
                new = frozenset()
                continue
            failed = 0
            refs[ref] += 1
            unsent = _unsent(unsent, action, step)
            entered = isinstance(action, Type) and (
                action.enter or (action.enter is None and step.target.startswith("searchbox"))
            )
            new = frozenset(int(number) for number in _NEW.findall(step.outcome))
            element = sight.by_ref.get(ref)
            name = _name(step) or (element.name if element is not None else "")
            if isinstance(action, FillForm):
                last = "check"
                for field in action.fields:
                    refs[field.ref] += 1
                    box = sight.by_ref.get(field.ref)
                    places = task_places(task, box.name, used, last_used) if box else ()
                    used.update(places)
                    last_used, last_ref = max((last_used, *places)), field.ref
            clicked[step.target] += 1
            if isinstance(action, Click):
                did |= concepts(stems(name))
            for text in _texts(action, name):
                typed.add(text) if isinstance(action, Type) else None
                places = task_places(task, text, used, last_used)
                if places:
                    used.update(places)
                    last_used = max(places)
        return cls(
            frozenset(used), clicked, refs, vain, frozenset(typed), new, last, last_ref,
            last_used, steps, failed, same_page, said, bool(entered), unsent, frozenset(did),
        )  # fmt: skip


def _unsent(before: int, action: object, step: Step) -> int:
    if "the page is now" in step.outcome:
        return 0
    if isinstance(action, ENTERING) or step.target.startswith(_CHOICES):
        return before + 1
    if isinstance(action, Click | Press) and concepts(stems(_name(step))) & sign_of("submit"):
        return 0
    return before


def task_places(
    task: TaskReading, text: str, used: Iterable[int] = (), after: int = -1
) -> tuple[int, ...]:
    """Return the places in the task where a text stands word for word, unused ones first."""
    wanted = stems(text)
    if not wanted:
        return ()
    taken = frozenset(used)
    best: tuple[tuple[bool, bool, int], tuple[int, ...]] | None = None
    for start in task.places.get(wanted[0], ()):
        if task.stems[start : start + len(wanted)] == wanted:
            places = tuple(range(start, start + len(wanted)))
            order = (bool(taken.intersection(places)), start <= after, start)
            if best is None or order < best[0]:
                best = (order, places)
    return best[1] if best else ()


def _name(step: Step) -> str:
    named = _NAMED.search(step.target)
    return named[1] if named else ""


def _texts(action: object, name: str) -> tuple[str, ...]:
    match action:
        case Type(text=text):
            return (text,)
        case Select(option=option):
            return (option,)
        case SetDate(value=value):
            return (value,)
        case SetRange(number=number):
            return (f"{number:g}",)
        case Click() | Check() | Drag():
            return (name,) if name else ()
        case Press(key=key):
            return (key,)
        case _:
            return ()
