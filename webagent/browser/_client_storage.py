"""What a site keeps in the browser: cookies, local storage and session storage."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from ._protocol import open_protocol

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from playwright.async_api import Page

_READ = """() => {
  try {
    return { origin: window.origin, entries: Object.entries(window.sessionStorage) };
  } catch {
    return null;
  }
}"""
"""A document without an origin of its own has no storage, and throws when it is asked for it."""

_FILL = """(kept => {
  try {
    if (window.origin !== kept.origin || window !== window.top) return;
    window.sessionStorage.clear();
    for (const [name, value] of kept.entries) window.sessionStorage.setItem(name, value);
  } catch {}
})"""


@dataclass(frozen=True, slots=True)
class ClientStorage:
    """Cookies and local storage of a context, and the session storage of one page."""

    state: Mapping[str, Any] = field(repr=False)
    """In Playwright's format."""
    origin: str = ""
    """Of the page; empty where it has no storage."""
    session: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Names and values of its session storage."""

    @property
    def digest(self) -> str:
        """A hash of what is stored where; when a cookie expires does not count."""
        cookies = sorted(
            (cookie["domain"], cookie["path"], cookie["name"], cookie["value"])
            for cookie in self.state.get("cookies", ())
        )
        local = sorted(
            (origin["origin"], entry["name"], entry["value"])
            for origin in self.state.get("origins", ())
            for entry in origin["localStorage"]
        )
        told = json.dumps([cookies, local, self.origin, sorted(self.session)])
        return blake2b(told.encode(errors="replace"), digest_size=8).hexdigest()


async def session_storage_of(page: Page) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a page's origin and its session storage; nothing where it can have none.

    Raises:
        playwright.async_api.Error: the page is gone or is navigating.
    """
    told = cast("dict[str, Any] | None", await page.evaluate(_READ))
    if told is None:
        return "", ()
    return told["origin"], tuple((name, value) for name, value in told["entries"])


@asynccontextmanager
async def filled_session_storage(page: Page, storage: ClientStorage) -> AsyncGenerator[None]:
    """Give the documents a page opens in this block the session storage, before their scripts run.

    It is a page's own: another page of the same site begins without. Later documents find what
    was left there, as they always do.

    Raises:
        playwright.async_api.Error: the page is gone.
    """
    kept = json.dumps({"origin": storage.origin, "entries": storage.session})
    async with open_protocol(page) as protocol:
        # Without this domain the script is forgotten when the page changes its process.
        await protocol.send("Page.enable")
        added = await protocol.send(
            "Page.addScriptToEvaluateOnNewDocument", {"source": f"{_FILL}({kept})"}
        )
        yield
        await protocol.send("Page.removeScriptToEvaluateOnNewDocument", added)
