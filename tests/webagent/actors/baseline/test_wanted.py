"""What things, sizes and numbers phrases are read as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.actors.baseline._phrase import Phrase
from webagent.actors.baseline._wanted import read_all_wanted

WANTED = {
    "two 100 g packs of Peppermint Leaf": [("Peppermint Leaf", 2, "100 g")],
    "2 packs of peppermint leaf 100g": [("peppermint leaf", 2, "100 g")],
    "2 x 100 g Peppermint Leaf": [("Peppermint Leaf", 2, "100 g")],
    "two of the 100 grams packs of Peppermint Leaf": [("Peppermint Leaf", 2, "100 g")],
    "Peppermint Leaf, 100 g, two of them": [("Peppermint Leaf", 2, "100 g")],
    "200 g of Uji in packs of 50 g": [("Uji", 4, "50 g")],
    "a Glass Teapot, the 600 ml one, plus a Basket": [
        ("Glass Teapot", 1, "600 ml"),
        ("Basket", 1, ""),
    ],
    "one 50 g pack each of Lemon & Ginger and Nettle": [
        ("Lemon & Ginger", 1, "50 g"),
        ("Nettle", 1, "50 g"),
    ],
    "the set of four of the Celadon Cup": [("Celadon Cup", 1, "set of four")],
    "the smallest pack of Uji": [("Uji", 1, "smallest")],
    "the largest Uji pack": [("Uji", 1, "largest")],
    "two packs": [(None, 2, "")],
    "it": [(None, 1, "")],
    "the cup they have": [("cup", 1, "")],
    "a Bowl to my own address": [("Bowl", 1, "")],
}


@pytest.mark.parametrize(("phrase", "wanted"), WANTED.items())
def test_things_sizes_and_numbers(phrase: str, wanted: list[tuple[str | None, int, str]]) -> None:
    found = read_all_wanted(Phrase(phrase, ()))
    assert [(w.item and w.item.phrase, w.count, w.size) for w in found] == wanted


@given(st.text(alphabet="two 1x00 g of packs,éach &the smallest\x00", max_size=80))
def test_any_phrase_can_be_read(phrase: str) -> None:
    assert all(one.count >= 0 for one in read_all_wanted(Phrase(phrase, ())))
