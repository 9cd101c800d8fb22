"""HTML parsed without a browser, as the composed tree that a browser would show.

Source: HTML Living Standard, sections 4.10.4 (labels), 4.10.17 (form owner) and 4.12.3 (declarative
shadow roots); DOM Living Standard, section 4.2.2 (slots).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Tag

from .._soup import soup_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_INERT = frozenset({"noscript", "template"})


@dataclass(slots=True)
class Tree:
    """A document or a shadow tree: selectors match inside of it and never across its border."""

    soup: BeautifulSoup
    host: Tag | None = None
    ids: dict[str, Tag] = field(default_factory=dict[str, Tag])
    """The first element with each id."""


@dataclass(slots=True)
class Place:
    """Where an element stands."""

    tag: Tag
    tree: Tree
    parent: Tag | None
    """In the composed tree."""


def compose_tree(html: str | bytes) -> list[Place]:
    """Return every element in document order, that of a shadow tree after its host.

    What is inert in a browser with scripts is left out: the contents of templates and noscript.
    """
    soup = _soup(html)
    _complete(soup)
    places: list[Place] = []
    _walk(Tree(soup), places)
    return places


def words(tag: Tag, name: str) -> str:
    """Return an attribute as written, nothing where it is missing."""
    value: Any = tag.get(name)
    return value if isinstance(value, str) else ""


def children(tag: Tag) -> Iterator[Tag]:
    """Yield the child elements."""
    for child in tag.children:
        if isinstance(child, Tag):
            yield child


def _soup(html: str | bytes) -> BeautifulSoup:
    return soup_of(html, multi_valued_attributes=None)


def _complete(soup: BeautifulSoup) -> None:
    """Add what every HTML document has: `html`, `head` and `body`."""
    root = next(children(soup), None)
    if root is None or root.name != "html":
        content = [node.extract() for node in list(soup.children)]
        root = soup.new_tag("html")
        soup.append(root)
        root.extend(content)
    named = {child.name: child for child in children(root)}
    if "head" not in named:
        root.insert(0, soup.new_tag("head"))
    if "body" not in named and "frameset" not in named:
        root.append(soup.new_tag("body"))


def _walk(tree: Tree, places: list[Place]) -> None:
    """Append the places of a tree, and of the shadow trees in it.

    The walk keeps its own stack: a page may be nested deeper than Python calls.
    """
    stack: list[tuple[Tag, Tag | None]] = [
        (child, tree.host) for child in reversed(list(children(tree.soup)))
    ]
    while stack:
        tag, parent = stack.pop()
        places.append(Place(tag, tree, parent))
        tree.ids.setdefault(words(tag, "id"), tag)
        shadow = _shadow(tag)
        slots: dict[str, Tag] = {}
        if shadow is not None:
            first = len(places)
            _walk(shadow, places)
            for place in places[first:]:
                if place.tree is shadow and place.tag.name == "slot":
                    slots.setdefault(words(place.tag, "name"), place.tag)
        if tag.name not in _INERT:
            stack.extend(
                (child, slots.get(words(child, "slot"), tag))
                for child in reversed(list(children(tag)))
            )


def _shadow(host: Tag) -> Tree | None:
    """Take a declarative shadow root out of its host, which stops seeing it."""
    for child in list(children(host)):
        if child.name == "template" and re.fullmatch(
            "open|closed", words(child, "shadowrootmode"), re.IGNORECASE
        ):
            child.extract()
            soup = BeautifulSoup("", "lxml", multi_valued_attributes=None)
            soup.extend([node.extract() for node in list(child.children)])
            return Tree(soup, host)
    return None
