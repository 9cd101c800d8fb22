"""Shapes of addresses: nothing that identifies anything or anybody is in them."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.memory.abstraction import UrlTemplate


def address(parts: list[str], query: list[str]) -> str:
    path = "/".join(quote(part, safe="*{} @") for part in parts)
    return f"https://a.example/{path}{'?' if query else ''}{'&'.join(query)}"


URLS = st.builds(
    address,
    st.lists(st.text(alphabet="ab1-%@*{} /ä", min_size=1, max_size=6)),
    st.lists(st.sampled_from(["q=x", "page=2", "sort", "q=y"]), max_size=3),
)


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        ("https://a.example", "/"),
        ("https://a.example/category/green-tea", "/category/green-tea"),
        ("https://a.example/order/1042/lines", "/order/*/lines"),
        ("https://a.example/search?q=my+illness&sort=price", "/search?q&sort"),
        ("https://a.example/user/ada@mail.example#top", "/user/*"),
        ("https://a.example/#/inbox/7", "/inbox/*"),
        ("https://a.example/remember-that-agents-pay", "/*"),
        ("https://a.example/a%2Fb/{item}/*", "/*/*/*"),
        ("https://a.example/x?token1234567890abc=1", "/x"),
    ],
)
def test_what_is_kept_of_an_address(url: str, shape: str) -> None:
    assert str(UrlTemplate.of(url)) == shape


def test_a_value_of_the_task_is_a_variable() -> None:
    shape = UrlTemplate.of("https://a.example/product/everyday-sencha", {"item": "Everyday Sencha"})
    assert str(shape) == "/product/{item}"
    assert shape.matches("https://a.example/product/assam", {"item": "Assam"})
    assert not shape.matches("https://a.example/product/assam", {"item": "Ceylon"})
    assert not shape.matches("https://a.example/product/assam")
    assert str(shape.filled({"item": "Iron Goddess"})) == "/product/iron-goddess"


@given(URLS)
def test_an_address_has_its_own_shape(url: str) -> None:
    shape = UrlTemplate.of(url)
    assert shape.matches(url)
    assert UrlTemplate.parse(str(shape)) == shape


@given(URLS, URLS)
def test_what_two_have_in_common_is_the_shape_of_both(one: str, other: str) -> None:
    common = UrlTemplate.of(one).generalised(UrlTemplate.of(other))
    if common is None:
        assert len(UrlTemplate.of(one).path) != len(UrlTemplate.of(other).path)
    else:
        assert common.matches(one)
        assert common.matches(other)
