"""One action on the way to a state, so that it can be done again on another document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webagent_actions import (
    Check,
    Click,
    CloseTab,
    Drag,
    FillForm,
    GoBack,
    Press,
    Reversibility,
    ScrollContainer,
    Select,
    SetDate,
    SetRange,
    SwitchTab,
    Type,
    Upload,
    judge,
    resolve,
)

from ._target import Elements

if TYPE_CHECKING:
    from webagent_actions import Action, Situation
    from webagent_observation import Observation, Registry

    from ._target import Target

_BOUND_TO_TAB = (CloseTab, GoBack, SwitchTab, Upload)
"""What another page can't do again: it has no such tabs or history, and is given no files."""
_SETS = (Check, FillForm, ScrollContainer, Select, SetDate, SetRange, Type)
_SET_BY_CLICK = frozenset({"checkbox", "radio", "switch", "tab"})


@dataclass(frozen=True, slots=True)
class Leg:
    """An action and the elements it was done to, in words."""

    action: Action
    targets: tuple[Target, ...]
    """In the order in which the action names them; for a key, what had the focus."""
    reversibility: Reversibility

    @classmethod
    def of(
        cls,
        action: Action,
        situation: Situation,
        registry: Registry,
        reversibility: Reversibility | None = None,
    ) -> Leg:
        """Describe an action before it is performed: afterwards its elements may be gone.

        `reversibility` is what is known of it; by default it is judged by what was seen.

        Raises:
            webagent_actions.ActionRefused: a field of `fill_form` can't be filled.
            KeyError: the action names what was not seen.
        """
        observation = situation.observation
        action = resolve(action, observation)
        if reversibility is None:
            reversibility = judge(action, observation, dialog=situation.dialog).reversibility
        elements = Elements(observation, registry)
        targets = tuple(map(elements.describe, _refs(action, observation)))
        return cls(action, targets, reversibility)

    @property
    def repeatable(self) -> bool:
        """Whether it may and can be done once more."""
        return self.reversibility is not Reversibility.COMMIT and not isinstance(
            self.action, _BOUND_TO_TAB
        )

    @property
    def only_sets(self) -> bool:
        """Whether the values of fields and how far is scrolled tell all it does, as a rule."""
        if isinstance(self.action, Click):
            return self.targets[0].role in _SET_BY_CLICK
        return isinstance(self.action, _SETS)

    def aimed(self, elements: Elements) -> Action | None:
        """Return the action on the elements as they are seen now; `None` if they are not there."""
        found = [elements.find(target) for target in self.targets]
        refs = [ref for ref in found if ref is not None]
        if len(refs) < len(found):
            return None
        if isinstance(self.action, Press):
            return self.action if refs == _refs(self.action, elements.observation) else None
        return _with_refs(self.action, refs)


def _refs(action: Action, observation: Observation) -> list[int]:
    """Return the refs of the elements that an action is done to."""
    match action:
        case FillForm(fields):
            return [field.ref for field in fields]
        case Drag(ref, to):
            return [ref, to]
        case Press():
            return [ref for ref, node in observation.refs.items() if node.states.get("focused")]
        case _:
            ref: int | None = getattr(action, "ref", None)
            return [] if ref is None else [ref]


def _with_refs(action: Action, refs: list[int]) -> Action:
    match action:
        case FillForm(fields):
            pairs = zip(fields, refs, strict=True)
            return FillForm(tuple(replace(field, ref=ref) for field, ref in pairs))
        case Drag():
            return replace(action, ref=refs[0], to=refs[1])
        case _:
            changed: dict[str, int] = {"ref": refs[0]} if refs else {}
            return replace(action, **changed)
