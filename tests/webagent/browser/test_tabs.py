"""Tabs: the agent goes where a person would find themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import parse, perform
from webagent_observation import Reading

from tests.webagent.runs import assert_complete, events_of, outcomes_of, ref_of
from webagent import Limits, Proposal, Status

if TYPE_CHECKING:
    from playwright.async_api import Browser
    from webagent_observation import Document

    from tests.webagent.conftest import Browse, Play, Serve
    from webagent import State

SITE = {
    "/": "<p>first page</p><a href=/second target=_blank>Second</a>"
    "<button onclick=\"window.open('/second')\">Open</button>",
    "/second": '<p>second page</p><button onclick="window.close()">Close</button>',
}


@pytest.mark.parametrize("opener", ['link "Second"', 'button "Open"'])
async def test_the_agent_follows_a_new_tab_and_returns_when_it_closes(
    play: Play, serve: Serve, opener: str
) -> None:
    result = await play(serve(SITE), [f"click [{opener}]", 'click [button "Close"]', "stop [back]"])
    opened, closed, _ = outcomes_of(result)
    assert opened.startswith("tab 2 opened and is now the active one; the page is now “Test” at ")
    assert closed.startswith("tab 2 was closed; tab 1 is now the active one")
    texts = [event["text"] for event in events_of(result, "observed")]
    assert [text.split("\n")[0] for text in texts] == ["first page", "second page", "first page"]


async def test_the_agent_can_switch_and_each_tab_keeps_its_number(
    browse: Browse, serve: Serve
) -> None:
    session, page = await browse(serve(SITE))
    assert not page.can_go_back
    assert [tab.number for tab in page.tabs] == [1]
    for _ in range(2):
        (click,) = parse(f"click [{ref_of(page, 'link', 'Second')}]")
        page = (await perform(click, page, session)).situation
        (switch,) = parse("switch_tab [1]")
        page = (await perform(switch, page, session)).situation
        assert "first page" in page.observation.text
    assert [(tab.number, tab.active) for tab in page.tabs] == [(1, True), (2, False), (3, False)]
    assert page.tabs[1].url.endswith("/second")
    with pytest.raises(KeyError):
        await session.switch_tab(9)


async def test_a_new_tab_has_no_way_back(browse: Browse, serve: Serve) -> None:
    session, page = await browse(serve(SITE))
    (click,) = parse(f"click [{ref_of(page, 'link', 'Second')}]")
    assert not (await perform(click, page, session)).situation.can_go_back


async def test_going_back_is_offered_as_far_as_there_are_pages(
    browse: Browse, serve: Serve
) -> None:
    pages = {"/": "<a href=/b>On</a>", "/b": "<a href=/c>On</a>", "/c": "<p>the end</p>"}
    session, page = await browse(serve(pages))
    ways: list[bool] = []
    for _ in range(2):
        (click,) = parse(f"click [{ref_of(page, 'link', 'On')}]")
        page = (await perform(click, page, session)).situation
        ways.append(page.can_go_back)
    for _ in range(2):
        (back,) = parse("go_back")
        page = (await perform(back, page, session)).situation
        ways.append(page.can_go_back)
    assert ways == [True, True, True, False]


@pytest.mark.parametrize("delay", [0, 50])
async def test_a_tab_that_closes_itself_leaves_the_agent_where_it_was(
    play: Play, serve: Serve, delay: int
) -> None:
    popup = f"<p>gone soon</p><script>setTimeout(() => window.close(), {delay})</script>"
    url = serve({**SITE, "/second": popup})
    result = await play(url, ['click [button "Open"]', "stop [x]"], limits=Limits(seconds=20))
    assert result.status is Status.DONE
    last = events_of(result, "observed")[-1]
    assert last["text"].startswith("first page")
    assert last["url"] == next(tab["url"] for tab in last["tabs"] if tab["active"])


async def test_a_tab_that_closes_while_it_is_read_is_not_what_is_seen(
    browse: Browse, serve: Serve
) -> None:
    async def close_second(document: Document) -> Reading:
        if document.head.url.endswith("/second"):
            await document.frame.page.close()
        return Reading()

    session, page = await browse(serve(SITE), reading=close_second)
    (click,) = parse(f"click [{ref_of(page, 'button', 'Open')}]")
    seen = (await perform(click, page, session)).situation
    assert seen.observation.text.startswith("first page")
    assert [(tab.number, tab.active) for tab in seen.tabs] == [(1, True)]


async def test_a_tab_that_opens_while_another_is_read_is_what_is_seen(
    browse: Browse, serve: Serve
) -> None:
    async def open_second(document: Document) -> Reading:
        page = document.frame.page
        if document.head.url.endswith("/") and len(page.context.pages) == 1:
            async with page.context.expect_page():
                await page.evaluate("window.open('/second') && null")
        return Reading()

    _, page = await browse(serve(SITE), reading=open_second)
    assert page.observation.text.startswith("second page")
    assert [(tab.number, tab.active) for tab in page.tabs] == [(1, False), (2, True)]


async def test_the_last_tab_being_closed_ends_the_run(
    play: Play, serve: Serve, browser: Browser
) -> None:
    class Closer:
        name = "closer"

        async def propose(self, state: State, k: int = 1) -> list[Proposal]:
            await browser.contexts[-1].pages[0].close()
            return [Proposal(parse(f"click [{ref_of(state.situation, 'button', 'Open')}]"))]

    result = await play(serve(SITE), actor=Closer(), limits=Limits(seconds=20))
    assert result.status is Status.ERROR
    assert result.reason == "the page was closed"
    assert_complete(result)


async def test_windows_without_end_are_closed_again(
    play: Play, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webagent.browser._tabs.MAX_TABS", 3)
    flood = "<p>flood</p><script>for (let i = 0; i < 9; i++) window.open('/empty')</script>"
    url = serve({"/": flood, "/empty": "<p>empty</p>"})
    result = await play(url, ["stop [enough]"], limits=Limits(seconds=30))
    assert result.status is Status.DONE
    (seen,) = events_of(result, "observed")
    assert len(seen["tabs"]) == 3
    assert "the site opened more than 3 tabs; the newest were closed" in seen["events"]
    assert_complete(result)
