"""What a model and the ranker count for is fitted to what was right."""

from __future__ import annotations

import random

import pytest
from webagent_actions import Click, Stop, Type

pytest.importorskip("lightgbm", reason="the extra “train” is not installed")

from training.weigh import Opinion, fit_weights, right_of
from webagent.actors.menu import Entry, Weights

pytestmark = pytest.mark.slow
CLICK, ANSWER = Entry("click", 0.9, Click(1)), Entry("answer", 0.0)
WRITE = Entry("write", 0.0, field=2)


def test_who_is_right_as_often_as_it_says_counts_and_who_guesses_does_not() -> None:
    chance = random.Random(1)
    opinions: list[Opinion] = []
    for _ in range(400):
        said, guessed = chance.uniform(0.05, 0.95), chance.uniform(0.05, 0.95)
        hit = chance.random() < said
        opinions.append(
            Opinion("family", 0, (said, 1 - said), (guessed, 1 - guessed), (hit, not hit))
        )
    weights = fit_weights(opinions)
    assert weights.ranker == pytest.approx(1.0, abs=0.25)
    assert weights.model == pytest.approx(0.0, abs=0.25)


def test_what_both_say_is_as_the_actor_mixes_it() -> None:
    opinion = Opinion("family", 0, (0.8, 0.2, 0.0), (0.5, 0.3, 0.2), (True, False, False))
    assert opinion.shares(Weights(0.0, 1.0, own_words=1.0)) == pytest.approx([0.4, 0.1, 0.5])
    assert opinion.shares(Weights(1.0, 0.0)) == pytest.approx([0.5, 0.3, 0.2])


def test_own_words_are_right_only_where_no_other_entry_is() -> None:
    found = [CLICK, WRITE, ANSWER]
    assert right_of(found, Click(1)) == (True, False, False)
    assert right_of(found, Type(2, "x")) == (False, True, False)
    assert right_of(found, Stop("42")) == (False, False, True)
    assert right_of([Entry("end", 0.1, Stop("done")), ANSWER], Stop("done")) == (True, False)
    assert right_of(found, Click(7)) == (False, False, False)
