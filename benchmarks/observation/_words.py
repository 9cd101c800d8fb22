"""Whether the words of a page are in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page

_WORD = re.compile(r"\w+")
# As the page shows it, and each of its text nodes on a line of its own.
_READ = """() => {
  if (!document.body) return ["", ""];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode.data);
  return [document.body.innerText, texts.join("\\n")];
}"""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The distinct words a page shows; case says nothing, since CSS may change it."""

    shown: frozenset[str]
    """Of `innerText`, all frames together but the browser's own error pages."""
    written: frozenset[str]
    """Of single text nodes."""

    def missing_from(self, text: str) -> frozenset[str]:
        """Return the words that are not in the text.

        What `innerText` only makes a word of, because two inline elements touch, may also be there
        in its parts.
        """
        told = _words_of(text)
        parts = told & self.written
        return frozenset(
            word for word in self.shown - told if word in self.written or not _made_of(word, parts)
        )

    def share_in(self, text: str) -> float:
        """Return the share of the words that are in the text."""
        return 1 - len(self.missing_from(text)) / len(self.shown) if self.shown else 1.0


async def words_on(page: Page) -> PageWords:
    """Return the words of a page."""
    shown: set[str] = set()
    written: set[str] = set()
    for frame in page.frames:
        if not frame.url.startswith("chrome-error:"):
            inner_text, texts = await frame.evaluate(_READ)
            shown |= _words_of(inner_text)
            written |= _words_of(texts)
    return PageWords(frozenset(shown), frozenset(written))


def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _made_of(word: str, parts: frozenset[str]) -> bool:
    ends = [True, *(False for _ in word)]
    for end in range(1, len(word) + 1):
        ends[end] = any(ends[start] and word[start:end] in parts for start in range(end))
    return ends[-1]
