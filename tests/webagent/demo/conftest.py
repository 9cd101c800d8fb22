"""One real shop on 127.0.0.1 for the whole folder, put back to its start before each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from bs4 import BeautifulSoup, Tag

from webagent.demo import DemoShop, serve_shop

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


@pytest.fixture(scope="session")
def running_shop() -> Generator[DemoShop]:
    with serve_shop() as shop:
        yield shop


@pytest.fixture
def shop(running_shop: DemoShop) -> DemoShop:
    running_shop.reset()
    return running_shop


@pytest.fixture
def client(shop: DemoShop) -> Generator[httpx.Client]:
    """A visitor that keeps cookies and follows redirects, as a browser does."""
    with httpx.Client(base_url=shop.url, follow_redirects=True, trust_env=False) as client:
        yield client


@pytest.fixture
def soup(client: httpx.Client) -> Callable[[str], BeautifulSoup]:
    """Fetch a page that must exist, parsed."""

    def fetch(path: str) -> BeautifulSoup:
        response = client.get(path)
        assert response.status_code == 200, path
        return BeautifulSoup(response.text, "lxml")

    return fetch


@pytest.fixture
def one() -> Callable[[BeautifulSoup, str], Tag]:
    """The one element a selector finds on a page."""

    def find(page: BeautifulSoup, selector: str) -> Tag:
        found = page.select(selector)
        assert len(found) == 1, f"{selector}: {len(found)} elements"
        return found[0]

    return find
