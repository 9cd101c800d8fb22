"""Browser fixtures: pytest-playwright's, with the browser this machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from webagent_observation import Reading, Registry, register_mask

from webagent.browser import BrowserOptions, find_browser, open_session, switches
from webagent.guard import NetworkPolicy
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Playwright
    from webagent_observation import Document

    from webagent.browser import Session


@pytest_asyncio.fixture(scope="session")
async def playwright(playwright: Playwright) -> AsyncGenerator[Playwright]:
    """Playwright, knowing the selector that masks pictures."""
    await register_mask(playwright)
    yield playwright


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], playwright: Playwright
) -> dict[str, Any]:
    """Launch arguments with the browser that the product would find."""
    program = find_browser(playwright)
    return {**browser_type_launch_args, "executable_path": program, "args": switches()}


@pytest.fixture
def registry() -> Registry:
    """A registry of a run of its own."""
    return Registry()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def session() -> AsyncGenerator[Session]:
    """The product's browser session, free to read everything; one for all tests that act."""

    async def everything(_document: Document, /) -> Reading:
        return Reading()

    local = ("http://127.0.0.1:*", "http://localhost:*")
    options = BrowserOptions(network=NetworkPolicy(allowed=local))
    async with open_session(options, everything, Secrets()) as session:
        await session.start("about:blank")
        yield session
