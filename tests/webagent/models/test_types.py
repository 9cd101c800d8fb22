"""Adding up what was spent."""

from __future__ import annotations

import pytest

from webagent.models import Usage


def test_counts_and_costs_add_up() -> None:
    assert Usage(1, 10, 2, 0.5) + Usage(2, 20, 3, 0.25) == Usage(3, 30, 5, 0.75)


@pytest.mark.parametrize(
    ("left", "right", "cost"),
    [
        (Usage(1, 1, 1, None), Usage(1, 1, 1, 0.5), None),
        (Usage(1, 1, 1, 0.5), Usage(1, 1, 1, None), None),
        (Usage(0, 0, 0, None), Usage(1, 1, 1, 0.5), 0.5),
        (Usage(), Usage(1, 1, 1, None), None),
        (Usage(), Usage(), 0.0),
    ],
)
def test_an_unknown_cost_stays_unknown_unless_nothing_was_called(
    left: Usage, right: Usage, cost: float | None
) -> None:
    assert (left + right).cost_usd == cost
