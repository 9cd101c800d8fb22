"""The suite on its stage, in the browser of the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.webagent.evaluation.injection.played import Played

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser
    from pytest import TempPathFactory


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def played(browser: Browser, tmp_path_factory: TempPathFactory) -> AsyncGenerator[Played]:
    """The suite, ready to be played."""
    async with Played(browser, tmp_path_factory.mktemp("injection")) as played:
        yield played
