"""Nodes made by the ten thousand."""

# A frozen class is meant not to be assigned to; that happens here and nowhere else.
# pyright: reportAttributeAccessIssue=false
from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, cast

from .._node import Form, Node, Option, Scroll

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    States = Mapping[str, str | float | bool]

NO_STATES: States = {}


class _Draft(Node):
    """A node while its fields are set; it is a plain, frozen `Node` from then on.

    The initialiser of a frozen dataclass sets each field through `object.__setattr__`, which takes
    nine times as long: 1.8 µs for the fields of a node, more than all the rest of simplifying it.
    """

    __slots__ = ()
    # Both, or the interpreter keeps calling the slow ones of the frozen class.
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__

    def __init__(  # noqa: PLR0917 - as that of Node
        self,
        role: str,
        name: str = "",
        ref: int | None = None,
        value: str | None = None,
        states: States = NO_STATES,
        children: tuple[Node, ...] = (),
        tag: str = "",
        type: str = "",  # noqa: A002 - a field of Node
        href: str | None = None,
        download: bool = False,
        submits: bool = False,
        suggests: bool = False,
        form: Form | None = None,
        options: tuple[Option, ...] = (),
        description: str = "",
        error: str = "",
        hinted: bool = False,
        place: str = "",
        scroll: Scroll | None = None,
    ) -> None:
        self.role = role
        self.name = name
        self.ref = ref
        self.value = value
        self.states = states
        self.children = children
        self.tag = tag
        self.type = type
        self.href = href
        self.download = download
        self.submits = submits
        self.suggests = suggests
        self.form = form
        self.options = options
        self.description = description
        self.error = error
        self.hinted = hinted
        self.place = place
        self.scroll = scroll
        self.__class__ = Node


make = cast("type[Node]", _Draft)
"""Makes a `Node`, as its own class does."""


def make_text(text: str) -> Node:
    """Return the node of a text."""
    return make("text", text)


def make_node(
    raw: Mapping[str, Any],
    name: str,
    ref: int | None,
    children: Sequence[Node],
    ref_of: Callable[[int], int],
) -> Node:
    """Return the node of a raw one, field by field."""
    get = raw.get
    form, scroll, options = get("form"), get("scroll"), get("options")
    return make(
        raw["role"],
        name,
        ref,
        get("value"),
        get("states") or NO_STATES,
        tuple(children),
        get("tag", ""),
        get("type", ""),
        get("href"),
        get("download", False),
        get("submits", False),
        get("suggests", False),
        _form(form["method"], form["action"], form["search"]) if form else None,
        tuple(_option(option, ref_of) for option in options) if options else (),
        get("description", ""),
        get("error", ""),
        get("hinted", False),
        get("place", ""),
        Scroll(**scroll) if scroll else None,
    )


@lru_cache(maxsize=32)
def _form(method: str, action: str, search: bool) -> Form:
    """Return a form, one for all its controls: to make it takes as long as to make a node."""
    return Form(method, action, search)


def _option(raw: Mapping[str, Any], ref_of: Callable[[int], int]) -> Option:
    number = raw.get("id")
    ref = None if number is None else ref_of(number)
    return Option(raw["label"], raw["selected"], raw["disabled"], ref, raw.get("group", ""))
