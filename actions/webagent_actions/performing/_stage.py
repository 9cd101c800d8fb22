"""What an action needs of the browser session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from pathlib import Path

    from playwright.async_api import Page
    from webagent_observation import Registry

    from .._situation import Situation

ACTION_TIMEOUT_MS = 4_000
"""How long one question to the browser may take."""


class Stage(Protocol):
    """What an action needs of the browser session."""

    @property
    def page(self) -> Page:
        """The page of the active tab."""
        ...

    @property
    def registry(self) -> Registry:
        """Where refs lead."""
        ...

    async def until_dialog(self, operation: Awaitable[None]) -> None:
        """Run an operation to its end, or until a dialog holds it up; then it ends later."""
        ...

    async def answer_dialog(self, *, accept: bool, text: str | None) -> None:
        """Answer the open dialog."""
        ...

    async def goto(self, url: str) -> None:
        """Open an address in the active tab."""
        ...

    async def go_back(self) -> None:
        """Go back one page in the active tab."""
        ...

    async def go_home(self) -> None:
        """Open the page where the task began, in the active tab."""
        ...

    async def close_tab(self) -> None:
        """Close the active tab; the one it was opened from becomes the active one."""
        ...

    def file(self, name: str) -> Path:
        """Return the file the user gave under this name. Raises `KeyError` if there is none."""
        ...

    async def switch_tab(self, number: int) -> None:
        """Make another tab the active one."""
        ...

    async def look(self, *, quiet_ms: int | None = None) -> Situation:
        """Wait until the page has settled, and observe it."""
        ...
