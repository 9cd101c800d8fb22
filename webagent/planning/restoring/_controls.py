"""What controls hold and show, and the actions that put them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_actions import ActionRefused, Check, Click, FieldValue, FillForm, steps
from webagent_observation import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from webagent_actions import Action
    from webagent_observation import Node, Observation

    from ._target import Elements, Target

_TOGGLED = ("expanded", "pressed")
_CHOSEN_ONCE = frozenset({"menuitemradio", "option", "radio", "tab", "treeitem"})
"""Roles of what is chosen by choosing it, and otherwise by choosing another."""
_POPUPS = frozenset({"alertdialog", "dialog", "listbox", "menu", "tooltip"})


@dataclass(frozen=True, slots=True)
class Control:
    """A control that can be put back, as it was seen."""

    target: Target
    ref: int
    """By which it is known as long as its document lives."""
    value: str | None
    states: tuple[tuple[str, str | float | bool], ...]
    """Of `checked`, `expanded`, `pressed` and `selected` those it has."""

    def now(self, elements: Elements) -> tuple[int, Node] | None:
        """Return its ref and how it is seen now; `None` if it is not there."""
        refs = elements.observation.refs
        node = refs.get(self.ref)
        if node is not None and self.target.names(node):
            return self.ref, node
        ref = elements.find(self.target)
        return None if ref is None else (ref, refs[ref])


def controls_of(elements: Elements) -> tuple[Control, ...]:
    """Return the controls of a page that hold or show something which can be put back."""
    return tuple(
        Control(elements.describe(ref), ref, node.value, _states(node))
        for ref, node in elements.observation.refs.items()
        # The choices of a native list are told by the value of the list.
        if node.tag != "option" and (node.value is not None or _states(node))
    )


def popups(observation: Observation) -> int:
    """Return how many menus, lists, dialogs and tooltips a page shows."""
    return sum(node.role in _POPUPS for node in walk(observation.nodes))


def put_back(controls: Sequence[Control], elements: Elements) -> Iterator[Action]:
    """Yield the actions that put back what differs, in reading order.

    One that is put back may change others, so that only the first is sure to be for the page as it
    was given. What can't be put back by an action of its own is left out: a date that was empty, a
    radio button that none of its group was chosen beside.
    """
    for control in controls:
        now = control.now(elements)
        if now is None:
            continue
        action = _back(control, *now, elements.observation)
        if action is not None:
            yield action


def _back(control: Control, ref: int, node: Node, observation: Observation) -> Action | None:
    then, now = dict(control.states), dict(_states(node))
    if node.states.get("disabled") or node.states.get("readonly"):
        return None
    if any(then.get(state) != now.get(state) for state in _TOGGLED):
        return Click(ref)
    if then.get("selected") and not now.get("selected") and node.role in _CHOSEN_ONCE:
        return Click(ref)
    if then.get("checked") != now.get("checked"):
        return _checked(ref, node, on=then.get("checked") is True)
    if control.value != node.value and not node.states.get("password"):
        try:
            return steps(FillForm((FieldValue(ref, control.value or ""),)), observation)[0]
        except ActionRefused:
            return None
    return None


def _checked(ref: int, node: Node, *, on: bool) -> Action | None:
    return None if node.role in _CHOSEN_ONCE and not on else Check(ref, on)


def _states(node: Node) -> tuple[tuple[str, str | float | bool], ...]:
    told = ("checked", "expanded", "pressed", "selected")
    return tuple((state, node.states[state]) for state in told if state in node.states)
