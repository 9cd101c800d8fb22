"""Reading the lines that an `EventLog` has written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from webagent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def read_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the number of each line, from 1, and the JSON value on it.

    A last line that was not written to its end is left out, as an `EventLog` that is opened again
    leaves it out.

    Raises:
        UsageError: the file can't be read, or is damaged; the message says where.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.") from error
    # Not splitlines of a text: it also splits at U+2028 and others, which stand in page text.
    for number, line in enumerate(content.split(b"\n")[:-1], 1):
        try:
            yield number, json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path} is damaged: line {number} is not JSON.") from error
