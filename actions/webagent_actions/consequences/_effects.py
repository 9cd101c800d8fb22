"""What an action would do, in the verbs of agent-permissions.json, before it is done."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from .._steps import steps
from ..controls import CHECKABLE
from ..verbs import (
    Action,
    Check,
    Click,
    ClickAt,
    Drag,
    DragBy,
    FillForm,
    Goto,
    Press,
    ScrollContainer,
    Select,
    SelectText,
    SetDate,
    SetRange,
    Type,
    Upload,
)
from ._effect import Effect, Reach
from ._keys import activates, focused, is_enter, presses_enter, scrolls, sends_by_enter, takes_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webagent_observation import Node, Observation

_PLAYERS = frozenset({"audio", "video"})
_SCRIPT = re.compile(r"[\x00-\x20]*javascript:", re.IGNORECASE)
_NATIVE = frozenset({"input", "label", "option", "select", "textarea"})
"""What the browser itself sets; of a control of the page's own only its clicks and keys do."""
_CHOICES = frozenset({"menuitem", "menuitemradio", "option", "radio", "treeitem"})


def effects(action: Action, observation: Observation) -> tuple[Effect, ...]:
    """Return every (verb, element) an action would bring about; all of them have to be allowed.

    Source: LAS-WG agent-permissions.json draft, verbs; composite actions are taken apart so that
    the strictest verb decides. The draft has no verb for the mouse: a drag is a click on both of
    its ends, and hovering is governed by none. Opening an address by `goto` counts as following
    each link of the page that leads there, so that a denied link can't be got around.

    Raises:
        ActionRefused: a field of `fill_form` can't be filled.
    """
    refs = observation.refs
    match action:
        case Click(ref) | ClickAt(ref):
            return _click(refs[ref])
        case Type(ref):
            node = refs[ref]
            return (Effect("set_input_value", ref), *_enter(node, presses_enter(action, node)))
        case Select(ref, option):
            return _set(refs[ref], *_listed(option, refs[ref]))
        case Check(ref) | SetDate(ref) | SetRange(ref):
            return _set(refs[ref])
        case Upload(ref):
            return (Effect("upload_file", ref), *_set(refs[ref]))
        case FillForm():
            single = (effects(step, observation) for step in steps(action, observation))
            return tuple(dict.fromkeys(effect for found in single for effect in found))
        case Drag(ref, to):
            return (*_drag(refs[ref]), Effect("click_element", to))
        case DragBy(ref):
            return _drag(refs[ref])
        case SelectText(ref):
            return (Effect("click_element", ref),)
        case ScrollContainer(ref):
            return (Effect("scroll_page", ref),)
        case Press(key):
            return _press(key, focused(observation))
        case Goto(url):
            return tuple(
                Effect("follow_link", node.ref)
                for node in refs.values()
                if node.href is not None and _address(node.href) == _address(url)
            )
        case _:
            return ()


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


def _set(node: Node, *chosen: int) -> tuple[Effect, ...]:
    """A control that is set, and what of it is clicked on the way."""
    found = [Effect("set_input_value", node.ref)]
    if node.tag not in _NATIVE:
        found += _in_passing(node)
    for ref in chosen:
        found.append(Effect("set_input_value", ref))
        found.append(Effect("click_element", ref, incidental=True))
    return tuple(found)


def _in_passing(node: Node) -> Iterator[Effect]:
    """What a click on a control of the page's own does, as the means of setting it."""
    for effect in _click(node):
        if effect.verb == "click_element":
            yield replace(effect, incidental=True)
        elif effect.verb != "set_input_value":
            yield effect


def _listed(label: str, node: Node) -> tuple[int, ...]:
    """Return the choices of a page's own list that a label may mean, as far as it is open."""
    wanted = " ".join(label.split()).casefold()
    return tuple(
        inner.ref
        for inner in node.walk()
        if inner.ref is not None
        and inner.ref != node.ref
        and inner.role in _CHOICES
        and inner.tag not in _NATIVE
        and wanted in inner.name.casefold()
    )


def _drag(node: Node) -> tuple[Effect, ...]:
    pressed = Effect("click_element", node.ref)
    if node.role in {"slider", "spinbutton", "scrollbar"}:
        return (pressed, Effect("set_input_value", node.ref))
    return (pressed,)


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
    moved = (Effect("scroll_page", None),) if scrolls(key, node) else ()
    if node is None:
        return (Effect("click_element", None), *moved) if activates(key) else moved
    if is_enter(key) and (takes_text(node) or sends_by_enter(node)):
        if node.editable and node.tag != "input":
            return (Effect("set_input_value", node.ref),)  # a line break
        return _enter(node, pressed=True)
    if activates(key) and not takes_text(node):
        return _click(node)
    if moved or re.fullmatch(r"Escape|Tab|Shift\+Tab|F\d+", key):
        return moved
    return (Effect("set_input_value", node.ref),)


def _address(url: str) -> object:
    """Return what two spellings of the same address have in common."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return url
    return parts.scheme, parts.hostname, port, unquote(parts.path) or "/", parts.query
