"""What a search may cost, and how a record keeps it."""

from __future__ import annotations

import json

import pytest

from webagent.errors import UsageError
from webagent.limits import Limits
from webagent.models import Usage
from webagent.planning.live import SearchMode, SearchOptions
from webagent.planning.search import Budget


@pytest.mark.parametrize("parallel", [0, 9])
def test_how_many_are_tried_at_once_has_bounds(parallel: int) -> None:
    with pytest.raises(UsageError, match="at most 8"):
        SearchOptions(parallel=parallel)


def test_a_record_gives_them_back() -> None:
    options = SearchOptions(
        SearchMode.MCTS, Budget(nodes=4, seconds=None, tokens=900, requests=7), parallel=2
    )
    assert SearchOptions.from_json(json.loads(json.dumps(options.to_json()))) == options


@pytest.mark.parametrize(
    ("own", "left", "bound"), [(None, None, None), (None, 70, 70), (100, 70, 70), (50, 70, 50)]
)
def test_a_search_has_no_more_tokens_than_its_run(
    own: int | None, left: int | None, bound: int | None
) -> None:
    assert Budget(tokens=own).within(left).tokens == bound


def test_what_is_left_of_a_limit_is_never_below_nothing() -> None:
    used = Usage(1, 80, 40)
    assert Limits(tokens=200).tokens_left(used) == 80
    assert Limits(tokens=100).tokens_left(used) == 0
    assert Limits().tokens_left(used) is None
