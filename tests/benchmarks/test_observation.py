"""The benchmark of the observation: what it measures is really there."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.observation import _made_pages
from benchmarks.observation._browsing import ARGUMENTS
from benchmarks.observation._goals import goals_of
from benchmarks.observation._measure import Bench, measure_page
from benchmarks.observation._packaged_pages import PageMissing, find_page
from benchmarks.observation._peers import PEERS, PeerFailed, open_peer
from benchmarks.observation._tables import tables
from benchmarks.observation._tokenizer import count_tokens
from benchmarks.observation._wire import wired_browser
from benchmarks.observation._words import PageWords
from benchmarks.observation.pages import PageAddress, serve_pages
from benchmarks.observation.results import (
    Cost,
    Growth,
    PageResult,
    Quality,
    Report,
    SecondLook,
    Times,
)
from benchmarks.observation.techniques import AriaSnapshot, BareWalk, DomWalk, Ours, OursNew
from tests.support.site import serve_site
from webagent.browser import find_browser

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright


@pytest.mark.parametrize(
    ("html", "least", "most"),
    [
        (_made_pages.shop(), 1_200, 1_400),
        (_made_pages.table(), 34_900, 35_100),
        (_made_pages.nest(), 800, 900),
        (_made_pages.form(), 1_000, 1_300),
        (_made_pages.large(12_500), 12_400, 12_600),
    ],
    ids=["shop", "table", "nest", "form", "large"],
)
def test_made_pages_are_as_large_as_they_say(html: str, least: int, most: int) -> None:
    assert least <= len(re.findall("<[a-z]", html)) <= most
    assert "<input" in html


def test_a_page_that_can_not_be_fetched_is_left_out_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PageMissing, match="npm is not installed"):
        find_page("widgets", tmp_path)
    # The next run tries again.
    assert not (tmp_path / "widgets").exists()

    told: list[str] = []
    with serve_pages(["widgets", "shop"], tmp_path, told.append) as (pages, _):
        assert [page.name for page in pages] == ["shop"]
    assert told == ["widgets is left out: npm is not installed"]


async def test_the_wire_counts_what_the_browser_sends_uncompressed(playwright: Playwright) -> None:
    async with wired_browser(find_browser(playwright), ARGUMENTS) as wire:
        browser = await playwright.chromium.connect_over_cdp(wire.url)
        page = await browser.new_page()
        before = wire.received
        await page.evaluate("'x'.repeat(1_000_000)")
        assert 1_000_000 < wire.received - before < 1_010_000
        await browser.close()


@pytest.mark.slow
async def test_a_page_is_measured_by_every_technique(
    playwright: Playwright, browser: Browser
) -> None:
    bench = Bench(playwright, browser, find_browser(playwright), {}, len, repeat=1, seconds=1)
    html = _made_pages.shop(5, 3)
    with serve_site({"/": html, "/frame": "<html><p>Framed <button>Ok</button>"}) as url:
        result = await measure_page(bench, PageAddress("small", f"{url}/"))

    names = {one.name for one in (Ours, OursNew, AriaSnapshot, BareWalk, DomWalk)}
    assert set(result.costs) == names
    assert result.failures == {}
    ours = result.costs[Ours.name]
    # Counted in tokens by the function that is given.
    assert ours.tokens == ours.characters
    assert ours.text_kept == 1, result.quality.missing_words
    # 8 kinds, the search field and its button, a link and a button each, imprint, the frame's.
    assert ours.actionable == 8 + 2 + 2 * 5 + 1 + 1
    assert ours.wire_bytes
    assert ours.python_bytes
    assert result.second is not None
    assert result.second.told
    assert result.quality.agreement is not None
    assert result.quality.recall is not None


async def test_a_peer_that_is_not_there_says_what_is_missing(playwright: Playwright) -> None:
    browser = find_browser(playwright)
    with pytest.raises(PeerFailed, match="No module named"):
        async with open_peer(PEERS[0], Path(sys.executable), "http://127.0.0.1:9/", browser):
            pass


def test_tokens_are_those_of_the_vocabulary_however_long_the_text() -> None:
    pytest.importorskip("bpe_openai")
    line = 'main\n heading 1 "Green tea"\n link [12] "Kirishima Bancha" (2 of 5)\n'
    # Counted with o200k_base.
    assert count_tokens(line) == 26
    assert count_tokens(line * 10_000) == 260_000
    assert count_tokens("x" * 50_001) == count_tokens("x" * 20_000) * 2 + count_tokens("x" * 10_001)
    assert count_tokens("") == 0


def test_words_that_only_touch_may_be_told_apart() -> None:
    words = PageWords(
        shown=frozenset({"videosyoutube", "tea", "teapot", "green"}),
        written=frozenset({"videos", "youtube", "tea", "teapot", "pot", "green"}),
    )
    assert words.missing_from("Videos\nlink [1] YouTube, GREEN tea") == {"teapot"}
    assert words.missing_from("tea pot, green: videos") == {"videosyoutube", "teapot"}
    assert words.share_in("tea") == 0.25


def _page(name: str, ours_ms: float, *, tokens: int, told: bool = True) -> PageResult:
    def cost(technique: str, milliseconds: float, tokens: int) -> Cost:
        return Cost(technique, Times.of([milliseconds]), tokens=tokens, text_kept=1.0)

    costs = [
        cost(Ours.name, ours_ms, tokens),
        cost(OursNew.name, 50, tokens),
        cost(AriaSnapshot.name, 100, 1000),
        cost(BareWalk.name, 20, 0),
    ]
    second = SecondLook(Times.of([5.0]), Times.of([4.0]), told)
    return PageResult(
        name, 1_000, {one.technique: one for one in costs}, second, Quality(0.995, 1.0)
    )


def test_goals_name_the_page_that_is_worst() -> None:
    growth = Growth((100, 1_000), (1.0, 10.0), 1.0)
    pages = (_page("shop", 28, tokens=300), _page("form", 36, tokens=390, told=False))
    report = Report(pages, {}, growth, {"python": "3"})

    goals = {goal.name: goal for goal in goals_of(report)}

    assert goals["full look to the bare walk, shop"].measured == "1.40×"
    assert goals["look again to the bare walk, shop"].measured == "0.20×"
    assert goals["full look to aria_snapshot, every page"].measured == "0.36× (form)"
    assert goals["second look to the first, one field changed, every page"].measured.startswith(
        "0.10×"
    )
    assert (
        goals["second look to a full one, one field changed, every page"].measured == "0.18× (shop)"
    )
    assert goals["changes told in the second look"].measured == "not on form"
    assert goals["tokens to aria_snapshot, in sum"].measured == "0.34×"
    assert sorted(name for name, goal in goals.items() if not goal.met) == [
        "changes told in the second look",
        "full look to aria_snapshot, every page",
    ]
    # The tables hold a row for each page and for each goal.
    text = tables(report)
    assert "| form | 1,000 | 36.0 / 36.0 |" in text
    assert all(name in text for name in goals)
