"""A page as facts: what a decision, a lint or a draft has to know of its elements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LONGEST_VALUE = 500
"""Attribute values are cut at this many characters."""
LONGEST_TEXT = 120
"""Texts of elements are cut at this many characters."""


@dataclass(frozen=True, slots=True)
class PageElement:
    """One element of the composed tree of a page.

    `index` and `parent` are places in `Page.elements`; the parent of a slotted element is its
    slot, that of the children of a shadow root the host. `tag` and the names of the attributes are
    lower case. `text` is what the element shows or is called, on one line, and empty for a mere
    container of blocks. `form` is the form it belongs to, by its `form` attribute or by ancestry;
    `control` what a label labels. `visible` is true wherever that cannot be known. `path` is a
    short CSS path for people, with ` >>> ` where it enters a shadow tree.
    """

    index: int
    parent: int | None
    tag: str
    attributes: Mapping[str, str]
    text: str
    form: int | None
    control: int | None
    visible: bool
    path: str


class Page(Protocol):
    """A document with its shadow trees, and an engine that matches selectors on it."""

    @property
    def url(self) -> str:
        """The address of the document, empty if it has none."""
        ...

    @property
    def engine(self) -> Literal["browser", "static"]:
        """Who matches selectors: only a browser is exact."""
        ...

    @property
    def elements(self) -> tuple[PageElement, ...]:
        """Every element, in document order."""
        ...

    async def matches(self, selectors: Sequence[str]) -> Mapping[str, frozenset[int] | None]:
        """Return which elements each complex selector matches, None if it cannot be evaluated."""
        ...


def ancestors(element: PageElement, page: Page) -> Iterator[PageElement]:
    """Yield the ancestors of an element in the composed tree, nearest first."""
    parent = element.parent
    while parent is not None:
        above = page.elements[parent]
        yield above
        parent = above.parent
