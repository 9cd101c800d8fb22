"""Criteria against what is known: met, not met, or not to be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_actions import SentRequest
from webagent_observation import Node

from webagent.planning.plan import (
    Criterion,
    ElementShown,
    Evidence,
    Judged,
    RequestAnswered,
    TextShown,
    UrlMatches,
    check,
    criterion_from,
    criterion_json,
)

PAGE = Evidence(
    "https://shop.test/cart?step=2#top",
    (
        Node("heading", "Your  Cart"),
        Node(
            "form",
            children=(
                Node("textbox", "Quantity", 1, value="2"),
                Node("checkbox", "Gift", 2, states={"checked": True}),
                Node("button", "Details", 3, states={"expanded": False}),
                Node("button", "Order now", 4, states={"disabled": True}),
            ),
        ),
        Node("text", "Green"),
        Node("text", "tea"),
    ),
    requests=(
        SentRequest("POST", "https://shop.test/cart", "document", 303),
        SentRequest("PUT", "https://shop.test/cart/1", "fetch", 500),
        SentRequest("POST", "https://shop.test/slow", "fetch"),
        SentRequest("POST", "https://shop.test/lost", "fetch", problem="reset"),
    ),
)


@pytest.mark.parametrize(
    ("criterion", "met"),
    [
        (UrlMatches("/cart"), True),
        (UrlMatches("/c*"), True),
        (UrlMatches("/ca.t"), False),
        (UrlMatches("/car"), False),
        (UrlMatches("/cart?step=2"), True),
        (UrlMatches("/cart?step=3"), False),
        (UrlMatches("/cart#top"), True),
        (UrlMatches("https://shop.test/*"), True),
        (UrlMatches("*/cart"), True),
        (UrlMatches("https://other.test/*"), False),
        (ElementShown("heading", "your cart"), True),
        (ElementShown("button", "your cart"), False),
        (ElementShown("", "Quantity"), True),
        (ElementShown("textbox", "Quantity", "2"), True),
        (ElementShown("textbox", "Quantity", "22"), False),
        (ElementShown("checkbox", "Gift", state="checked"), True),
        (ElementShown("checkbox", "Gift", state="not checked"), False),
        (ElementShown("button", "Details", state="collapsed"), True),
        (ElementShown("button", "Details", state="expanded"), False),
        (ElementShown("button", "Order now", state="not disabled"), False),
        (TextShown("green TEA"), True),
        (TextShown("black tea"), False),
        (RequestAnswered("post", "/cart"), True),
        (RequestAnswered("POST", "/cart", 303), True),
        (RequestAnswered("POST", "/cart", 200), False),
        (RequestAnswered("PUT", "/cart/*"), False),
        (RequestAnswered("PUT", "/cart/*", 500), True),
        (RequestAnswered("POST", "/slow"), None),
        (RequestAnswered("POST", "/lost"), False),
        (RequestAnswered("DELETE", "/cart"), False),
        (Judged("it is the cheapest"), None),
    ],
    ids=str,
)
def test_a_criterion_is_checked_where_it_can_be(criterion: Criterion, met: bool | None) -> None:
    assert check(criterion, PAGE) is met


@pytest.mark.parametrize("criterion", [TextShown("tea"), ElementShown("heading", "Your cart")])
def test_of_a_page_that_is_hidden_nothing_can_be_told(criterion: Criterion) -> None:
    assert check(criterion, Evidence("https://shop.test/", hidden=True)) is None


TEXTS = st.text(max_size=20)
CRITERIA: st.SearchStrategy[Criterion] = st.one_of(
    st.builds(UrlMatches, TEXTS),
    st.builds(ElementShown, TEXTS, TEXTS, st.none() | TEXTS, TEXTS),
    st.builds(TextShown, TEXTS),
    st.builds(RequestAnswered, TEXTS, TEXTS, st.none() | st.integers(100, 599)),
    st.builds(Judged, TEXTS),
)


@given(CRITERIA)
def test_a_criterion_is_read_back(criterion: Criterion) -> None:
    assert criterion_from(criterion_json(criterion)) == criterion


@given(CRITERIA)
def test_any_criterion_can_be_checked(criterion: Criterion) -> None:
    assert check(criterion, PAGE) in {True, False, None}


@pytest.mark.parametrize(
    "told",
    [None, 3, "url", [], {}, {"type": "url"}, {"type": "url", "pattern": 4}, {"type": ["url"]}],
)
def test_what_is_no_criterion_is_refused(told: object) -> None:
    with pytest.raises(ValueError, match=r"criterion|valid|required"):
        criterion_from(told)
