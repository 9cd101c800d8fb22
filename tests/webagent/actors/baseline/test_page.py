"""Controls with what stands beside them, and the entries of what a page lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio
from webagent_observation import Registry, observe

from webagent.actors.baseline._page import Page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Page as BrowserPage

    Read = Callable[[str], Awaitable[Page]]


@pytest_asyncio.fixture
async def read(page: BrowserPage) -> Read:
    async def read(html: str) -> Page:
        await page.set_content(html)
        return Page.of(await observe(page, Registry()))

    return read


async def test_an_unlabelled_field_is_named_by_the_text_before_it(read: Read) -> None:
    page = await read("<p>City</p><input id=a><p>Street</p><input id=b><button>Go</button>")
    assert [field.label for field in page.fields] == ["City", "Street"]


async def test_so_is_one_in_a_table(read: Read) -> None:
    page = await read("<table><tr><td>City<td><input><tr><td>ZIP<td><input></table>")
    assert [field.label for field in page.fields] == ["City", "ZIP"]


async def test_the_heading_may_be_a_link(read: Read) -> None:
    page = await read("<h2>Teas</h2><h1><a href=/>Shop</a></h1>")
    assert page.heading == "Shop"


async def test_an_unlabelled_box_is_named_by_the_text_after_it(read: Read) -> None:
    page = await read("<p>Extras</p><div><input type=checkbox> Milk</div>")
    assert [control.label for control in page.controls] == ["Milk"]


async def test_list_items_with_links_are_entries_outside_of_the_site_frame(read: Read) -> None:
    page = await read(
        "<nav><ul><li><a href=/x>Menu</a></ul></nav>"
        "<ul><li><a href=/1>One</a> £1</li><li><a href=/2>Two</a> £2</li><li>no link</li></ul>"
    )
    assert [entry.text for entry in page.entries] == ["One £1", "Two £2"]


async def test_links_with_texts_after_them_are_entries_without_a_list(read: Read) -> None:
    page = await read(
        "<button>Search</button>"
        "<div><a href=/1>One</a><p>first</p><p>more</p></div>"
        "<div><a href=/2>Two</a><p>second</p></div>"
    )
    assert [entry.headline.node.name for entry in page.entries] == ["One", "Two"]


async def test_the_links_of_a_paragraph_are_no_entries(read: Read) -> None:
    page = await read("<p>See <a href=/1>one</a> and <a href=/2>two</a> for more.</p>")
    assert page.entries == ()


async def test_the_links_of_a_pager_are_no_entries(read: Read) -> None:
    page = await read(
        "<ul><li><a href=/1>One</a></li></ul>"
        "<ul><li><a href=?1>1</a><li><a href=?2>2</a><li><a href=?2>&gt;</a></ul>"
    )
    assert [entry.headline.node.name for entry in page.entries] == ["One"]
    assert page.next_page is not None
    assert page.next_page.node.name == ">"


async def test_the_headline_is_the_telling_link_of_those_to_one_address(read: Read) -> None:
    page = await read(
        "<ul><li><a href=/p/blue-cup><img alt=''></a><a href=/p/blue-cup>Blue cup</a>"
        "<a href=/r>Read all of its five reviews</a></li></ul>"
    )
    assert [entry.headline.node.name for entry in page.entries] == ["Blue cup"]


async def test_under_a_modal_dialog_only_its_controls_count(read: Read) -> None:
    page = await read(
        "<button>Behind</button><dialog id=d><button>Inside</button></dialog>"
        "<script>d.showModal()</script>"
    )
    assert [control.node.name for control in page.controls] == ["Inside"]


async def test_the_heading_is_the_first_of_the_highest_level(read: Read) -> None:
    page = await read("<h2>Aside</h2><h1>Cups</h1><h1>More</h1>")
    assert page.heading == "Cups"


async def test_disabled_and_read_only_fields_are_not_for_typing(read: Read) -> None:
    page = await read("<input disabled><input readonly><input aria-label=Open>")
    assert [field.node.name for field in page.fields] == ["Open"]
