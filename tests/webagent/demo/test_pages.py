"""What holds for every page: it can be reached, stands alone, is labelled and escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from webagent.demo import DemoShop

Fetch = Callable[[str], BeautifulSoup]

HOSTILE = '<script>alert("1")</script>{{ 7*7 }}&amp;\'"><img src=x onerror=y>'
WITHOUT_HEADER = {"/stores/map"}


@pytest.fixture(scope="module")
def pages(running_shop: DemoShop) -> dict[str, httpx.Response]:
    """Every page that links, frames and pictures lead to, from the front page on."""
    running_shop.reset()
    client = httpx.Client(base_url=running_shop.url, follow_redirects=True, trust_env=False)
    client.post(
        "/product/everyday-sencha/cart", data={"variant": "everyday-sencha-50-g", "quantity": "1"}
    )
    seen: dict[str, httpx.Response] = {}
    queue = ["/"]
    while queue:
        path = queue.pop()
        if path in seen:
            continue
        seen[path] = client.get(path)
        if seen[path].headers["content-type"].startswith("text/html"):
            found = BeautifulSoup(seen[path].text, "lxml").select("[href], [src]")
            addresses = [str(tag.get("href") or tag.get("src")) for tag in found]
            queue += [address.split("#")[0] for address in addresses if address[0] == "/"]
    client.close()
    return seen


def test_every_page(pages: dict[str, httpx.Response]) -> None:
    assert len([path for path in pages if path.startswith("/product/")]) >= 24
    assert {"/cart", "/checkout", "/account", "/stores", "/stores/map", "/orders/1001"} <= set(
        pages
    )
    for path, response in pages.items():
        assert response.status_code == 200, path
        if not response.headers["content-type"].startswith("text/html"):
            continue
        page = BeautifulSoup(response.text, "lxml")
        links = page.select('head > link[rel="agent-permissions"]')
        assert [link["href"] for link in links] == ["/.well-known/agent-permissions.json"], path
        assert page.select_one("html[lang] > head > title"), path
        assert len(page.select("main")) == 1, path
        if path not in WITHOUT_HEADER:
            assert len(page.select("h1")) == 1, path
            assert page.select_one('form[role="search"][method="get"] [name="q"]'), path
        for field in page.select("input:not([type=hidden]), select, textarea"):
            assert page.select_one(f'label[for="{field["id"]}"]'), (path, field)
        for picture in page.select("img"):
            assert picture.has_attr("alt"), (path, picture)
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len(ids) == len(set(ids)), path


def test_nothing_is_fetched_from_elsewhere(pages: dict[str, httpx.Response]) -> None:
    # An SVG must name its namespace, which looks like an address but is never fetched.
    namespace = "http://www.w3.org/2000/svg"
    for path, response in pages.items():
        text = response.text.replace(namespace, "")
        assert not re.search(r"https?:|(?:href|src|action)=\"//|url\(\s*[\"']?(?:/|\w)", text), path


@pytest.mark.parametrize(
    "path", ["/nowhere", "/product/nothing", "/category/nothing", "/orders/9", "/orders/x", "/a/b"]
)
def test_what_is_not_there_is_a_page_that_says_so(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "<h1>Not Found</h1>" in response.text
    assert client.get("/pictures/nothing.svg").status_code == 404


def test_the_wrong_method_names_the_right_one(client: httpx.Client) -> None:
    # RFC 9110, section 15.5.6: a 405 answer must carry Allow.
    response = client.post("/product/genmaicha")
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]


def test_search_text_is_escaped(client: httpx.Client, soup: Fetch) -> None:
    response = client.get("/search", params={"q": HOSTILE})
    page = BeautifulSoup(response.text, "lxml")
    field = page.select_one("#search")
    assert field is not None
    assert field["value"] == HOSTILE
    assert HOSTILE in page.get_text()
    assert page.select("img[onerror]") == []
    assert len(page.select("script")) == 1


def test_a_review_is_stored_shown_and_escaped(
    shop: DemoShop, client: httpx.Client, soup: Fetch
) -> None:
    before = shop.reviews_count("genmaicha")
    response = client.post("/product/genmaicha/reviews", data={"rating": "2", "text": HOSTILE})
    assert [step.status_code for step in response.history] == [303]
    page = BeautifulSoup(response.text, "lxml")
    first = page.select("#reviews li")[0]
    assert first.select(".review-text")[0].get_text() == HOSTILE
    assert "Robin Ashdown" in first.get_text()
    assert page.select("img[onerror]") == []
    assert shop.reviews_count("genmaicha") == before + 1


@pytest.mark.parametrize(
    ("rating", "text"), [("", "Nice"), ("6", "Nice"), ("5 ", "Nice"), ("3", " "), ("3", "x" * 1001)]
)
def test_a_review_that_is_not_one_is_refused_in_place(
    shop: DemoShop, client: httpx.Client, rating: str, text: str
) -> None:
    before = shop.reviews_count()
    data = {"rating": rating, "text": text}
    response = client.post("/product/genmaicha/reviews", data=data)
    assert response.status_code == 400
    assert 'role="alert"' in response.text
    assert shop.reviews_count() == before


def test_the_shop_finder_answers_inside_its_frame(soup: Fetch) -> None:
    frame = soup("/stores").select_one("iframe")
    assert frame is not None
    assert not urlsplit(str(frame["src"])).netloc, "same origin"
    assert len(soup("/stores/map").select(".shops h3")) == 6
    assert len(soup("/stores/map?city=Bath").select(".shops h3")) == 1
    assert "no shop there yet" in soup("/stores/map?city=Atlantis").get_text()


def test_a_notice_waits_for_a_whole_page(client: httpx.Client) -> None:
    client.post(
        "/product/genmaicha/cart",
        data={"variant": "genmaicha-50-g", "quantity": "1"},
        follow_redirects=False,
    )
    assert "Added" not in client.get("/stores/map").text
    assert "Added 1" in client.get("/stores").text


def test_pictures_are_drawn_the_same_each_time_and_each_differently(client: httpx.Client) -> None:
    bancha = client.get("/pictures/kirishima-bancha.svg")
    assert bancha.headers["content-type"] == "image/svg+xml"
    assert BeautifulSoup(bancha.content, "xml").select("svg[viewBox] text")
    assert client.get("/pictures/kirishima-bancha.svg").text == bancha.text
    assert client.get("/pictures/genmaicha.svg").text != bancha.text


def test_robots(client: httpx.Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["content-type"].startswith("text/plain")
    assert response.text.splitlines() == ["User-agent: *", "Disallow: /account/delete"]
