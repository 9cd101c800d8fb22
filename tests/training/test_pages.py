"""The pages that the ranker is trained on, as they are drawn."""

from __future__ import annotations

from random import Random

import pytest

from training.pages import FAMILIES


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_a_sample_is_the_same_for_the_same_seed_and_says_how_it_ends(family: str) -> None:
    draw = FAMILIES[family]
    for seed in range(5):
        sample = draw(Random(seed))
        assert sample == draw(Random(seed))
        assert sample.task.strip()
        assert "/" in sample.pages
        assert [deed.verb for deed in sample.deeds].index("stop") == len(sample.deeds) - 1


def test_seeds_differ() -> None:
    drawn = {draw(Random(seed)).task for draw in FAMILIES.values() for seed in range(3)}
    assert len(drawn) > 2 * len(FAMILIES)
