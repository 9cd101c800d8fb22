"""Strategies for what the page script can hand over."""

from __future__ import annotations

from typing import Any, cast

from hypothesis import strategies as st

ROLES = (
    "", "button", "cell", "checkbox", "clickable", "columnheader", "combobox", "definition",
    "dialog", "gridcell", "group", "heading", "img", "link", "list", "listitem", "main", "radio",
    "row", "rowgroup", "rowheader", "searchbox", "status", "tab", "table", "term", "textbox",
)  # fmt: skip

# A small alphabet makes texts repeat names, and has what rendering treats specially.
TEXT = st.text(alphabet='ab1| "\n[]*:', max_size=6)

STATES = st.dictionaries(
    st.sampled_from(["checked", "disabled", "expanded", "level", "required", "max"]),
    st.one_of(st.booleans(), st.integers(1, 6), st.sampled_from(["mixed", "menu"])),
    max_size=3,
)


@st.composite
def _node(draw: st.DrawFn, children: st.SearchStrategy[list[Any]]) -> dict[str, Any]:
    node: dict[str, Any] = {"role": draw(st.sampled_from(ROLES)), "children": draw(children)}
    if draw(st.booleans()):
        node["id"] = 0
        node["name"] = draw(TEXT)
    elif draw(st.booleans()):
        node["name"] = draw(TEXT)
    for flag in ("inline", "labelled", "hinted"):
        if draw(st.booleans()):
            node[flag] = True
    if draw(st.booleans()):
        node["states"] = draw(STATES)
    if draw(st.booleans()):
        node["value"] = draw(TEXT)
    if "id" in node and draw(st.booleans()):
        option = st.fixed_dictionaries(
            {"label": TEXT, "selected": st.booleans(), "disabled": st.booleans()}
        )
        node["options"] = draw(st.lists(option, max_size=3))
    return node


def _childless(role: str) -> dict[str, Any]:
    return {"role": role, "children": []}


_LEAVES: st.SearchStrategy[Any] = st.one_of(
    TEXT, st.sampled_from(["break", "redacted"]).map(_childless)
)

_PARTS: st.SearchStrategy[list[Any]] = st.recursive(
    st.lists(_LEAVES, max_size=3),
    lambda parts: st.lists(st.one_of(_LEAVES, _node(parts)), max_size=4),
    max_leaves=20,
)


def number(parts: list[Any], start: int = 1) -> int:
    """Give everything that can be acted on its number, in reading order; return the next one."""
    for part in parts:
        if isinstance(part, dict):
            node = cast("dict[str, Any]", part)
            if "id" in node:
                node["id"] = start
                start += 1
            start = number(node["children"], start)
    return start


@st.composite
def raw_trees(draw: st.DrawFn) -> list[Any]:
    """Parts of a page, nested, as `simplify` takes them."""
    parts = draw(_PARTS)
    number(parts)
    return parts
