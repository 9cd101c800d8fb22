"""Each limit is told in one sentence once it is reached, and not before."""

from __future__ import annotations

import pytest

from webagent import Limits
from webagent.models import Usage

SPENT = Usage(calls=2, input_tokens=900, output_tokens=100, cost_usd=0.25)
UNPRICED = Usage(calls=1, input_tokens=10, output_tokens=10, cost_usd=None)


@pytest.mark.parametrize(
    ("limits", "usage", "told"),
    [
        (Limits(), SPENT, None),
        (Limits(steps=3), SPENT, "the limit of 3 steps was reached"),
        (Limits(steps=4), SPENT, None),
        (Limits(seconds=60), SPENT, "the limit of 60 seconds was reached"),
        (Limits(seconds=60.5), SPENT, None),
        (Limits(seconds=None), SPENT, None),
        (Limits(tokens=1000), SPENT, "the limit of 1000 tokens was reached"),
        (Limits(tokens=1001), SPENT, None),
        (Limits(cost_usd=0.25), SPENT, "the limit of 0.25 US dollars was reached"),
        (Limits(cost_usd=0.26), SPENT, None),
        (
            Limits(cost_usd=1),
            UNPRICED,
            "the price of the model is not known, so its cost can't be kept in bounds",
        ),
        (Limits(), UNPRICED, None),
    ],
)
def test_a_limit_is_told_when_it_is_reached(limits: Limits, usage: Usage, told: str | None) -> None:
    assert limits.exceeded(steps=3, seconds=60.0, usage=usage) == told
