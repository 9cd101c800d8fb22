"""Which verbs are worth offering for what is on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .controls import (
    is_editor,
    is_field,
    is_surface,
    may_be_dragged,
    may_be_loose,
    may_be_moved,
    offers_options,
    scrolls,
    shows_on_hover,
    takes_date,
    takes_file,
    takes_keys,
    takes_number,
    takes_state,
    takes_text,
)
from .verbs import (
    Action,
    Check,
    Click,
    ClickAt,
    Drag,
    DragBy,
    FillForm,
    Hover,
    Press,
    ScrollContainer,
    Select,
    SelectText,
    SetDate,
    SetRange,
    Type,
    Upload,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from webagent_observation import Node, Observation

_BY_ELEMENT: dict[type[Action], Callable[[Node], bool]] = {
    ClickAt: is_surface,
    DragBy: may_be_moved,
    Type: takes_text,
    SelectText: is_editor,
    Select: offers_options,
    Check: takes_state,
    SetDate: takes_date,
    SetRange: takes_number,
    Upload: takes_file,
    Hover: shows_on_hover,
    ScrollContainer: scrolls,
}
"""The verbs that need one element of their kind."""


def offered_by(observation: Observation) -> frozenset[type[Action]]:
    """Return the verbs for elements for which there is something on the page."""
    nodes = observation.refs.values()
    offered = {verb for verb, fits in _BY_ELEMENT.items() if any(map(fits, nodes))}
    if nodes:
        offered.add(Click)
    if any(map(takes_keys, nodes)) or _is_modal(observation):
        offered.add(Press)
    if _several_fields(nodes):
        offered.add(FillForm)
    if _something_to_drag(nodes):
        offered.add(Drag)
    return frozenset(offered)


def _is_modal(observation: Observation) -> bool:
    return any(root.states.get("modal") for root in observation.nodes)


def _several_fields(nodes: Iterable[Node]) -> bool:
    fields = [node for node in nodes if is_field(node) and node.tag != "option"]
    # Radio buttons are one field for all of their group.
    groups = any(node.role == "radio" for node in fields)
    return sum(node.role != "radio" for node in fields) + groups >= 2


def _something_to_drag(nodes: Collection[Node]) -> bool:
    if any(map(may_be_dragged, nodes)):
        return len(nodes) > 1
    return sum(map(may_be_loose, nodes)) > 1
