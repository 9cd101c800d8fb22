"""What an action would do, in the verbs of agent-permissions.json, before it is done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from .._situation import CHECKABLE
from ..verbs import Action, Check, Click, Dialog, Goto, Press, Select, Type

if TYPE_CHECKING:
    from webagent_observation import Node, Observation


class Reach(StrEnum):
    """What an effect touches, seen from the element that is acted on."""

    ELEMENT = "element"
    """That element; of a label its control too."""
    FORM = "form"
    """The form it belongs to as well, and the button that sends it."""
    FIELD = "field"
    """What a click on it sets, if it sets anything: a box around it, a slider, an open list."""
    LINK = "link"
    """The link around it, instead; nothing if there is none or if it does not learn of a click."""
    SENDER = "sender"
    """The button around it that sends a form, and that form, instead; nothing if there is none."""
    SUBMITTER = "submitter"
    """The button that Enter presses in its form, instead; nothing if there is none."""
    DOCUMENT = "document"
    """The document as a whole as well."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One verb of the standard, and the element it is done to."""

    verb: str
    ref: int | None
    """The element; `None` is the document as a whole."""
    reach: Reach = Reach.ELEMENT
    incidental: bool = False
    """Only the means of another effect of the same action, as the click on a link is."""


class Reversibility(StrEnum):
    """What it takes to undo an action."""

    SAFE = "safe"
    """Nothing: it only looks or navigates."""
    EDIT = "edit"
    """Putting the old value back."""
    COMMIT = "commit"
    """It can't be undone from here: something is sent, bought, deleted or accepted."""


def effects(action: Action, observation: Observation) -> tuple[Effect, ...]:
    """Return every (verb, element) an action would bring about; all of them have to be allowed.

    Source: LAS-WG agent-permissions.json draft, verbs; composite actions are taken apart so that
    the strictest verb decides. Opening an address by `goto` counts as following each link of the
    page that leads there, so that a denied link can't be got around.
    """
    match action:
        case Click(ref):
            return _click(observation.refs[ref])
        case Type(ref):
            node = observation.refs[ref]
            return (Effect("set_input_value", ref), *_enter(node, presses_enter(action, node)))
        case Select(ref) | Check(ref):
            return (Effect("set_input_value", ref),)
        case Press(key):
            return _press(key, _focused(observation))
        case Goto(url):
            return tuple(
                Effect("follow_link", node.ref)
                for node in observation.refs.values()
                if node.href is not None and _address(node.href) == _address(url)
            )
        case _:
            return ()


def reversibility(action: Action, observation: Observation) -> Reversibility:
    """Return what it would take to undo an action, judged from the control it touches.

    A click that is neither a link, a field nor a search is taken for a commitment: only what is
    known to be harmless is called so.
    """
    match action:
        case Click(ref):
            return _click_class(observation.refs[ref])
        case Type(ref):
            node = observation.refs[ref]
            return _form_class(node) if presses_enter(action, node) else Reversibility.EDIT
        case Select() | Check():
            return Reversibility.EDIT
        case Press(key):
            node = _focused(observation)
            if not _activates(key):
                return Reversibility.EDIT
            if node is None:
                return Reversibility.COMMIT
            if _takes_text(node) or _sends_by_enter(node):
                return _form_class(node) if key.endswith(_ENTER) else Reversibility.EDIT
            return _click_class(node)
        case Dialog(accept=True):
            return Reversibility.COMMIT
        case _:
            return Reversibility.SAFE


def presses_enter(action: Type, node: Node) -> bool:
    """Whether typing ends with Enter: as said, else only in a search box."""
    if action.enter is not None:
        return action.enter
    return node.role == "searchbox" or (node.form is not None and node.form.search)


def _click(node: Node) -> tuple[Effect, ...]:
    clicked = Effect("click_element", node.ref)
    if node.href is not None:
        found = [
            Effect("click_element", node.ref, incidental=True),
            Effect("follow_link", node.ref),
        ]
        if node.download:
            found.append(Effect("download_file", node.ref))
        if _SCRIPT.match(node.href):
            found.append(Effect("execute_script", node.ref, Reach.DOCUMENT))
        return tuple(found)
    if node.tag in _PLAYERS:
        return (
            Effect("click_element", node.ref, incidental=True),
            Effect("play_media", node.ref),
            Effect("follow_link", node.ref, Reach.LINK),
        )
    if node.submits:
        sent = (clicked, Effect("submit_form", node.ref, Reach.FORM))
        runs = node.form is not None and _SCRIPT.match(node.form.action)
        script = Effect("execute_script", node.ref, Reach.DOCUMENT)
        return (*sent, script) if runs else sent
    set_too = Reach.ELEMENT if node.role in CHECKABLE else Reach.FIELD
    # A role or a listener of the page's own takes nothing from the control around it.
    return (
        clicked,
        Effect("set_input_value", node.ref, set_too),
        Effect("submit_form", node.ref, Reach.SENDER),
        Effect("follow_link", node.ref, Reach.LINK),
    )


def _enter(node: Node, pressed: bool) -> tuple[Effect, ...]:
    sends = pressed and node.form is not None and node.tag != "textarea"
    if not sends:
        return ()
    # HTML, "implicit submission": the browser clicks the form's first submit button.
    return (
        Effect("click_element", node.ref, Reach.SUBMITTER),
        Effect("submit_form", node.ref, Reach.FORM),
    )


def _press(key: str, node: Node | None) -> tuple[Effect, ...]:
    if node is None:
        return (Effect("click_element", None),) if _activates(key) else ()
    if key.endswith(_ENTER) and (_takes_text(node) or _sends_by_enter(node)):
        if node.editable and node.tag != "input":
            return (Effect("set_input_value", node.ref),)  # a line break
        return _enter(node, pressed=True)
    if _activates(key) and not _takes_text(node):
        return _click(node)
    if re.fullmatch(r"Escape|Tab|Shift\+Tab|F\d+|Page(Up|Down)", key):
        return ()
    return (Effect("set_input_value", node.ref),)


_PLAYERS = frozenset({"audio", "video"})
_SCRIPT = re.compile(r"[\x00-\x20]*javascript:", re.IGNORECASE)
_ENTER = ("Enter", "\n", "\r")
_SPACE = ("Space", " ")


def _activates(key: str) -> bool:
    """Whether a key does what a click does, whatever is held down with it."""
    return key.endswith(_ENTER + _SPACE)


def _takes_text(node: Node) -> bool:
    return node.editable or node.tag == "select"


def _sends_by_enter(node: Node) -> bool:
    """Enter in any input but a button sends its form (HTML, "implicit submission")."""
    return node.tag == "input" and node.form is not None and node.role != "button"


def _address(url: str) -> object:
    """Return what two spellings of the same address have in common."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return url
    return parts.scheme, parts.hostname, port, unquote(parts.path) or "/", parts.query


def _focused(observation: Observation) -> Node | None:
    return next((node for node in observation.refs.values() if node.states.get("focused")), None)


def _form_class(node: Node) -> Reversibility:
    if node.form is None:
        return Reversibility.EDIT
    return Reversibility.SAFE if node.form.search else Reversibility.COMMIT


def _click_class(node: Node) -> Reversibility:
    if node.submits:
        return _form_class(node)
    if node.href is not None and not node.download:
        return Reversibility.SAFE
    if node.editable or node.role in {"tab", "combobox", "option", "treeitem"} | CHECKABLE:
        return Reversibility.EDIT
    return Reversibility.SAFE if node.tag == "summary" else Reversibility.COMMIT
