"""Runs, sessions and sites for the agent's tests, all of them in one browser."""

from __future__ import annotations

import os
from contextlib import AsyncExitStack, ExitStack
from typing import TYPE_CHECKING, Any, Protocol

import pytest
import pytest_asyncio
from starlette.responses import JSONResponse
from webagent_observation import Reading

from tests.support.site import Resource, serve_site
from webagent import Agent, BrowserOptions, RunResult, ScriptedActor
from webagent.browser import Session, open_session_in
from webagent.demo import DemoShop, serve_shop
from webagent.guard import NetworkPolicy
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator, Iterable, Mapping
    from pathlib import Path

    from playwright.async_api import Browser
    from webagent_actions import Situation
    from webagent_observation import Document, ReadingPolicy

    from webagent import Actor

LOCAL_SITES = NetworkPolicy(allowed=("http://127.0.0.1:*", "http://localhost:*"))
"""The sites of the tests, which are several in one run, as those of the open web are."""
WELL_KNOWN = "/.well-known/agent-permissions.json"


class Play(Protocol):
    """Run the agent on an address, by a script or another actor."""

    async def __call__(
        self,
        url: str,
        script: Iterable[str] = (),
        *,
        actor: Actor | None = None,
        task: str = "a task",
        **settings: Any,
    ) -> RunResult: ...


class Browse(Protocol):
    """Open an address in a session of its own."""

    async def __call__(
        self, url: str, *, reading: ReadingPolicy = ..., secrets: Secrets | None = None
    ) -> tuple[Session, Situation]: ...


class Serve(Protocol):
    """Serve a site, with a manifest at the well-known path if there is one."""

    def __call__(
        self, resources: Mapping[str, Resource] | str, policy: Mapping[str, Any] | None = None
    ) -> str: ...


@pytest.fixture(autouse=True)
def _own_environment(  # pyright: ignore[reportUnusedFunction]
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No settings of the user's, and folders of the test's own."""
    for name in os.environ:
        if name.startswith(("OPENAI_", "WEBAGENT_")):
            monkeypatch.delenv(name)
    for folder in ("state", "cache", "config", "data"):
        monkeypatch.setenv(f"XDG_{folder.upper()}_HOME", str(tmp_path / folder))


@pytest.fixture
def play(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Runs in the shared browser: starting one costs more than most of what is tested."""

    def in_shared(options: BrowserOptions, *settings: Any) -> Any:
        return open_session_in(browser, options, *settings)

    monkeypatch.setattr("webagent.run.open_session", in_shared)
    return _player(tmp_path)


@pytest.fixture
def play_alone(tmp_path: Path) -> Play:
    """Runs in a browser of their own, as the product starts it."""
    return _player(tmp_path)


def _player(folder: Path) -> Play:
    runs = 0

    async def run(
        url: str,
        script: Iterable[str] = (),
        *,
        actor: Actor | None = None,
        task: str = "a task",
        **settings: Any,
    ) -> RunResult:
        nonlocal runs
        runs += 1
        settings.setdefault("run_dir", folder / f"run-{runs}")
        settings.setdefault("browser", BrowserOptions(network=LOCAL_SITES))
        by = ScriptedActor(script) if actor is None else actor
        return await Agent(task, url=url, actor=by, **settings).run()

    return run


async def read_everything(_document: Document) -> Reading:
    """A reading policy that withholds nothing."""
    return Reading()


@pytest_asyncio.fixture
async def browse(browser: Browser) -> AsyncGenerator[Browse]:
    async with AsyncExitStack() as stack:

        async def browse(
            url: str,
            *,
            reading: ReadingPolicy = read_everything,
            secrets: Secrets | None = None,
        ) -> tuple[Session, Situation]:
            options = BrowserOptions(network=LOCAL_SITES)
            opened = open_session_in(browser, options, reading, secrets or Secrets())
            session = await stack.enter_async_context(opened)
            return session, await session.start(url)

        yield browse


@pytest.fixture
def serve() -> Generator[Serve]:
    with ExitStack() as stack:

        def serve(
            resources: Mapping[str, Resource] | str, policy: Mapping[str, Any] | None = None
        ) -> str:
            pages: dict[str, Resource] = (
                {"/": resources} if isinstance(resources, str) else dict(resources)
            )
            if policy is not None:
                pages[WELL_KNOWN] = JSONResponse(policy)
            return stack.enter_context(serve_site(pages))

        yield serve


@pytest.fixture(scope="session")
def running_shop() -> Generator[DemoShop]:
    with serve_shop() as shop:
        yield shop


@pytest.fixture
def shop(running_shop: DemoShop) -> DemoShop:
    """The demo shop as it is at the start."""
    running_shop.reset()
    return running_shop
