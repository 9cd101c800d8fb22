"""`url_match`: the one rule of WebArena for addresses, oddities included."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.errors import UsageError
from webagent.evaluation.webarena import score_url

SHOP = "http://shop.example:7770"


def by(reference: str, **others: Any) -> dict[str, Any]:
    return {"eval": {"reference_url": reference, **others}}


@pytest.mark.parametrize(
    ("url", "score"),
    [
        ("/a/b", 1),
        ("/a/b//", 1),
        ("/a/b/c", 1),
        ("/a/bc", 1),
        ("/a", 0),
        ("/A/b", 0),
        ("/a/b?x=1#top", 1),
        ("/x/../a/b", 0),
    ],
)
def test_host_and_path_of_the_reference_are_a_part_of_those_of_the_address(
    url: str, score: float
) -> None:
    assert score_url(by(f"{SHOP}/a/b/"), SHOP + url).score == score


def test_the_scheme_does_not_matter_and_the_host_does() -> None:
    task = by(f"{SHOP}/a")
    assert score_url(task, "https://shop.example:7770/a").score == 1
    assert score_url(task, "http://shop.example/a").score == 0
    assert score_url(by("http://shop.example/a"), "http://my.shop.example/a").score == 1


@pytest.mark.parametrize(
    ("query", "score"),
    [
        ("?x=1&y=2", 1),
        ("?y=2&x=1&z=3", 1),
        ("?x=1", 0),
        ("?x=2&y=2", 0),
        ("?x=2&x=1&y=2", 1),
        ("?X=1&y=2", 0),
        ("?x=%31&y=2", 1),
    ],
)
def test_each_key_of_the_reference_has_one_of_its_values(query: str, score: float) -> None:
    assert score_url(by(f"{SHOP}/a?x=1&y=2"), f"{SHOP}/a{query}").score == score


def test_the_queries_of_alternatives_are_pooled() -> None:
    task = by(f"{SHOP}/a?x=1 |OR| {SHOP}/b?x=2&y=3")
    # The place of one with a value of the other passes; and a key of one is asked of both.
    assert score_url(task, f"{SHOP}/a?x=2&y=3").score == 1
    assert score_url(task, f"{SHOP}/a?x=1").score == 0
    assert [check.score for check in score_url(task, f"{SHOP}/a?x=1").checks] == [1, 1, 0]


def test_a_value_that_is_empty_is_not_asked_for() -> None:
    assert score_url(by(f"{SHOP}/a?x="), f"{SHOP}/a").score == 1


def test_where_no_rule_is_named_it_is_the_one() -> None:
    assert score_url(by(SHOP, url_note="GOLD in PRED"), SHOP).score == 1
    for rule in ("EXACT", "", None):
        with pytest.raises(UsageError, match="url_note"):
            score_url(by(SHOP, url_note=rule), SHOP)


def test_what_is_no_address_is_no_score() -> None:
    with pytest.raises(UsageError, match="can't be read"):
        score_url(by(SHOP), "http://[::1")
    with pytest.raises(UsageError, match="no reference address"):
        score_url({"eval": {}}, SHOP)


@given(
    st.lists(st.text("abc/", max_size=6), min_size=1, max_size=3),
    st.dictionaries(st.sampled_from("xyz"), st.text("12", min_size=1, max_size=2)),
    st.integers(0, 2),
)
def test_every_alternative_satisfies_a_task_whose_queries_agree(
    paths: list[str], query: dict[str, str], which: int
) -> None:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    golden = [f"{SHOP}/{path}?{asked}" for path in paths]
    url = golden[which % len(golden)]
    assert score_url(by(" |OR| ".join(golden)), f"{url}/").score in {0, 1}
    assert score_url(by(" |OR| ".join(golden)), url).score == 1
