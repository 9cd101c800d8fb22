"""The calls that tasks write are parsed against a list of five, and never evaluated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.errors import UsageError
from webagent.evaluation.webarena.scoring._call import THE_PAGE, Call, Place, parse_call

LAST = "http://reddit.example/f/books/1/it's"


def parsed(text: str, place: Place = Place.URL) -> Call:
    return parse_call(text, place, LAST)


def test_the_five_functions_are_read() -> None:
    assert parsed("func:shopping_get_latest_order_url()") == Call(
        "shopping_get_latest_order_url", ()
    )
    assert parsed("func:shopping_get_sku_latest_review_author('B1')", Place.LOCATOR).arguments == (
        "B1",
    )
    assert parsed('func:shopping_get_sku_latest_review_rating("B1")').arguments == ("B1",)
    role = parsed("func:gitlab_get_project_memeber_role(__page__, 'yjlou')", Place.LOCATOR)
    assert role.arguments == (THE_PAGE, "yjlou")


def test_the_last_address_is_put_in_after_parsing() -> None:
    assert parsed("func:reddit_get_post_url('__last_url__')").arguments == (LAST,)


def test_each_placeholder_has_its_place() -> None:
    locator = parsed("func:reddit_get_post_url('__last_url__')", Place.LOCATOR)
    assert locator.arguments == ("__last_url__",)
    with pytest.raises(UsageError):
        parsed("func:gitlab_get_project_memeber_role(__page__, 'yjlou')", Place.URL)


@pytest.mark.parametrize(
    "text",
    [
        "func:__import__('os').system('touch /tmp/owned')",
        "func:reddit_get_post_url(__import__('os').getcwd())",
        "func:reddit_get_post_url(open('/etc/passwd').read())",
        "func:reddit_get_post_url(*['a'])",
        "func:reddit_get_post_url(url='a')",
        "func:reddit_get_post_url('a', 'b')",
        "func:reddit_get_post_url(1)",
        "func:reddit_get_post_url(f'{__page__}')",
        "func:reddit_get_post_url('a' + 'b')",
        "func:reddit_get_post_url('a')('b')",
        "func:reddit_get_post_url",
        "func:shopping_get_auth_token()",
        "func:shopping_get_latest_order_url(); import os",
        "func:(lambda: 1)()",
        "func:helpers.reddit_get_post_url('a')",
        "func:shopping_get_latest_order_url('x')",
        "func:",
        "func",
        "function",
        "func:(",
        "func:reddit_get_post_url('\0')",
        "func:" + "(" * 1900,
        "func:reddit_get_post_url('" + "a" * 3000 + "')",
    ],
)
@pytest.mark.parametrize("place", list(Place))
def test_everything_else_is_refused(text: str, place: Place) -> None:
    with pytest.raises(UsageError, match="can be called"):
        parsed(text, place)


@given(st.text(max_size=60))
def test_no_text_gets_further_than_a_refusal(text: str) -> None:
    with pytest.raises(UsageError):
        parsed(f"func:{text}")
