"""What is on the shelves, and how lists of it are sorted and searched."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

Fetch = Callable[[str], BeautifulSoup]


def names(page: BeautifulSoup) -> list[str]:
    return [link.get_text(strip=True) for link in page.select(".card h3 a")]


def prices(page: BeautifulSoup) -> list[int]:
    found = [price.get_text() for price in page.select(".card .price strong")]
    return [int(re.sub(r"\D", "", text)) for text in found]


def ratings(page: BeautifulSoup) -> list[float]:
    found = [re.search(r"\d\.\d", card.get_text()) for card in page.select(".card .rating")]
    return [float(match.group()) if match else 0.0 for match in found]


def test_exactly_one_green_tea_is_cheapest_and_it_can_be_bought(soup: Fetch) -> None:
    page = soup("/category/green-tea")
    lowest = min(prices(page))
    assert prices(page).count(lowest) == 1
    card = page.select(".card")[prices(page).index(lowest)]
    assert "Kirishima Bancha" in card.get_text()
    assert "Sold out" not in card.get_text()
    # The answer must not hide in first place, nor depend on the size of the pack.
    assert names(page)[0] != "Kirishima Bancha"


def test_the_cheapest_green_tea_is_also_the_cheapest_by_weight(soup: Fetch) -> None:
    per_gram: dict[str, float] = {}
    for link in soup("/category/green-tea").select(".card h3 a"):
        options = soup(str(link["href"])).select("#variant option")
        for text in (option.get_text() for option in options):
            pack = re.match(r"(\d+) g — £(\d+)\.(\d\d)", text)
            assert pack, text
            grams, pence = int(pack[1]), int(pack[2] + pack[3])
            slug = str(link["href"])
            per_gram[slug] = min(per_gram.get(slug, 1e9), pence / grams)
    assert min(per_gram, key=lambda slug: per_gram[slug]) == "/product/kirishima-bancha"
    assert len(per_gram) == 8


def test_cheaper_things_that_only_sound_like_green_tea_lie_elsewhere(soup: Fetch) -> None:
    cheapest = min(prices(soup("/category/green-tea")))
    found = soup("/search?q=green")
    shelf = dict(zip(names(found), prices(found), strict=True))
    for decoy in ("Green Tea Whisk", "Black Tea, Green Label", "Green Rooibos"):
        assert shelf[decoy] < cheapest
        assert decoy not in names(soup("/category/green-tea"))


@pytest.mark.parametrize("category", ["green-tea", "teapots-and-ware"])
@pytest.mark.parametrize(("order", "reverse"), [("price-asc", False), ("price-desc", True)])
def test_sorting_by_price(soup: Fetch, category: str, order: str, reverse: bool) -> None:
    page = soup(f"/category/{category}?sort={order}")
    assert prices(page) == sorted(prices(page), reverse=reverse)
    chosen = page.select("#sort option[selected]")
    assert [option["value"] for option in chosen] == [order]


def test_sorting_by_rating_puts_the_unrated_last(soup: Fetch) -> None:
    page = soup("/category/oolong?sort=rating")
    assert ratings(page) == sorted(ratings(page), reverse=True)
    assert ratings(page)[-1] == 0.0


def test_an_unknown_order_is_the_shelf_order(soup: Fetch) -> None:
    assert names(soup("/category/oolong?sort=%22%3E")) == names(soup("/category/oolong"))


def test_search_needs_every_word(soup: Fetch) -> None:
    # The matcha is "whisked" in its summary only, so it comes after the whisk.
    assert names(soup("/search?q=GREEN+whisk")) == ["Green Tea Whisk", "Ceremonial Matcha"]
    assert names(soup("/search?q=green+zeppelin")) == []


def test_the_shelves_are_full_and_mostly_reviewed(soup: Fetch) -> None:
    slugs = ("green-tea", "black-tea", "oolong", "herbal", "teapots-and-ware")
    cards = [card for slug in slugs for card in soup(f"/category/{slug}").select(".card")]
    assert len(cards) >= 24
    unrated = [card for card in cards if "No reviews yet" in card.get_text()]
    assert 0 < len(unrated) < len(cards) / 4
