"""The events of a run, as they were recorded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from webagent.errors import EnvironmentFailure

if TYPE_CHECKING:
    from pathlib import Path

    from webagent.recording import EventData


def run_events(folder: Path) -> tuple[EventData, ...]:
    """Return the events in the folder of a run that has ended, in order.

    Raises:
        EnvironmentFailure: the record can't be read, or is damaged.
    """
    path = folder / "events.jsonl"
    try:
        # Not splitlines of a text: it also splits at U+2028 and others, which stand in page text.
        lines = path.read_bytes().rstrip(b"\n").split(b"\n")
        return tuple(json.loads(line) for line in lines)
    except OSError as error:
        raise EnvironmentFailure(f"{path} can't be read: {error.strerror}.") from error
    except ValueError as error:
        raise EnvironmentFailure(f"{path} is damaged: {error}.") from error
