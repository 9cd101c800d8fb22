"""When two looks saw the same state: laws that keep a wrong page from passing for the right one."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from webagent_observation import Fingerprint, Node

from webagent.planning.restoring import Appearance, Sameness

WORDS = st.sampled_from(["at 12:01", "at 9:30", "3 left", "12 left", "Green tea", "Sold out", ""])
TEXTS = st.lists(WORDS, max_size=6).map(tuple)


def blanked(text: str) -> str:
    return re.sub(r"[0-9]+", "#", text)


def appearance(texts: tuple[str, ...], value: str = "", url: str = "http://a/") -> Appearance:
    control = Node("textbox", "Name", ref=1, value=value)
    return Appearance(url, Fingerprint.of(url, [control]), texts)


@given(TEXTS, TEXTS)
def test_without_anything_known_to_change_only_equal_texts_are_the_same(
    one: tuple[str, ...], two: tuple[str, ...]
) -> None:
    same = appearance(one).compare(appearance(two)) is Sameness.SAME
    assert same is (one == two)
    assert appearance(one).compare(appearance(two)) is not Sameness.NEAR


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_near_differs_only_in_numbers_that_were_seen_to_change(
    one: tuple[str, ...], two: tuple[str, ...], first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    volatile = appearance(first).changing_texts(appearance(second))
    sameness = appearance(one).compare(appearance(two), volatile)
    if sameness is Sameness.NEAR:
        pairs = [pair for pair in zip(one, two, strict=True) if pair[0] != pair[1]]
        assert 1 <= len(pairs) <= 3
        for here, there in pairs:
            assert blanked(here) == blanked(there)
            # Seen to differ, in numbers only, between two looks at what nobody touched.
            assert blanked(here) in {
                blanked(a) for a, b in zip(first, second, strict=True) if a != b
            }


@given(TEXTS)
def test_address_value_dialog_and_what_is_unseen_make_another_state(texts: tuple[str, ...]) -> None:
    one = appearance(texts)
    others = [
        appearance(texts, value="x"),
        appearance(texts, url="http://a/#b"),
        replace(one, dialog="alert: hello"),
        replace(one, unseen="it crashed"),
    ]
    everything = frozenset({"at #:#", "# left"})
    for other in others:
        assert one.compare(other, everything) is Sameness.OTHER
        assert other.compare(one, everything) is Sameness.OTHER


def test_a_look_that_could_not_see_all_is_the_same_as_none() -> None:
    unseen = replace(appearance(()), unseen="it crashed")
    assert unseen.compare(unseen) is Sameness.OTHER


@given(TEXTS, TEXTS)
def test_comparing_goes_both_ways(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    volatile = appearance(("at 1:2",)).changing_texts(appearance(("at 1:3",)))
    assert volatile == {"at #:#"}
    forth = appearance(one).compare(appearance(two), volatile)
    assert forth is appearance(two).compare(appearance(one), volatile)
