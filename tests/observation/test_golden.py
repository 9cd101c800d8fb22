"""Pages of many kinds, each with the text a model reads of it, reviewed by eye.

After a change that is meant, `UPDATE_GOLDEN=1 pytest tests/observation/test_golden.py` writes the
texts anew; the difference is then what has to be reviewed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from webagent_observation import observe, settle

from tests.observation.looking import withhold
from tests.support.site import serve_site

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, Page
    from webagent_observation import Registry

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(page.stem for page in GOLDEN.glob("*.html"))

PRIVATE = withhold(".private", allow=(".public",))
"""No page but the one about withholding has elements of these classes."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(browser: Browser) -> AsyncGenerator[Page]:
    """A tab of the size the product gives its own."""
    page = await browser.new_page(viewport={"width": 1280, "height": 800})
    yield page
    await page.close()


@pytest.mark.parametrize("name", NAMES)
async def test_a_page_reads_as_reviewed(page: Page, registry: Registry, name: str) -> None:
    golden = GOLDEN / f"{name}.txt"
    with serve_site((GOLDEN / f"{name}.html").read_text(encoding="utf-8")) as url:
        await page.goto(url)
        await settle(page)
        observation = await observe(page, registry, PRIVATE)
        for ref in observation.refs:
            assert await registry.element(ref)
        again = await observe(page, registry, PRIVATE)
    assert again.text == observation.text
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(f"{observation.text}\n", encoding="utf-8")
    assert f"{observation.text}\n" == golden.read_text(encoding="utf-8")
