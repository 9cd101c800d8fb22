"""Whether an address brings its page back as it was."""

from __future__ import annotations

from typing import Protocol


class Stability(Protocol):
    """Remembers of addresses whether loading them again showed the same page."""

    def stable(self, url: str, /) -> bool | None:
        """Return what is known of an address; `None` if nothing is."""
        ...

    def learn(self, url: str, stable: bool, /) -> None:
        """Take note of what loading an address showed."""
        ...


class RunStability:
    """What one run has found out; nothing of it is kept."""

    def __init__(self) -> None:
        self._known: dict[str, bool] = {}

    def stable(self, url: str, /) -> bool | None:
        """Return what is known of an address; `None` if nothing is."""
        return self._known.get(url)

    def learn(self, url: str, stable: bool, /) -> None:
        """Take note of what loading an address showed."""
        self._known[url] = stable
