"""A page without a browser: parsed with BeautifulSoup over lxml, matched with soupsieve."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from ._static_describe import describe
from ._static_selectors import Unmatchable, pattern, subject
from ._static_tree import compose_tree, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ._element import PageElement
    from ._static_tree import Place


class StaticPage:
    """The elements of an HTML file, as far as they are known without scripts and style sheets.

    A browser may differ: the parser repairs broken markup in its own way, state such as focus is
    not there, and selectors in `unsupported` cannot be evaluated at all. Selectors match inside
    one tree, so none reaches into a declarative shadow root.
    """

    def __init__(self, places: Sequence[Place], url: str) -> None:
        self.url = url
        self.engine: Literal["static"] = "static"
        self.elements: tuple[PageElement, ...] = describe(places)
        self._places = places
        self._unsupported: dict[str, None] = {}
        self._matches: dict[str, frozenset[int] | None] = {}
        self._index: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, place in enumerate(places):
            self._index["tag", place.tag.name.lower()].append(number)
            self._index["id", words(place.tag, "id")].append(number)
            for name in set(words(place.tag, "class").split()):
                self._index["class", name].append(number)

    @classmethod
    def parse(cls, html: str | bytes, url: str = "") -> StaticPage:
        """Parse a page; any text is one, as in a browser."""
        return cls(compose_tree(html), url)

    @property
    def unsupported(self) -> tuple[str, ...]:
        """The selectors asked for so far that a browser could evaluate and this engine cannot."""
        return tuple(self._unsupported)

    async def matches(self, selectors: Sequence[str]) -> Mapping[str, frozenset[int] | None]:
        """Return which elements each complex selector matches, None if it cannot be evaluated."""
        for selector in selectors:
            if selector not in self._matches:
                self._matches[selector] = self._match(selector)
        return {selector: self._matches[selector] for selector in selectors}

    def _match(self, selector: str) -> frozenset[int] | None:
        compiled = pattern(selector)
        if isinstance(compiled, Unmatchable):
            if compiled is Unmatchable.UNSUPPORTED:
                self._unsupported[selector] = None
            return frozenset() if compiled is Unmatchable.NEVER else None
        key = subject(compiled)
        numbers = range(len(self._places)) if key is None else self._index.get(key, ())
        # One call for all: what the engine learns of one element's surroundings serves the next.
        found = {id(tag) for tag in compiled.filter([self._places[n].tag for n in numbers])}
        return frozenset(number for number in numbers if id(self._places[number].tag) in found)
