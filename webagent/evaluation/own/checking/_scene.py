"""How a task was left, and where to look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._placeholders import SITE, filled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from webagent.evaluation import End
    from webagent.recording import EventData


@dataclass(frozen=True, slots=True)
class Scene:
    """What checks rest on."""

    end: End
    events: Sequence[EventData]
    """Of the run."""
    start: str
    """The address that the task began at."""
    site: str
    """The address of the site that the suite started; empty if there is none."""
    database: Path | None
    """That site's."""
    folder: Path
    """Files that the suite names are relative to it."""
    secrets: Mapping[str, str]
    address: Callable[[str], str]
    """Returns an address of the suite file as it is now."""

    def fill(self, text: str) -> str:
        """Return a text with the address of the site in its place."""
        return filled(text, {SITE: self.site})
