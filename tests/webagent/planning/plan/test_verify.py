"""What an actor says to be done is believed where something that really is there shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_actions import SentRequest
from webagent_observation import Node

from webagent.planning.plan import (
    Criterion,
    Evidence,
    Judged,
    RequestAnswered,
    TextShown,
    UrlMatches,
    verify,
)

SEEN = Evidence(
    "http://shop.test/orders/7",
    (Node("heading", "Thank you"),),
    requests=(SentRequest("POST", "http://shop.test/orders", "document", 303),),
    shown=("Cart\n2 × Green tea | 7.80 EUR", 'heading "Thank you"'),
)
CHEAPEST = Judged("it is the cheapest")
SMALL = Judged("it is the small pack")


@pytest.mark.parametrize(
    ("criteria", "cited", "lacks"),
    [
        ((UrlMatches("/orders/*"), TextShown("Thank you")), "", []),
        ((RequestAnswered("POST", "/orders"),), "", []),
        ((TextShown("Sorry"),), "", ["it is not so that the page says “Sorry”"]),
        ((CHEAPEST,), "2 × green  tea", []),
        ((CHEAPEST,), "“2 × Green tea | 7.80 EUR”", []),
        ((CHEAPEST,), "POST /orders 303", []),
        ((CHEAPEST,), "POST http://shop.test/orders, answered 303", []),
        ((CHEAPEST,), "", ["nothing is quoted that shows: it is the cheapest"]),
        ((CHEAPEST,), "a", ["“a” was shown nowhere", "nothing is quoted"]),
        ((CHEAPEST,), "the page sent POST /orders, answered 303", []),
        ((CHEAPEST,), "POST * 303", ["“POST * 303” was shown", "nothing is quoted"]),
        ((CHEAPEST,), "Oolong | POST /orders 303", ["“Oolong” was shown nowhere"]),
        ((CHEAPEST,), "POST /orders 500", ["“POST /orders 500” was shown", "nothing is quoted"]),
        ((CHEAPEST,), "3 × Green tea", ["“3 × Green tea” was shown nowhere", "nothing is"]),
        ((CHEAPEST, SMALL), "Green tea", ["nothing is quoted that shows: it is the small pack"]),
        ((CHEAPEST, SMALL), "Green tea | Thank you", []),
        ((CHEAPEST, SMALL), "Green tea\nThank you", []),
        ((UrlMatches("/orders/*"), CHEAPEST), "Green tea", []),
        ((TextShown("Sorry"), CHEAPEST), "Green tea", ["it is not so"]),
        ((), "Thank you", []),
        ((), "Thanks a lot", ["“Thanks a lot” was shown nowhere"]),
    ],
    ids=str,
)
def test_what_lacks_is_told(criteria: tuple[Criterion, ...], cited: str, lacks: list[str]) -> None:
    verdict = verify(criteria, cited, SEEN)
    assert len(verdict.lacks) == len(lacks)
    assert all(told.startswith(lack) for told, lack in zip(verdict.lacks, lacks, strict=True))
    assert verdict.verified == (not lacks)


def test_where_nothing_is_asked_and_nothing_quoted_nothing_is_verified() -> None:
    verdict = verify((), " ", SEEN)
    assert not verdict.lacks
    assert not verdict.verified


def test_each_criterion_has_a_finding_and_each_quotation_beside_them() -> None:
    verdict = verify((UrlMatches("/orders/*"), CHEAPEST), "Green tea | Thank you", SEEN)
    assert [(each.criterion, each.shown_by) for each in verdict.findings] == [
        ("the address is /orders/*", "checked"),
        ("it is the cheapest", "Green tea"),
        ("", "Thank you"),
    ]
    (lost,) = verify((), "Oolong", SEEN).findings
    assert (lost.met, lost.shown_by) == (False, "Oolong")


@given(st.text(), st.lists(st.sampled_from([CHEAPEST, TextShown("Thank you"), UrlMatches("/")])))
def test_any_quotation_gives_a_verdict(cited: str, criteria: list[Criterion]) -> None:
    verdict = verify(criteria, cited, SEEN)
    assert len(verdict.findings) >= len(criteria)
    if UrlMatches("/") in criteria:
        assert not verdict.verified
