"""What a key does where the focus is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webagent_observation import Node, Observation

    from ..verbs import Type

_ENTER = ("Enter", "\n", "\r")
_SPACE = ("Space", " ")
_LOOKING = re.compile(r"Escape|(Shift\+)?Tab|Page(Up|Down)")
_SCROLLING = re.compile(r"Page(Up|Down)|Home|End|Arrow(Up|Down|Left|Right)|Space| ")


def focused(observation: Observation) -> Node | None:
    """Return what has the focus, as far as it was seen."""
    return next((node for node in observation.refs.values() if node.states.get("focused")), None)


def is_enter(key: str) -> bool:
    """Whether it is Enter, whatever is held down with it."""
    return key.endswith(_ENTER)


def activates(key: str) -> bool:
    """Whether a key does what a click does, whatever is held down with it."""
    return key.endswith(_ENTER + _SPACE)


def only_looks(key: str) -> bool:
    """Whether a key changes nothing in whatever has the focus."""
    return _LOOKING.fullmatch(key) is not None


def scrolls(key: str, node: Node | None) -> bool:
    """Whether a key moves the page, or the part of it that has the focus."""
    return _SCROLLING.fullmatch(key) is not None and (
        node is None or key.startswith("Page") or not (takes_text(node) or _moves_within(node))
    )


def takes_text(node: Node) -> bool:
    """Whether keys are typed into it."""
    return node.editable or node.tag == "select"


def sends_by_enter(node: Node) -> bool:
    """Enter in any input but a button sends its form (HTML, "implicit submission")."""
    return node.tag == "input" and node.form is not None and node.role != "button"


def presses_enter(action: Type, node: Node) -> bool:
    """Whether typing ends with Enter: as said, else only in a search box."""
    if action.enter is not None:
        return action.enter
    return node.role == "searchbox" or (node.form is not None and node.form.search)


def _moves_within(node: Node) -> bool:
    return node.role in {
        "button", "checkbox", "combobox", "gridcell", "listbox", "menuitem", "menuitemcheckbox",
        "menuitemradio", "option", "radio", "slider", "spinbutton", "switch", "tab", "treeitem",
    }  # fmt: skip
