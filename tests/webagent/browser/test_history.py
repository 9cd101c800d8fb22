"""The session history of a tab (HTML, 7.4.1.1 Session history), as the browser keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from tests.webagent.conftest import Browse, Serve
    from webagent.browser import History, Session

SITE = {path: f"<p>page {path}</p>" for path in ("/", "/b", "/c")}


async def told(session: Session) -> History:
    history = await session.ways_back.history()
    assert history is not None
    return history


async def test_going_to_an_entry(browse: Browse, serve: Serve) -> None:
    url = serve(SITE)
    session, _ = await browse(f"{url}/")
    first = (await told(session)).current
    for path in ("/b", "/c"):
        await session.goto(url + path)
        await session.look()
    history = await told(session)
    assert first.url == f"{url}/"
    assert history.current.url == f"{url}/c"
    assert history.steps_to(first.number) == -2
    assert history.steps_to(0) is None
    await session.ways_back.travel(first.number)
    seen = await session.look()
    assert "page /" in seen.observation.text
    assert not seen.can_go_back
    assert (await told(session)).steps_to(history.current.number) == 2
    await session.ways_back.travel(history.entries[-2].number)
    assert (await session.look()).can_go_back


async def test_entries_of_one_document(browse: Browse, serve: Serve) -> None:
    """Nothing is loaded on the way between entries of `pushState`."""
    session, _ = await browse(serve("<input aria-label=Name>"))
    first = (await told(session)).current
    await session.page.fill("input", "Ada")
    await session.page.evaluate("history.pushState(null, '', '#on')")
    assert (await told(session)).steps_to(first.number) == -1
    await session.ways_back.travel(first.number)
    assert '"Ada"' in (await session.look()).observation.text


async def test_an_entry_that_there_is_not(browse: Browse, serve: Serve) -> None:
    session, _ = await browse(serve(SITE))
    with pytest.raises(PlaywrightError):
        await session.ways_back.travel(987_654)
    assert (await session.look()).observation.text.startswith("page /")


async def test_under_a_dialog_it_is_not_told(browse: Browse, serve: Serve) -> None:
    session, _ = await browse(serve("<button onclick='alert(1)'>Ask</button>"))
    await session.until_dialog(session.page.click("button"))
    assert await session.ways_back.history() is None
    await session.answer_dialog(accept=True, text=None)
    assert await session.ways_back.history() is not None
