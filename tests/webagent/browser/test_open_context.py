"""Sessions that follow each other in one context: what the one left, the next does not meet."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from webagent_actions import parse, perform

from tests.webagent.conftest import LOCAL_SITES, read_everything
from tests.webagent.runs import ref_of
from webagent.browser import BrowserOptions, open_context
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, Page, Response
    from webagent_actions import Situation

    from tests.webagent.conftest import Serve
    from webagent.browser import OpenContext, Session

SITE = {
    "/": """<p>first</p>
      <button onclick="alert('hello')">Ask</button>
      <a href=/second target=_blank>Second</a>
      <script>
        sessionStorage.setItem('left', 'here'); localStorage.setItem('kept', 'here');
        window.name = 'left'; history.pushState(null, '', '/pushed');
        addEventListener('beforeunload', (event) => event.preventDefault());
      </script>""",
    "/asking": "<script>alert('at once')</script>",
    "/busy": "<script>setTimeout(() => { for (;;) {} })</script>",
    "/second": "<p>second</p><button onclick='this.remove()'>Go</button>",
}
_LEFT = "() => [history.length, sessionStorage.length, window.name, localStorage.length]"


@pytest_asyncio.fixture
async def one(browser: Browser) -> AsyncGenerator[OpenContext]:
    async with open_context(browser, BrowserOptions(network=LOCAL_SITES)) as context:
        yield context


def heard(_response: Response) -> None: ...


async def click(session: Session, page: Situation, role: str, name: str) -> Situation:
    (action,) = parse(f"click [{ref_of(page, role, name)}]")
    return (await perform(action, page, session)).situation


async def test_the_next_session_has_the_tab_as_if_nothing_had_been_opened_in_it(
    one: OpenContext, serve: Serve
) -> None:
    url = serve(SITE)
    seen: list[tuple[Page, Situation]] = []
    documents: list[list[str]] = []
    for path in ("/", "/second"):
        told: list[str] = []
        documents.append(told)
        listening = one.session(
            read_everything, Secrets(), lambda response, told=told: told.append(response.url)
        )
        async with listening as session:
            page = await session.start(f"{url}{path}")
            seen.append((session.page, page))
            if path == "/":
                # The page heard a person, so that it may ask whether it is to be left.
                page = await click(session, page, "button", "Ask")
                assert page.dialog is not None
                await session.answer_dialog(accept=True, text=None)
                continue
            assert await session.page.evaluate(_LEFT) == [1, 0, "", 1]
            page = await click(session, page, "button", "Go")
            assert page.happened.events == ()
    (first, _), (second, page) = seen
    assert first is second
    assert documents == [[f"{url}/"], [f"{url}/second"]]
    assert not page.can_go_back
    assert [(tab.number, tab.active) for tab in page.tabs] == [(1, True)]
    assert min(page.observation.refs) == 1


@pytest.mark.parametrize("path", ["asking", "busy"])
async def test_a_page_that_blocks_itself_as_it_comes_does_not_hold_up_a_session(
    one: OpenContext, serve: Serve, path: str
) -> None:
    url = serve(SITE)
    async with one.session(read_everything, Secrets(), heard) as session:
        await session.start(f"{url}/second")
    async with one.session(read_everything, Secrets(), heard) as session:
        async with asyncio.timeout(5):
            await session.open(f"{url}/{path}")


@pytest.mark.parametrize("leave", ["a dialog", "another tab", "an endless script"])
async def test_however_a_session_ends_the_next_begins_on_a_tab_of_its_own(
    one: OpenContext, serve: Serve, leave: str
) -> None:
    url = serve(SITE)
    async with one.session(read_everything, Secrets(), heard) as session:
        page = await session.start(url)
        if leave == "a dialog":
            await click(session, page, "button", "Ask")
        elif leave == "another tab":
            await click(session, page, "link", "Second")
        elif leave == "an endless script":
            await session.page.evaluate("setTimeout(() => { for (;;) {} })")
    async with one.session(read_everything, Secrets(), heard) as session:
        page = await session.start(f"{url}/second")
        assert page.dialog is None
        assert not page.trouble
        assert len(page.tabs) == 1
        page = await click(session, page, "button", "Go")
        assert "Go" not in page.observation.text
