"""The browser as every technique gets it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from webagent.browser import find_browser

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from playwright.async_api import Browser, Page, Playwright

VIEWPORT = (1280, 800)
# Saved pages name hosts on the internet, which must neither answer nor be waited for.
ARGUMENTS = (
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
)
# Half a second without a change, at most ten.
SETTLED = """() => new Promise((resolve) => {
  const started = performance.now();
  let count = -1, since = started;
  const check = () => {
    const now = performance.now(), length = document.documentElement.outerHTML.length;
    if (length !== count) { count = length; since = now; }
    if (now - since > 500 || now - started > 10000) resolve(document.querySelectorAll("*").length);
    else setTimeout(check, 100);
  };
  check();
})"""


def program(playwright: Playwright) -> Path:
    """Return the Chromium that all are measured in. Raises `BrowserMissing`."""
    return find_browser(playwright)


async def launch(playwright: Playwright) -> Browser:
    """Start it as the product does."""
    return await playwright.chromium.launch(
        executable_path=program(playwright), args=list(ARGUMENTS)
    )


@asynccontextmanager
async def opened(browser: Browser, url: str) -> AsyncGenerator[Page]:
    """Yield the page in a context of its own, once it has settled."""
    width, height = VIEWPORT
    context = await browser.new_context(viewport={"width": width, "height": height})
    try:
        page = await context.new_page()
        response = await page.goto(url, timeout=120_000)
        if response is not None and not response.ok:
            # An error page would be measured just as well.
            raise RuntimeError(f"{url} answered {response.status}")
        await page.evaluate(SETTLED)
        yield page
    finally:
        await context.close()
