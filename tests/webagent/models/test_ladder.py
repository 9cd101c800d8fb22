"""What calls that overlap may teach about an endpoint."""

from __future__ import annotations

from webagent.models._ladder import Ladder


def test_a_late_reply_in_a_higher_mode_does_not_climb_back() -> None:
    ladder = Ladder()
    ladder.settle("tool", honoured=True)
    ladder.settle("schema", honoured=True)
    assert ladder.mode == "tool"


def test_misses_have_to_be_in_a_row() -> None:
    ladder = Ladder()
    for honoured in (False, True, False):
        ladder.settle("schema", honoured=honoured)
    assert ladder.mode == "schema"
    ladder.settle("schema", honoured=False)
    assert ladder.mode == "text"


def test_text_is_the_last_rung() -> None:

    assert Ladder().below("text", status=400, message="tool", param=None) is None
