"""Seeds as BrowserGym draws them; the numbers here were drawn with NumPy 1.26 and 2.4."""

from __future__ import annotations

import pytest

from webagent.evaluation.miniwob._pages import registered
from webagent.evaluation.miniwob._seeds import RandomState, drawn_seeds, page_seed


def test_the_125_tasks_are_drawn_in_browsergyms_order() -> None:
    drawn = drawn_seeds(registered())
    assert len(drawn) == 125
    assert list(drawn.items())[:3] == [
        ("ascending-numbers", [28, 14, 7, 20, 18]),
        ("bisect-angle", [22, 10, 10, 23, 23]),
        ("book-flight", [2, 21, 1, 23, 29]),
    ]
    assert drawn["visual-addition"] == [20, 5, 0, 4, 11]


def test_a_page_gets_what_the_environment_of_a_seed_draws_first() -> None:
    assert [page_seed(seed) for seed in range(4)] == [985772, 128037, 875688, 71530]
    assert page_seed(33) == 941076


@pytest.mark.parametrize("seed", [0, 42, 2**32 - 1])
@pytest.mark.parametrize("bound", [1, 2, 34, 1_000_000, 2**32 - 1])
def test_numbers_are_those_of_numpy(seed: int, bound: int) -> None:
    numpy = pytest.importorskip("numpy")
    theirs, ours = numpy.random.RandomState(seed), RandomState(seed)
    assert [ours.below(bound) for _ in range(20)] == list(theirs.randint(0, bound, size=20))
