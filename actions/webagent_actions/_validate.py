"""Whether an action fits the page, before anything is done.

Checking this first is worth 5.8 points of success by itself (WebOperator, arXiv 2512.12692).
"""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent_observation import StaleRef

from ._errors import ActionRefused
from ._situation import CHECKABLE
from .verbs import (
    Action,
    Check,
    Click,
    Dialog,
    Expand,
    Find,
    GoBack,
    Goto,
    Press,
    Select,
    SwitchTab,
    Type,
)

if TYPE_CHECKING:
    from webagent_observation import Node, Observation, Option, Registry

    from ._situation import Situation

MAX_FRUITLESS = 2
_SAME_NAME = 0.5
_NAMED_REFS = 3
_NAMED_PARTS = 10


def validate(action: Action, situation: Situation) -> None:
    """Check an action against what was observed.

    Raises:
        ActionRefused: `unknown_ref`, `disabled`, `not_applicable`, `option_not_found`,
            `dialog_open`, or `repeated` when it was in vain twice on a page in this state.
    """
    if situation.dialog is not None and action.touches_page and not isinstance(action, Dialog):
        raise ActionRefused(
            "dialog_open", "A dialog is open. Answer it first: dialog [accept] or dialog [dismiss]."
        )
    observation = situation.observation
    match action:
        case Click(ref):
            _enabled(_node(ref, observation))
        case Type(ref):
            _check_typing(_node(ref, observation))
        case Select(ref, option):
            find_option(_node(ref, observation), option)
        case Check(ref, on):
            _check_checking(_node(ref, observation), on=on)
        case Press(key):
            _check_key(key)
        case Goto(url):
            _check_url(url)
        case _:
            _check_situation(action, situation)
    if situation.fruitless.get((observation.fingerprint, action), 0) >= MAX_FRUITLESS:
        raise ActionRefused(
            "repeated",
            f"“{action}” was tried {MAX_FRUITLESS} times on this very page without effect. "
            "Do something else.",
        )


async def confirm_same(ref: int, observation: Observation, registry: Registry) -> None:
    """Check that a ref still leads to the element that was shown, and that it is still enabled.

    Raises:
        ActionRefused: `stale_ref` when it is gone, `changed` when it became something else,
            `disabled`.
    """
    shown = observation.refs[ref]
    try:
        now = await registry.inspect(ref)
    except StaleRef as error:
        raise ActionRefused("stale_ref", f"{error}. Choose from the page as it is now.") from error
    if now.get("states", {}).get("disabled") and not shown.states.get("disabled"):
        raise ActionRefused("disabled", f"[{ref}] “{shown.name}” has been disabled meanwhile.")
    similar = (
        now.get("hinted") or SequenceMatcher(None, shown.name, now["name"]).ratio() >= _SAME_NAME
    )
    if now["role"] != shown.role or not similar:
        raise ActionRefused(
            "changed",
            f"[{ref}] was {shown.role} “{shown.name}” and has become {now['role']} "
            f"“{now['name']}”. Choose from the page as it is now.",
        )


def _check_situation(action: Action, situation: Situation) -> None:
    """Check what does not depend on an element of the page."""
    match action:
        case SwitchTab(number):
            _check_tab(number, situation)
        case Find(text):
            _check_search(text)
        case Expand(ref):
            _check_expanding(ref, situation)
        case GoBack() if not situation.can_go_back:
            raise ActionRefused("not_applicable", "There is no page to go back to.")
        case Dialog() if situation.dialog is None:
            raise ActionRefused("not_applicable", "No dialog is open.")
        case _:
            pass


def find_option(node: Node, label: str) -> Option:
    """Return the option of a native select that a label means: exactly, else ignoring case, else
    as the only one that contains it.

    Raises:
        ActionRefused: `not_applicable` when it is no native select, `option_not_found`, `disabled`.
    """
    if node.tag != "select":
        raise ActionRefused(
            "not_applicable",
            f"[{node.ref}] is a {node.role}, no native list. Click it and choose from what opens.",
        )
    _enabled(node)
    wanted = " ".join(label.split())
    folded = wanted.casefold()
    for matches in (
        [option for option in node.options if option.label == wanted],
        [option for option in node.options if option.label.casefold() == folded],
        [option for option in node.options if folded and folded in option.label.casefold()],
    ):
        if len(matches) == 1 or (matches and matches[0].label.casefold() == folded):
            if matches[0].disabled:
                raise ActionRefused("disabled", f"The option “{matches[0].label}” is disabled.")
            return matches[0]
    labels = [option.label for option in node.options]
    near = get_close_matches(wanted, labels, n=5, cutoff=0.3) or labels[:20]
    raise ActionRefused(
        "option_not_found",
        f"[{node.ref}] has no option “{wanted[:80]}”. It has: {', '.join(f'“{x}”' for x in near)}.",
    )


def _node(ref: int, observation: Observation) -> Node:
    node = observation.refs.get(ref)
    if node is None:
        names = [f"[{n.ref}] {n.role} “{n.name[:40]}”" for n in _nearest(ref, observation)]
        raise ActionRefused(
            "unknown_ref",
            f"There is no [{ref}] on this page. "
            + (f"Near it: {', '.join(names)}." if names else ""),
        )
    return node


def _nearest(ref: int, observation: Observation) -> list[Node]:
    return sorted(observation.refs.values(), key=lambda n: abs((n.ref or 0) - ref))[:_NAMED_REFS]


def _enabled(node: Node) -> None:
    if node.states.get("disabled"):
        raise ActionRefused("disabled", f"[{node.ref}] {node.role} “{node.name}” is disabled.")


def _check_typing(node: Node) -> None:
    if not node.editable:
        advice = " Use select." if node.tag == "select" else ""
        raise ActionRefused(
            "not_applicable", f"[{node.ref}] is a {node.role}; nothing can be typed there.{advice}"
        )
    _enabled(node)
    if node.states.get("readonly"):
        raise ActionRefused("disabled", f"[{node.ref}] “{node.name}” is read-only.")


def _check_checking(node: Node, *, on: bool) -> None:
    if node.role not in CHECKABLE:
        raise ActionRefused("not_applicable", f"[{node.ref}] is a {node.role}: click it instead.")
    if node.role == "radio" and not on:
        raise ActionRefused(
            "not_applicable", "A radio button can't be switched off; check another of its group."
        )
    _enabled(node)


_KEYS = frozenset(
    {"Alt", "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "Backspace", "Control", "Delete"}
    | {"End", "Enter", "Escape", "Home", "Insert", "Meta", "PageDown", "PageUp", "Shift", "Space"}
    | {"Tab", *(f"F{n}" for n in range(1, 13))}
)


def _check_key(key: str) -> None:
    for part in key.split("+") if key != "+" else ["+"]:
        if len(part) != 1 and part not in _KEYS:
            raise ActionRefused(
                "not_applicable",
                f"There is no key “{part[:40]}”. Examples: Enter, Escape, ArrowDown, Control+a.",
            )


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise ActionRefused(
            "not_applicable", "Only whole http:// and https:// addresses can be opened."
        )


def _check_tab(number: int, situation: Situation) -> None:
    if number not in {tab.number for tab in situation.tabs}:
        tabs = ", ".join(f"{tab.number} ({tab.url[:80]})" for tab in situation.tabs)
        raise ActionRefused("not_applicable", f"There is no tab {number}. Open tabs: {tabs}.")


def _check_search(text: str) -> None:
    if not text.strip():
        raise ActionRefused("not_applicable", "Say which text is to be found: find [some words].")


def _check_expanding(ref: int, situation: Situation) -> None:
    elisions = () if situation.view is None else situation.view.elisions
    if any(elision.ref == ref for elision in elisions):
        return
    node = situation.observation.refs.get(ref)
    if node is not None:
        raise ActionRefused(
            "not_applicable", f"[{ref}] is a {node.role}: it is shown, there is nothing to expand."
        )
    left = ", ".join(f"[{elision.ref}]" for elision in elisions[:_NAMED_PARTS])
    raise ActionRefused(
        "unknown_ref",
        f"No part [{ref}] is left out here. " + (f"Left out are: {left}." if left else ""),
    )
