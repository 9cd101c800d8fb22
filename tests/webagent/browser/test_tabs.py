"""Tabs: the agent goes where a person would find themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import parse, perform
from webagent_observation import Reading

from tests.webagent.runs import assert_complete, events_of, outcomes_of, ref_of
from webagent import Limits, Status

if TYPE_CHECKING:
    from webagent_observation import Document

    from tests.webagent.conftest import Browse, Play, Serve

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


async def test_closing_a_tab_leads_back_to_its_opener(browse: Browse, serve: Serve) -> None:
    site = {
        "/": "<p>first</p><a href=/b target=_blank>B</a><a href=/c target=_blank>C</a>",
        "/b": "<p>b</p>",
        "/c": "<p>c</p>",
    }
    session, page = await browse(serve(site))
    for action in (f"click [{ref_of(page, 'link', 'B')}]", "switch_tab [1]"):
        (parsed,) = parse(action)
        page = (await perform(parsed, page, session)).situation
    for action in (f"click [{ref_of(page, 'link', 'C')}]", "close_tab"):
        (parsed,) = parse(action)
        outcome = await perform(parsed, page, session)
        page = outcome.situation
    assert "tab 3 was closed; tab 1 is now the active one" in outcome.changes
    assert page.observation.text.startswith("first")


async def test_what_a_page_in_the_background_opens_stays_there(
    browse: Browse, serve: Serve
) -> None:
    url = serve(SITE)
    session, page = await browse(url)
    first = session.page
    for action in (f"click [{ref_of(page, 'link', 'Second')}]",):
        (parsed,) = parse(action)
        page = (await perform(parsed, page, session)).situation
    async with first.expect_popup():
        await first.evaluate("window.open('/second') && null")
    seen = await session.look()
    assert "tab 3 was opened in the background" in seen.happened.events
    assert [tab.active for tab in seen.tabs] == [False, True, False]


async def test_the_status_of_a_new_tab_s_page_is_told(browse: Browse, serve: Serve) -> None:
    """The response of a new tab's first page comes before the tab itself."""
    session, page = await browse(serve({"/": "<a href=/none target=_blank>Open</a>"}))
    (click,) = parse(f"click [{ref_of(page, 'link', 'Open')}]")
    assert "the server answered HTTP 404" in (await perform(click, page, session)).changes


@pytest.mark.slow
@pytest.mark.parametrize("leave", [True, False])
async def test_closing_a_tab_that_asks_is_up_to_the_agent(
    browse: Browse, serve: Serve, leave: bool
) -> None:
    site = {
        "/": "<p>first</p><a href=/draft target=_blank>Open</a>",
        "/draft": "<p>draft</p><input aria-label=Text>"
        "<script>onbeforeunload = (event) => event.preventDefault()</script>",
    }
    session, page = await browse(serve(site))
    (click,) = parse(f"click [{ref_of(page, 'link', 'Open')}]")
    page = (await perform(click, page, session)).situation
    (typed,) = parse(f"type [{ref_of(page, 'textbox', 'Text')}] [x]")
    page = (await perform(typed, page, session)).situation
    (close,) = parse("close_tab")
    asked = await perform(close, page, session)
    assert "a dialog opened (beforeunload)" in str(asked)
    (answer,) = parse(f"dialog [{'on' if leave else 'off'}]")
    answered = await perform(answer, asked.situation, session)
    assert answered.situation.observation.text.startswith("first" if leave else "draft")
    assert len(answered.situation.tabs) == (1 if leave else 2)


async def test_going_home(browse: Browse, serve: Serve) -> None:
    session, page = await browse(serve({"/": "<a href=/b>On</a>", "/b": "<p>away</p>"}))
    assert not page.can_go_home
    (click,) = parse(f"click [{ref_of(page, 'link', 'On')}]")
    page = (await perform(click, page, session)).situation
    assert page.can_go_home
    (home,) = parse("go_home")
    assert "On" in (await perform(home, page, session)).situation.observation.text


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
