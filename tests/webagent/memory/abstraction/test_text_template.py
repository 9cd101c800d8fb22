"""Texts with variables: what is lifted out can be filled in again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from webagent.memory.abstraction import filled, lifted, mentions, same_text

WORDS = st.text(alphabet="abcdefgh", min_size=1, max_size=5)
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(PHRASES, st.dictionaries(st.sampled_from(["text", "item", "item_2"]), PHRASES))
def test_filling_what_was_lifted_gives_the_text_again(text: str, values: dict[str, str]) -> None:
    assert filled(lifted(text, values), values) == text


@given(PHRASES, PHRASES, PHRASES)
def test_a_value_is_found_where_it_stands(before: str, value: str, after: str) -> None:
    text = f"{before.upper()}  {value.upper()} {after}"
    assert mentions(text, value)
    assert "{item}" in lifted(text, {"item": value})


def test_the_longest_value_goes_first() -> None:
    values = {"text": "green tea", "item": "tea"}
    assert lifted("a green tea and a tea", values) == "a {text} and a {item}"


def test_values_are_whole_words() -> None:
    assert lifted("Add teapots (tea) to-tea", {"item": "tea"}) == "Add teapots ({item}) to-{item}"
    assert not mentions("steamed", "tea")
    assert not mentions("anything", "")


def test_a_value_that_looks_like_a_variable_is_not_filled_twice() -> None:
    assert filled("{item} {text}", {"item": "{text}", "text": "x"}) == "{text} x"


def test_texts_are_the_same_but_for_case_and_spacing() -> None:
    assert same_text(" Green  TEA", "green tea")
    assert not same_text("greentea", "green tea")
