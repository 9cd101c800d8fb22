"""A second page: what happens in it touches the first only once it takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.webagent.conftest import Browse, Serve

SITE = {
    "/": "<input aria-label=Name>",
    "/second": "<p>second page</p>",
    "/opens": "<p>opener</p><script>window.open('/second')</script>",
}


async def test_the_first_page_is_left_as_it_is(browse: Browse, serve: Serve) -> None:
    url = serve(SITE)
    session, _ = await browse(url)
    page = session.page
    await page.fill("input", "Ada")
    async with session.ways_back.aside():
        await session.goto(f"{url}/second")
        seen = await session.look()
        assert "second page" in seen.observation.text
        assert [(tab.number, tab.active) for tab in seen.tabs] == [(1, True)]
        assert seen.happened.events == ()
    seen = await session.look()
    assert session.page is page
    assert '"Ada"' in seen.observation.text
    assert [(tab.number, tab.active) for tab in seen.tabs] == [(1, True)]
    assert seen.happened.events == ()


async def test_kept_it_takes_the_number_of_the_tab(browse: Browse, serve: Serve) -> None:
    url = serve(SITE)
    session, _ = await browse(url)
    page = session.page
    async with page.expect_event("close"):
        async with session.ways_back.aside() as aside:
            await session.goto(f"{url}/second")
            aside.keep()
        seen = await session.look()
    assert "second page" in seen.observation.text
    assert [(tab.number, tab.active) for tab in seen.tabs] == [(1, True)]
    async with page.context.expect_page():
        await session.page.evaluate("window.open('/') && null")
    assert [tab.number for tab in (await session.look()).tabs] == [1, 2]


async def test_what_it_opened_goes_with_it(browse: Browse, serve: Serve) -> None:
    url = serve(SITE)
    session, _ = await browse(url)
    page = session.page
    async with session.ways_back.aside():
        async with page.context.expect_page():
            await session.goto(f"{url}/opens")
        assert len((await session.look()).tabs) == 2
    seen = await session.look()
    assert session.page is page
    assert [(tab.number, tab.active) for tab in seen.tabs] == [(1, True)]


async def test_a_tab_opened_from_the_first_page_closes_to_the_one_that_was_kept(
    browse: Browse, serve: Serve
) -> None:
    url = serve(SITE)
    session, _ = await browse(url)
    async with session.page.context.expect_page():
        await session.page.evaluate("window.open('/second') && null")
    assert [tab.active for tab in (await session.look()).tabs] == [False, True]
    await session.switch_tab(1)
    async with session.ways_back.aside() as aside:
        await session.goto(f"{url}/second")
        aside.keep()
    kept = session.page
    await session.switch_tab(2)
    await session.close_tab()
    await session.look()
    assert session.page is kept
