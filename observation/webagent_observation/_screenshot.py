"""Pictures of a page without what may not be seen."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from playwright.async_api import Error as PlaywrightError

from ._registry import page_script
from ._snapshot import read_everything

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import Frame, Locator, Page, Playwright

    from ._registry import Registry
    from ._snapshot import ReadingPolicy

_ENGINE = "webagent_masked"
_TIMEOUT_MS = 5_000
_QUALITY = 72


async def register_mask(playwright: Playwright) -> None:
    """Teach Playwright the selector that finds what a picture must not show.

    Called once, before the first page is opened. The selector runs in an isolated world, where the
    page can't see the secrets it looks for.
    """
    engine = f"""{{
      queryAll(root, body) {{
        const options = JSON.parse(decodeURIComponent(body));
        return ({page_script()})().masked(options);
      }},
      query(root, body) {{ return this.queryAll(root, body)[0] ?? null; }},
    }}"""
    await playwright.selectors.register(_ENGINE, script=engine, content_script=True)


async def screenshot(
    page: Page,
    registry: Registry,
    reading: ReadingPolicy = read_everything,
    secrets: Sequence[str] = (),
) -> bytes | None:
    """Return a JPEG of the viewport, with withheld content and secrets painted over.

    Returns `None` when no picture could be taken or a part of the page could not be masked: rather
    no picture than one that shows too much.
    """
    try:
        async with asyncio.timeout(_TIMEOUT_MS / 1000):
            masks = [
                await _mask(frame, registry, reading, secrets)
                for frame in page.frames
                if not frame.is_detached()
            ]
        return await page.screenshot(
            type="jpeg",
            quality=_QUALITY,
            scale="css",
            mask=masks,
            mask_color="#3b3f46",
            animations="allow",
            timeout=_TIMEOUT_MS,
        )
    except (PlaywrightError, TimeoutError):
        return None


async def _mask(
    frame: Frame, registry: Registry, reading: ReadingPolicy, secrets: Sequence[str]
) -> Locator:
    allowed = await reading(await registry.document(frame))
    options = json.dumps({"content": allowed.content, "secrets": list(secrets)})
    return frame.locator(f"{_ENGINE}={quote(options, safe='')}")
