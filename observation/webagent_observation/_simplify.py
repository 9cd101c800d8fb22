"""Raw snapshot to the nodes worth showing: same content, fewer parts. Pure; total on any input.

After AgentOccam's observation map (arXiv 2410.13825), without its losses: nothing that can be
acted on is dropped or merged, and text goes only where it repeats a name exactly.

What a raw node becomes depends on it and what is below it alone, so it can be remembered. The
passes, from the bottom up: a raw node becomes a node, or gives way to its content where it says
nothing (`structured`), as an article does that is the only one (`without_lone_article`); among the
nodes of one parent, terms find their definitions (`defined`), texts that only label a field go
(`without_labels`) and hidden parts side by side become one; what stands in one line is joined
(`in_lines`); tables for layout give way to their content (`laid_out`). At the end, modal dialogs
come first (`modals_first`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .passes import (
    ANNOUNCED,
    SPOKEN,
    defined,
    in_lines,
    make,
    make_node,
    make_text,
    modals_first,
    structured,
    without_labels,
    without_lone_article,
    without_name,
    without_repeats,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, MutableMapping, Sequence

    from ._node import Node
    from ._registry import Document, Registry
    from ._snapshot import Snapshot

    Known = Mapping[Document, MutableMapping[int, Sequence[Node]]]

__all__ = ["ANNOUNCED", "simplify"]

_MAY_LABEL = frozenset({"paragraph", "text"})

_MAX_DEPTH = 220
"""Below it all is one level: Python recurses to a limited depth. Frames count by what is above."""


def simplify(
    snapshot: Snapshot, registry: Registry, known: Known | None = None
) -> tuple[Node, ...]:
    """Return the nodes of all frames, in reading order, each actionable one with its ref.

    Args:
        snapshot: what one pass over every frame returned; it is left as it is.
        registry: gives each element its ref.
        known: for each document the nodes that raw nodes became before, by their `serial`; what
            raw nodes that have one become now is added to it.
    """
    frame = _Frame(snapshot, registry, known or {}, snapshot.main.document, 0)
    return tuple(frame.nodes(snapshot.main.children))


class _Frame:
    """Simplifies what one frame shows."""

    def __init__(
        self,
        snapshot: Snapshot,
        registry: Registry,
        known: Known,
        document: Document,
        depth: int,
    ) -> None:
        self._snapshot = snapshot
        self._registry = registry
        self._all_known = known
        self._document = document
        self._known = known.get(document)
        self._depth = depth
        self._modal = False
        self._passing = 0
        """How many raw nodes were met that may not be remembered, nor what they are in: iframes,
        which change without them, and modal dialogs, which have to be found again."""

    def nodes(self, raws: Iterable[Any]) -> Sequence[Node]:
        nodes = without_lone_article(self._block(raws, self._depth))
        return modals_first(nodes) if self._modal else nodes

    def _ref(self, number: int) -> int:
        return self._registry.ref(self._document, number)

    def _block(self, raws: Iterable[Any], depth: int, *, line: bool = False) -> list[Node]:
        nodes: list[Node] = []
        for raw in raws:
            if isinstance(raw, str):
                text = raw if line or "\n" in raw else raw.strip()
                if text and not text.isspace():
                    nodes.append(make_text(text))
            elif self._known is not None and "serial" in raw and "children" in raw:
                nodes += self._remembered(raw, raw["serial"], self._known, depth)
            else:
                nodes += self._node(raw, depth)
        return _tidy(nodes)

    def _remembered(
        self,
        raw: Mapping[str, Any],
        serial: int,
        known: MutableMapping[int, Sequence[Node]],
        depth: int,
    ) -> Sequence[Node]:
        nodes = known.get(serial)
        if nodes is None:
            passing = self._passing
            nodes = self._node(raw, depth)
            if passing == self._passing:
                known[serial] = nodes
        return nodes

    def _node(self, raw: Mapping[str, Any], depth: int) -> Sequence[Node]:
        role: str = raw["role"]
        if "text" in raw and role in SPOKEN and len(raw) == 2 + ("serial" in raw):
            return [make(role, raw["text"])]
        get = raw.get
        if role == "redacted":
            return [make(role)]
        if role == "iframe":
            return [self._iframe(raw, depth)]
        if "states" in raw and raw["states"].get("modal") is True:
            self._modal = True
            self._passing += 1
        number, text, content = get("id"), get("text"), get("children")
        # Numbered before what is below it, so that refs count up in reading order.
        ref = None if number is None else self._ref(number)
        if content and depth >= _MAX_DEPTH:
            return self._flattened(raw)
        line = role == "line"
        children = self._block(content, depth + 1, line=line) if content else []
        if text:
            children = [make_text(text), *children]
        if line:
            return in_lines(children)
        name: str = get("name") or ""
        if ref is None:
            return structured(raw, name, children, self._ref)
        if children:
            children = without_lone_article(without_name(name, children), role)
            if "scroll" not in raw and not get("hinted"):
                children = without_repeats(name, get("value") or "", children)
        return [make_node(raw, name, ref, children, self._ref)]

    def _iframe(self, raw: Mapping[str, Any], depth: int) -> Node:
        self._passing += 1
        name: str = raw.get("name") or ""
        inner = self._snapshot.inner.get((self._document, raw["id"]))
        if inner is None:
            return make("iframe", name, states={"unreadable": True})
        frame = _Frame(self._snapshot, self._registry, self._all_known, inner.document, depth + 1)
        return make("iframe", name or inner.title, children=tuple(frame.nodes(inner.children)))

    def _flattened(self, raw: Mapping[str, Any]) -> list[Node]:
        """Return a raw node and all that is in it side by side."""
        self._passing += 1
        nodes: list[Node] = []
        stack: list[Any] = [raw]
        while stack:
            part = stack.pop()
            if isinstance(part, dict) and "children" in part:
                own = cast("dict[str, Any]", part).copy()
                stack += reversed(own.pop("children"))
                nodes += self._block([own], _MAX_DEPTH)
            else:
                nodes += self._block([part], _MAX_DEPTH)
        return nodes


def _tidy(nodes: list[Node]) -> list[Node]:
    """Settle what the nodes of one parent are to each other."""
    roles = {node.role for node in nodes}
    if "definition" in roles or "term" in roles:
        nodes = defined(nodes)
    if len(roles) > 1 and not roles.isdisjoint(_MAY_LABEL):
        nodes = without_labels(nodes)
    if "redacted" in roles:
        nodes = [
            node
            for at, node in enumerate(nodes)
            if not (at and node.role == nodes[at - 1].role == "redacted")
        ]
    return nodes
