"""Simplifying pages made by hand. Pure: no browser is needed for it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, cast

from webagent_observation import Document, Registry, Snapshot, render, simplify
from webagent_observation._registry import DocumentHead
from webagent_observation._snapshot import FrameSnapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.async_api import Frame, JSHandle
    from webagent_observation import Node


def raw(role: str, *children: Any, **fields: Any) -> dict[str, Any]:
    """Return a raw node with what is in it, as the page script defines it."""
    node: dict[str, Any] = {"role": role, **fields}
    if children:
        node["children"] = list(children)
    return node


def control(role: str, name: str = "", number: int = 1, *children: Any, **fields: Any) -> Any:
    """Return the raw node of something that can be acted on."""
    return raw(role, *children, name=name, id=number, **fields)


def document() -> Document:
    """Return a document without a browser behind it."""
    return Document(cast("Frame", None), cast("JSHandle", None), DocumentHead("", ()))


def frame_of(parts: Sequence[Any], title: str = "") -> FrameSnapshot:
    """Return the snapshot of a frame with these parts, in a document of its own."""
    return FrameSnapshot(document(), "", title, list(parts), frozenset(), 0)


def page_of(*parts: Any, inner: Mapping[int, FrameSnapshot] | None = None) -> Snapshot:
    """Return the snapshot of a page, with its frames by the numbers of their elements."""
    main = frame_of(parts)
    frames = inner or {}
    return Snapshot(main, {(main.document, number): frames[number] for number in frames}, ())


def simplified(*parts: Any, inner: Mapping[int, FrameSnapshot] | None = None) -> tuple[Node, ...]:
    """Return the nodes of a page with these parts."""
    return simplify(page_of(*parts, inner=inner), Registry())


def lines(*parts: Any, **options: Any) -> list[str]:
    """Return the lines of text of a page with these parts."""
    return render(simplified(*parts), **options).splitlines()


def walk(parts: Sequence[Any]) -> Iterator[Any]:
    """Yield every part, raw nodes and strings, in reading order."""
    for part in parts:
        yield part
        if isinstance(part, dict):
            yield from walk(cast("dict[str, Any]", part).get("children", []))


def number(parts: Sequence[Any]) -> None:
    """Give everything that can be acted on, options included, its number in reading order."""
    numbers = count(1)
    for part in walk(parts):
        if isinstance(part, dict):
            node = cast("dict[str, Any]", part)
            if "id" in node:
                node["id"] = next(numbers)
            for option in node.get("options", []):
                if "id" in option:
                    option["id"] = next(numbers)


def serialise(parts: Sequence[Any], start: int = 1) -> None:
    """Give every raw node its serial."""
    serials = count(start)
    for part in walk(parts):
        if isinstance(part, dict):
            part["serial"] = next(serials)
