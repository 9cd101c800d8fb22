"""The addresses that a run has come across, so that none is made up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webagent_actions import Situation

MOST = 20_000
"""Addresses that are remembered; the oldest of the pages are forgotten first."""
_IN_TEXT = re.compile(r"https?://[^\s<>\"'“”‘’«»`]+", re.IGNORECASE)
_NO_END = ".,;:!?)]}"


class Addresses:
    """Those that the user gave, those of the pages that were seen, and those of their links."""

    def __init__(self, given: Iterable[str]) -> None:
        """Begin with what the user gave: addresses, and texts that may name some."""
        self._given = frozenset(found for text in given for found in addresses_in(text))
        # In the order they were last seen; a dict, since a set has none.
        self._seen: dict[str, None] = {}

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self._given.union(self._seen)

    def see(self, situation: Situation) -> None:
        """Remember the addresses of a page, of its links and of the other tabs."""
        observation = situation.observation
        links = (node.href for node in observation.refs.values() if node.href is not None)
        for address in (*links, *(tab.url for tab in situation.tabs), observation.url):
            self._seen.pop(address, None)
            self._seen[address] = None
        for address in list(self._seen)[: max(len(self._seen) - MOST, 0)]:
            del self._seen[address]


def addresses_in(text: str) -> list[str]:
    """Return the http(s) addresses in a text, without the punctuation that follows them."""
    return [_without_end(match[0]) for match in _IN_TEXT.finditer(text)]


def _without_end(address: str) -> str:
    while address[-1] in _NO_END and not _opened(address):
        address = address[:-1]
    return address


def _opened(address: str) -> bool:
    """Whether the bracket at its end belongs to the address: it was opened there."""
    pair = {")": "(", "]": "[", "}": "{"}.get(address[-1])
    return pair is not None and address.count(pair) >= address.count(address[-1])
