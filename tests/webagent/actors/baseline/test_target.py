"""What phrases say of the element they mean."""

from __future__ import annotations

import pytest

from webagent.actors.baseline._facts import Quantity, Superlative
from webagent.actors.baseline._phrase import clauses
from webagent.actors.baseline._target import FIELDS, Target, read_item, read_target


def _target(text: str) -> Target:
    (clause,) = clauses(text)
    return read_target(clause)


@pytest.mark.parametrize(
    ("text", "phrase", "roles"),
    [
        ("the Ok button", "Ok", {"button", "menuitem"}),
        ("button ONE", "ONE", {"button", "menuitem"}),
        ('the link "at"', "at", {"link", "clickable"}),
        ("Tab #2", "#2", {"tab"}),
        ("the account page", "account", set[str]()),
        ("my orders on this page", "orders", set[str]()),
        ("the textbox", "", FIELDS),
    ],
)
def test_words_for_roles_are_told_from_the_name(text: str, phrase: str, roles: set[str]) -> None:
    target = _target(text)
    assert (target.phrase, target.roles) == (phrase, roles)


@pytest.mark.parametrize(
    ("text", "ordinal", "entry"),
    [
        ("result 2", 2, True),
        ("search result #12", 12, True),
        ("the 7th search result", 7, True),
        ("the last item", -1, True),
        ("the second input textbox", 2, False),
        ("the 2nd link in the list", 2, True),
        ("the first link", 1, False),
    ],
)
def test_ordinals_count_controls_or_entries(text: str, ordinal: int, entry: bool) -> None:
    target = _target(text)
    assert (target.ordinal, target.entry) == (ordinal, entry)


@pytest.mark.parametrize(
    ("text", "superlative"),
    [
        ("the cheapest tea", Superlative(Quantity.PRICE, highest=False)),
        ("the most expensive tea", Superlative(Quantity.PRICE, highest=True)),
        ("the third highest rated tea", Superlative(Quantity.RATING, highest=True, place=3)),
        ("the newest tea", Superlative(Quantity.DATE, highest=True)),
        ("tea with the best rating", Superlative(Quantity.RATING, highest=True)),
    ],
)
def test_superlatives_are_taken_from_the_item(text: str, superlative: Superlative) -> None:
    (clause,) = clauses(text)
    item = read_item(clause)
    assert (item.phrase, item.superlative) == ("tea", superlative)


def test_an_item_keeps_words_that_could_be_roles() -> None:
    (clause,) = clauses("the tea box")
    assert read_item(clause).phrase == "tea box"
