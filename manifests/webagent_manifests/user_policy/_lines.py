"""Where in a TOML text a key stands; the reader of the standard library does not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def find_line(text: str, location: Sequence[str | int]) -> int | None:
    """Return the line of the key at a location, or of the table it is missing in.

    Returns None rather than a wrong line where that takes more than looking for headers and keys.
    """
    if '"""' in text or "'''" in text:
        return None
    lines = text.splitlines()
    start, stop = 0, len(lines)
    keys = [part for part in location if isinstance(part, str)]
    if len(location) > 1 and isinstance(location[1], int):
        header = re.compile(rf"\s*\[\[\s*{re.escape(str(location[0]))}\s*\]\]")
        headers = [number for number, line in enumerate(lines) if header.match(line)]
        if location[1] >= len(headers):
            return None
        start = headers[location[1]]
        keys = keys[1:]
        following = (n for n in range(start + 1, len(lines)) if lines[n].lstrip().startswith("[["))
        stop = next(following, stop)
    for key in reversed(keys):
        word = re.compile(
            rf"(?:^|[\s{{,.])[\"']?{re.escape(key)}[\"']?\s*=|\[[\w.\s\"']*\b{re.escape(key)}\s*\]"
        )
        for number in range(start, stop):
            if word.search(lines[number].split("#")[0]) is not None:
                return number + 1
    return start + 1 if len(location) > 1 else None
