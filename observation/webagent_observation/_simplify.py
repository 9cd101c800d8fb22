"""Raw snapshot to the nodes worth showing: same content, fewer parts. Pure; total on any input.

After AgentOccam's observation map (arXiv 2410.13825), without its losses: nothing that can be
acted on is dropped or merged, and text goes only where it repeats a name exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._node import Form, Node, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._registry import Document, Registry
    from ._snapshot import Snapshot

_TRANSPARENT = {
    "", "rowgroup", "group", "generic", "form", "list", "figure", "img", "article", "term",
    "definition", "section", "search", "listbox", "tablist", "radiogroup", "menu",
    "presentation", "none", "separator", "code", "caption", "tabpanel", "region", "document",
    "application", "blockquote", "toolbar",
}  # fmt: skip
"""Roles that say nothing when they have no name: their children stand for themselves."""

ANNOUNCED = frozenset({"alert", "status", "log"})
"""Roles of what a page says of its own accord (ARIA live regions)."""

_CHILDREN_PRESENTATIONAL = {
    "button", "checkbox", "menuitemcheckbox", "menuitemradio", "option", "radio", "slider",
    "switch", "tab",
}  # fmt: skip
"""Widgets whose name stands for all that is in them (WAI-ARIA 1.2, "Children Presentational")."""

_CELLS = {"cell", "columnheader", "gridcell", "rowheader"}
_PARAGRAPH_LIMIT = 400


def simplify(snapshot: Snapshot, registry: Registry) -> tuple[Node, ...]:
    """Return the nodes of all frames, in reading order, each actionable one with its ref."""
    return _Simplifier(snapshot, registry).frame(snapshot.main.document, snapshot.main.children)


class _Simplifier:
    def __init__(self, snapshot: Snapshot, registry: Registry) -> None:
        self._snapshot = snapshot
        self._registry = registry

    def frame(self, document: Document, raw: Sequence[Any]) -> tuple[Node, ...]:
        return tuple(_tidy(self._block(document, raw)))

    def _block(self, document: Document, raws: Iterable[Any]) -> list[Node]:
        nodes: list[Node] = []
        for raw in raws:
            if isinstance(raw, str):
                text = raw.strip()
                if text:
                    nodes.append(Node("text", text))
            elif raw["role"] == "definition":
                term = nodes.pop() if nodes and nodes[-1].role == "term" else None
                nodes.extend(_defined(term, self._node(document, raw)))
            else:
                nodes.extend(self._node(document, raw))
        return nodes

    def _node(self, document: Document, raw: dict[str, Any]) -> list[Node]:
        role: str = raw["role"]
        if role == "break":
            return []
        if role == "redacted":
            return [Node("redacted")]
        if role == "iframe":
            return [self._iframe(document, raw)]
        # Numbered before what is below it, so that refs count up in reading order.
        ref = self._registry.ref(document, raw["id"]) if "id" in raw else None
        children = _tidy(self._block(document, raw.get("children", ())))
        if ref is not None:
            return [_control(raw, ref, children)]
        name: str = raw.get("name", "")
        states: dict[str, Any] = raw.get("states", {})
        children = [child for child in children if child.role != "text" or child.name != name]
        if all(isinstance(part, str) or part.get("inline") for part in raw.get("children", ())):
            children = _as_paragraph(children)
        if role == "term" and all(child.role == "text" for child in children):
            return [Node(role, " ".join(child.name for child in children))] if children else []
        if role == "heading":
            inner = _actionable(children)
            if len(inner) == 1 and inner[0].name == name:
                return inner
            return [Node(role, name, states=states, children=tuple(inner))] if name else inner
        if role in _TRANSPARENT and not name:
            return children
        value: str | None = raw.get("value")
        empty = not name and not states and value is None and all(map(_is_empty_cell, children))
        # An empty cell keeps the others of its row in their columns.
        if empty and role not in _CELLS:
            return []
        if role in ANNOUNCED and all(child.role == "text" for child in children):
            return [Node(role, " ".join([name, *(child.name for child in children)]).strip())]
        return [Node(role, name, value=value, states=states, children=tuple(children))]

    def _iframe(self, document: Document, raw: dict[str, Any]) -> Node:
        inner = self._snapshot.inner.get((document, raw["id"]))
        if inner is None:
            return Node("iframe", raw.get("name", ""), states={"unreadable": True})
        children = self.frame(inner.document, inner.children)
        return Node("iframe", raw.get("name", "") or inner.title, children=children)


def _defined(term: Node | None, definition: list[Node]) -> list[Node]:
    """Put a term before its definition: in one line, where the definition is a single text."""
    if term is None:
        return definition
    if len(definition) == 1 and definition[0].role == "text":
        return [Node("text", f"{_bare(term.name)}: {definition[0].name}")]
    return [Node("text", f"{_bare(term.name)}:"), *definition]


def _control(raw: dict[str, Any], ref: int, children: list[Node]) -> Node:
    # Without a name nothing stands for what is in it.
    if raw["name"] and (raw.get("labelled") or raw["role"] in _CHILDREN_PRESENTATIONAL):
        children = _actionable(children)
    elif all(child.role == "text" for child in children):
        text = " ".join(child.name for child in children)
        if text.split() == raw["name"].split():
            children = []
    return node_of(raw, ref, tuple(children))


def _is_empty_cell(node: Node) -> bool:
    return node.role in _CELLS and node == Node(node.role)


def node_of(raw: dict[str, Any], ref: int, children: tuple[Node, ...] = ()) -> Node:
    """Build the node of something that can be acted on from the page script's raw form."""
    form = raw.get("form")
    return Node(
        raw["role"],
        raw["name"],
        ref=ref,
        value=raw.get("value"),
        states=raw.get("states", {}),
        children=children,
        tag=raw.get("tag", ""),
        type=raw.get("type", ""),
        href=raw.get("href"),
        download=raw.get("download", False),
        submits=raw.get("submits", False),
        suggests=raw.get("suggests", False),
        form=Form(**form) if form else None,
        options=tuple(Option(**option) for option in raw.get("options", ())),
    )


def _tidy(nodes: list[Node]) -> list[Node]:
    """Drop texts that only repeat the name of a form control beside them."""
    names = {_bare(node.name) for node in nodes if node.ref is not None and _named_by_text(node)}
    names.discard("")
    return [node for node in nodes if node.role != "text" or _bare(node.name) not in names]


def _bare(label: str) -> str:
    return label.rstrip(":* ")


def _named_by_text(node: Node) -> bool:
    return node.editable or node.role in {
        "combobox",
        "listbox",
        "checkbox",
        "radio",
        "slider",
        "file",
    }


def _actionable(nodes: Iterable[Node]) -> list[Node]:
    """Keep only what can be acted on, from anywhere below."""
    found: list[Node] = []
    for node in nodes:
        if node.ref is not None or node.role == "iframe":
            found.append(node)
        else:
            found.extend(_actionable(node.children))
    return found


def _as_paragraph(nodes: list[Node]) -> list[Node]:
    """Join a run of text with the controls inside it into one line, where it is one."""
    texts = sum(node.role == "text" for node in nodes)
    leaves = all(not node.children and node.role in _INLINE and not node.options for node in nodes)
    length = sum(len(node.name) for node in nodes)
    if len(nodes) < 2 or not texts or not leaves or length > _PARAGRAPH_LIMIT:
        return nodes
    return [Node("paragraph", children=tuple(nodes))]


_INLINE = {"text", "link", "button", "img", "clickable"}
