"""What a prompt says whenever it is asked: without what is drawn anew each time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent.models._types import Message

# A site under test is served at whatever port is free; page text stands in a fence with a random
# mark (`webagent.prompting.new_fence`).
_ADDRESS = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\]):\d{1,5}\b")
_MARK = re.compile(r"^=== BEGIN [A-Z ]+ ([0-9a-f]{12}) ===$", re.MULTILINE)


class Stable:
    """Names for what differs from run to run, given in the order in which a prompt has it."""

    def __init__(self, messages: Sequence[Message]) -> None:
        text = "\n".join(message.content for message in messages)
        addresses = dict.fromkeys(_ADDRESS.findall(text))
        marks = dict.fromkeys(_MARK.findall(text))
        self._names = {
            **{address: f"«address {n}»" for n, address in enumerate(addresses, start=1)},
            **{mark: f"«mark {n}»" for n, mark in enumerate(marks, start=1)},
        }
        # Longest first: one port may begin with another.
        self._longest_first = sorted(self._names, key=lambda drawn: -len(drawn))

    def named(self, text: str) -> str:
        """Return a text with names in place of what was drawn."""
        for drawn in self._longest_first:
            text = text.replace(drawn, self._names[drawn])
        return text

    def drawn(self, text: str) -> str:
        """Return a text with what was drawn in place of its names."""
        for drawn, name in self._names.items():
            text = text.replace(name, drawn)
        return text
