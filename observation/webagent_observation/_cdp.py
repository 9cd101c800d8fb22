"""Sessions of the Chrome DevTools Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from playwright.async_api import Frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Page


class Session(Protocol):
    """What is used of Playwright's `CDPSession`, with the types it leaves out."""

    async def send(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the answer to a command. Raises Playwright's `Error` if the browser refuses."""
        ...

    def on(self, event: str, f: Callable[[dict[str, Any]], None]) -> None:
        """Call `f` at each event of this name."""
        ...

    def remove_listener(self, event: str, f: Callable[[dict[str, Any]], None]) -> None:
        """Call `f` no more."""
        ...

    async def detach(self) -> None:
        """Close it. Raises Playwright's `Error` if it is closed."""
        ...


async def open_session(target: Page | Frame) -> Session:
    """Return a session with a page, or with a frame that is in a process of its own.

    Raises:
        playwright.async_api.Error: the browser is not Chromium, the target is gone, or the frame is
            in the process of the frame around it.
    """
    page = target.page if isinstance(target, Frame) else target
    return cast("Session", await page.context.new_cdp_session(target))
