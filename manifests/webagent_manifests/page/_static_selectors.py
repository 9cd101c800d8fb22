"""Selectors as soupsieve can evaluate them, and where a browser would say otherwise.

Source: Selectors Level 4; the pseudo-elements and pseudo-classes that browsers know.
"""

from __future__ import annotations

import warnings
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

import soupsieve

from .._tokens import is_literal, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .._tokens import Node


class Unmatchable(Enum):
    """Why a selector has no pattern."""

    NEVER = auto()
    """It is valid, and no element matches it: a pseudo-element."""
    INVALID = auto()
    """A browser rejects it as well."""
    UNSUPPORTED = auto()
    """A browser can evaluate it; without one there is no telling."""


_PSEUDO_ELEMENTS = frozenset(
    {
        "after", "backdrop", "before", "cue", "details-content", "file-selector-button",
        "first-letter", "first-line", "grammar-error", "highlight", "marker", "part",
        "placeholder", "scroll-button", "scroll-marker", "scroll-marker-group", "search-text",
        "selection", "slotted", "spelling-error", "target-text", "view-transition",
        "view-transition-group", "view-transition-image-pair", "view-transition-new",
        "view-transition-old", "checkmark", "column", "picker", "picker-icon",
    }
)  # fmt: skip
_LEGACY_PSEUDO_ELEMENTS = frozenset({"after", "before", "first-letter", "first-line"})
# State that only a browser has; soupsieve either does not know these or says that nothing matches.
_BROWSER_ONLY = frozenset(
    {
        "-webkit-any", "-webkit-any-link", "-webkit-autofill", "-webkit-full-screen", "active",
        "active-view-transition", "active-view-transition-type", "autofill", "buffering",
        "focus", "focus-visible", "focus-within", "fullscreen", "heading", "hover", "invalid",
        "local-link", "modal", "muted", "paused", "picture-in-picture", "playing",
        "popover-open", "seeking", "stalled", "state", "target", "target-current", "user-invalid",
        "user-valid", "valid", "volume-locked",
    }
)  # fmt: skip
_NOT_CSS = frozenset({"contains", "-soup-contains", "-soup-contains-own", "is-html"})
_FORGIVING = frozenset({"is", "where"})


def pattern(selector: str) -> soupsieve.SoupSieve | Unmatchable:
    """Compile a complex selector to be matched on elements."""
    nodes = tokenize(selector)
    if _not_css(nodes):
        return Unmatchable.INVALID
    element = _pseudo_element(nodes)
    if element is not None:
        known = element in _PSEUDO_ELEMENTS or element.startswith("-webkit-")
        return Unmatchable.NEVER if known else Unmatchable.INVALID
    names = set(_pseudo_classes(nodes))
    if names & _BROWSER_ONLY:
        return Unmatchable.UNSUPPORTED
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            return soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError):
        return Unmatchable.UNSUPPORTED if names & _FORGIVING else Unmatchable.INVALID


def subject(compiled: soupsieve.SoupSieve) -> tuple[str, str] | None:
    """Return what every element it matches must have: `("id", …)`, `("class", …)`, `("tag", …)`.

    None if that cannot be told, as with `*` or `:is(a, b)`.
    """
    found: Any = compiled.selectors
    if len(found) != 1 or not hasattr(found[0], "tag"):
        return None
    part = found[0]
    if part.ids:
        return "id", part.ids[0]
    if part.classes:
        return "class", part.classes[0]
    if part.tag is not None and part.tag.name not in {"*", ""}:
        return "tag", part.tag.name.lower()
    return None


def _not_css(nodes: Sequence[Node]) -> bool:
    """Whether it uses what soupsieve adds to CSS, or a namespace, which a page cannot declare."""
    for index, node in enumerate(nodes):
        if node.type in {"error", "{} block"}:
            return True
        if is_literal(nodes, index, "|") and index and nodes[index - 1].type == "ident":
            return True
        if node.type == "[] block":
            content: Any = getattr(node, "content", ())
            if any(
                is_literal(content, i, "!") or _is(content[i], "!=") for i in range(len(content))
            ):
                return True
        if node.type == "function" and _not_css(node.arguments):
            return True
    return bool(set(_pseudo_classes(nodes)) & _NOT_CSS)


def _is(node: Node, text: str) -> bool:
    return node.type == "literal" and node.value == text


def _pseudo_element(nodes: Sequence[Node]) -> str | None:
    """Return the name of the first pseudo-element outside of any argument."""
    for index, node in enumerate(nodes):
        if not _is(node, ":"):
            continue
        double = is_literal(nodes, index + 1, ":")
        name = _name(nodes, index + 1 + double)
        if double or name in _LEGACY_PSEUDO_ELEMENTS:
            return name
    return None


def _pseudo_classes(nodes: Sequence[Node]) -> Iterator[str]:
    for index, node in enumerate(nodes):
        if _is(node, ":"):
            yield _name(nodes, index + 1)
        if node.type == "function":
            yield from _pseudo_classes(node.arguments)


def _name(nodes: Sequence[Node], index: int) -> str:
    if index >= len(nodes):
        return ""
    node = nodes[index]
    if node.type == "function":
        return node.lower_name
    return node.value.lower() if node.type == "ident" else ""
