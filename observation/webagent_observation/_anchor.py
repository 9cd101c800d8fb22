"""Names for places of a page by which they are found again in the next look at it."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from ._outline import Outline

_BY_REF = re.compile(r"(\d+)\.(\d+)")
_BY_CONTENT = re.compile(r"~[0-9a-f]+\.(\d+)\.(\d+)#(\d+)")
_TOLD = 12


def anchors(outline: Outline, places: Iterable[int]) -> dict[int, str]:
    """Return a name for each of these nodes, the same for as long as its content is.

    It is the first ref at or below the node, and how far below: that pair belongs to no other
    node. What has no ref in it is known by what it says, and by its place among its equals.
    """
    found: dict[int, str] = {}
    without: list[int] = []
    for place in places:
        at = _first_ref(outline, place)
        if at is None:
            without.append(place)
            continue
        height, above = 0, at
        while above != place:
            above = outline.parents[above]
            height += 1
        found[place] = f"{outline.nodes[at].ref}.{height}"
    if without:
        signatures = {place: _signature(outline, place) for place in without}
        names = {outline.nodes[place].name for place in without}
        equals = _with_signature(outline, signatures.values(), names)
        for place, signature in signatures.items():
            found[place] = f"{signature}#{equals[signature].index(place)}"
    return found


def find_anchors(outline: Outline, names: Iterable[str]) -> dict[str, int]:
    """Return the nodes that these names lead to; what is gone is left out."""
    refs: dict[int, list[tuple[str, int]]] = {}
    signatures: dict[str, list[tuple[str, int]]] = {}
    for name in names:
        if match := _BY_REF.fullmatch(name):
            refs.setdefault(int(match[1]), []).append((name, int(match[2])))
        elif match := _BY_CONTENT.fullmatch(name):
            signature = name.partition("#")[0]
            signatures.setdefault(signature, []).append((name, int(match[3])))
    found: dict[str, int] = {}
    if refs:
        for index, node in enumerate(outline.nodes):
            if node.ref in refs:
                for name, height in refs[node.ref]:
                    above = index
                    for _ in range(height):
                        above = -1 if above < 0 else outline.parents[above]
                    if above >= 0 and _first_ref(outline, above) == index:
                        found[name] = above
    if signatures:
        equals = _with_signature(outline, signatures.keys())
        for signature, wanted in signatures.items():
            places = equals.get(signature, [])
            found |= {name: places[nth] for name, nth in wanted if nth < len(places)}
    return found


def _first_ref(outline: Outline, place: int) -> int | None:
    if outline.controls[outline.ends[place]] == outline.controls[place]:
        return None
    nodes = outline.nodes
    return next(at for at in range(place, outline.ends[place]) if nodes[at].ref is not None)


def _signature(outline: Outline, place: int) -> str:
    end = outline.ends[place]
    said = outline.nodes[place : min(end, place + _TOLD)]
    text = "\n".join([f"{node.role}\t{node.name}" for node in said])
    digest = blake2b(text.encode(errors="replace"), digest_size=6).hexdigest()
    return f"~{digest}.{end - place}.{len(outline.nodes[place].name)}"


def _with_signature(
    outline: Outline, signatures: Iterable[str], names: Container[str] | None = None
) -> dict[str, list[int]]:
    """Return where each signature is found, in reading order; `names` helps where it is known."""
    # Few are as large and called as long as one that is looked for; only those are read.
    measures = {tuple(map(int, signature.split(".")[1:])) for signature in signatures}
    found: dict[str, list[int]] = {}
    ends = outline.ends
    for place, node in enumerate(outline.nodes):
        if (names is None or node.name in names) and (
            ends[place] - place, len(node.name)
        ) in measures:  # fmt: skip
            found.setdefault(_signature(outline, place), []).append(place)
    return found
