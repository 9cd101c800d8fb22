"""What the report shows of looking ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.webagent.recording.searching import record_search
from webagent.recording import RunRecord

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page


async def test_a_search_is_kept_with_its_step(tmp_path: Path) -> None:
    tree = await record_search(tmp_path, searches=2)

    [step] = RunRecord.read(tmp_path).steps
    assert [search["tree"] for search in step.searches] == [tree, tree]


async def test_the_tree_is_drawn_in_the_card_of_its_step(page: Page, tmp_path: Path) -> None:
    tree = await record_search(tmp_path)
    await page.goto((tmp_path / "report.html").as_uri())
    search = page.locator("#step-1 .search")

    await expect(search).to_contain_text("Looked ahead 5 actions tried or predicted, 9 model calls")
    await expect(search).to_contain_text("Done before for good: login")
    nodes = search.locator(".looked")
    await expect(nodes).to_have_count(len(tree["nodes"]))
    for index, words in enumerate(
        [
            "8.0 #2 From here",
            "× #3 click [3] · safe · not permitted robots.txt disallows /admin",
            "8.0 #4 click [1] link “Teas” · best · safe · 4 visits · /teas",
            "6.3 #7 click [4] · to be decided on · commit · predicted · 1 visit",
            "× #8 click [5] · safe · leads nowhere the element is covered",
            "2.0 #9 click [6] · safe · 1 visit",
            "8.0 #5 click [2] · safe the same state as #4",
            "– #6 click [9] · safe · not tried · prior 0.10",
        ]
    ):
        told = " ".join((await nodes.nth(index).inner_text()).replace("value", "").split())
        assert told.startswith(words)
    beneath = search.get_by_role("list").get_by_role("list").locator("code")
    await expect(beneath).to_have_text(["click [4]", "click [5]", "click [6]"])


async def test_it_fits_a_phone(page: Page, tmp_path: Path) -> None:
    await record_search(tmp_path)
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.goto((tmp_path / "report.html").as_uri())

    assert await page.evaluate("document.documentElement.scrollWidth") == 360
