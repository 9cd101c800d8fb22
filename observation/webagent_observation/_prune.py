"""A page without the parts that are left out, each of them announced where it would stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ._anchor import anchors
from ._choice import left_out
from ._elision import Elision
from ._node import Node
from ._parts import Branch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ._outline import Outline
    from ._parts import Part

_SOME_REF = 9_999


def prune(
    outline: Outline,
    roots: tuple[Node, ...],
    branches: Sequence[Branch],
    label: Callable[[str], int] | None = None,
) -> tuple[tuple[Node, ...], tuple[Elision, ...]]:
    """Return what is shown of a page, with what is not, each run of it announced.

    Args:
        outline: the page.
        roots: its nodes.
        branches: its branches, each after the one it is in, marked where they are shown.
        label: gives an elision its number; without it all have the same, which does to measure.
    """
    return _Pruning(outline, roots, [b for b in branches if b.shown]).pruned(label)


class _Pruning:
    def __init__(
        self, outline: Outline, roots: tuple[Node, ...], branches: Sequence[Branch]
    ) -> None:
        self._outline = outline
        self._roots = roots
        self._branches = branches
        self._elisions: dict[Part, Elision] = {}
        self._shown: dict[Branch, list[Node]] = {}

    def pruned(
        self, label: Callable[[str], int] | None
    ) -> tuple[tuple[Node, ...], tuple[Elision, ...]]:
        runs = [run for branch in self._branches for run in left_out(branch)]
        runs.sort(key=lambda run: (run[0].first, run[0].start))
        if label is None:
            elisions = [self._elision(run) for run in runs]
        else:
            names = anchors(self._outline, {run[0].first for run in runs})
            elisions = [self._elision(run, label, names[run[0].first]) for run in runs]
        self._elisions = {run[0]: elision for run, elision in zip(runs, elisions, strict=True)}
        for branch in reversed(self._branches):
            self._shown[branch] = self._what_is_shown(branch)
        return tuple(self._shown[self._branches[0]]), tuple(elisions)

    def _elision(
        self, run: Sequence[Part], label: Callable[[str], int] | None = None, name: str = ""
    ) -> Elision:
        above, start, end = run[0].parent, run[0].start, run[-1].end
        assert above is not None, "the page itself is never left out"
        if above.text:
            key, nodes = f"{name}:{start}-{end}", (self._outline.nodes[above.first],)
        else:
            key, nodes = f"{name}+{end - start}", self._children(above)[start:end]
        stretch = (start, end) if above.text else None
        return Elision(_SOME_REF if label is None else label(key), key, nodes, stretch)

    def _what_is_shown(self, branch: Branch) -> list[Node]:
        """Return a branch without what is left out of it; of a text, its pieces."""
        if branch.first < 0:
            return self._parts(branch)
        node = self._outline.nodes[branch.first]
        if not branch.text:
            return [replace(node, children=tuple(self._parts(branch)))]
        pieces = self._pieces(branch)
        if node.role == "text":
            return pieces
        beginning = branch.text[: branch.lead]
        field = "name" if branch.text == node.name else "value"
        return [replace(node, **{field: beginning}, children=tuple(pieces))]

    def _parts(self, branch: Branch) -> list[Node]:
        children = self._children(branch)
        shown = list(children[: branch.lead])
        for part in branch.parts:
            if part in self._elisions:
                shown.append(Node("text", str(self._elisions[part])))
            elif isinstance(part, Branch):
                shown += self._shown.get(part, ())
            elif part.shown:
                shown += children[part.start : part.end]
        return shown

    def _pieces(self, branch: Branch) -> list[Node]:
        text, start = branch.text, branch.lead
        pieces: list[Node] = []
        for part in branch.parts:
            if part in self._elisions:
                if part.start > start:
                    pieces.append(Node("text", text[start : part.start].rstrip("\n")))
                elision = self._elisions[part]
                pieces.append(Node("text", str(elision)))
                start = elision.stretch[1] if elision.stretch else part.end
        if start < len(text):
            pieces.append(Node("text", text[start:]))
        return pieces

    def _children(self, branch: Branch) -> tuple[Node, ...]:
        return self._roots if branch.first < 0 else self._outline.nodes[branch.first].children
