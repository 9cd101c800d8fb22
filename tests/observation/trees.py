"""Strategies for what the page script can hand over."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.observation.simplified import number

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES = (
    "", "alert", "article", "button", "canvas", "cell", "checkbox", "clickable", "columnheader",
    "combobox", "definition", "dialog", "feed", "grid", "gridcell", "group", "heading", "img",
    "link", "list", "listbox", "listitem", "main", "menu", "menuitem", "note", "option", "radio",
    "radiogroup", "row", "rowgroup", "rowheader", "scrollable", "searchbox", "status", "tab",
    "table", "tablist", "term", "textbox", "unheard-of",
)  # fmt: skip

# A small alphabet makes texts repeat names, and has what rendering treats specially.
TEXT = st.text(alphabet='ab1| "\n\\[]*:,.(×', max_size=6)

STATES = st.dictionaries(
    st.sampled_from(
        ["checked", "colspan", "disabled", "expanded", "level", "max", "modal", "rowspan",
         "selected", "size", "start"]
    ),
    st.one_of(st.booleans(), st.integers(-1, 9), st.sampled_from(["mixed", "menu"])),
    max_size=3,
)  # fmt: skip


def _fields(
    optional: Mapping[str, st.SearchStrategy[Any]] = MappingProxyType({}),
    **always: st.SearchStrategy[Any],
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(always, optional=dict(optional))


_OPTION = _fields({"id": st.just(0)}, label=TEXT, selected=st.booleans(), disabled=st.booleans())
_FORM = _fields(method=st.sampled_from(["GET", "POST"]), action=TEXT, search=st.booleans())
_COUNTS = {"shown": st.integers(0, 9), "total": st.integers(0, 9)}
_SCROLL = _fields(_COUNTS, above=st.floats(0, 1), below=st.floats(0, 1))

_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "value": TEXT,
    "states": STATES,
    "tag": st.sampled_from(["a", "ol", "select"]),
    "description": TEXT,
    "error": TEXT,
    "place": st.sampled_from(["covered", "off-page"]),
}

_CONTROL_FIELDS: dict[str, st.SearchStrategy[Any]] = _FIELDS | {
    "options": st.lists(_OPTION, max_size=3),
    "type": TEXT,
    "href": TEXT,
    "form": _FORM,
    "scroll": _SCROLL,
    "hinted": st.booleans(),
}


@st.composite
def _node(draw: st.DrawFn, children: st.SearchStrategy[list[Any]]) -> dict[str, Any]:
    inner = draw(children)
    if len(inner) > 1 and draw(st.booleans()):
        return {"role": "line", "children": inner}
    node: dict[str, Any] = {"role": draw(st.sampled_from(ROLES))}
    if draw(st.booleans()):
        node |= {"id": 0, "name": draw(TEXT)}
        node |= draw(_fields(_CONTROL_FIELDS))
    else:
        if draw(st.booleans()):
            node["name"] = draw(TEXT)
        if draw(st.booleans()):
            node |= draw(_fields(_FIELDS))
        if draw(st.booleans()):
            node["text"] = draw(TEXT)
            return node
    if inner:
        node["children"] = inner
    return node


_LEAVES: st.SearchStrategy[Any] = st.one_of(
    TEXT,
    _fields(role=st.just("redacted")),
    _fields(role=st.just("iframe"), id=st.just(0)),
)

_PARTS: st.SearchStrategy[list[Any]] = st.recursive(
    st.lists(_LEAVES, max_size=3),
    lambda parts: st.lists(st.one_of(_LEAVES, _node(parts)), max_size=4),
    max_leaves=20,
)


@st.composite
def raw_trees(draw: st.DrawFn) -> list[Any]:
    """Parts of a page, nested, as `simplify` takes them."""
    parts = draw(_PARTS)
    number(parts)
    return parts
