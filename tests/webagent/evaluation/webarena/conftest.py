"""Stub sites, and sessions in the shared browser."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Protocol

import pytest
import pytest_asyncio

from benchmarks._playing import Played, play, task_of
from benchmarks._webarena_stubs import Stubs, serve_stubs
from tests.webagent.conftest import read_everything
from webagent.browser import open_session_in
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator, Iterable
    from pathlib import Path

    from playwright.async_api import Browser

    from webagent.browser import BrowserOptions, Session
    from webagent.evaluation import Suite


class OpenSession(Protocol):
    """Open a session with options of its own; it ends with the test."""

    async def __call__(self, options: BrowserOptions) -> Session: ...


class PlayTask(Protocol):
    """Play the task of an id by a script."""

    async def __call__(self, suite: Suite, task_id: str, script: Iterable[str]) -> Played: ...


@pytest.fixture
def stubs() -> Generator[Stubs]:
    with serve_stubs() as stubs:
        yield stubs


@pytest_asyncio.fixture
async def open_one(browser: Browser) -> AsyncGenerator[OpenSession]:
    async with AsyncExitStack() as stack:

        async def open_one(options: BrowserOptions) -> Session:
            opening = open_session_in(browser, options, read_everything, Secrets())
            return await stack.enter_async_context(opening)

        yield open_one


@pytest.fixture
def play_task(browser: Browser, tmp_path: Path) -> PlayTask:
    async def play_task(suite: Suite, task_id: str, script: Iterable[str]) -> Played:
        async with suite.stage() as stage:
            return await play(browser, stage, task_of(suite, task_id), script, tmp_path)

    return play_task
