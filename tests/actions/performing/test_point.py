"""Clicking at a place of a picture, and dragging by a distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import ClickAt, DragBy

from tests.actions.acting import act, ref_of, visit
from tests.actions.performing.operating import serve_page

if TYPE_CHECKING:
    from webagent.browser import Session

_MOVABLE = """
<div onclick=0 aria-label=Box onpointermove="if (event.buttons) {
  const {left, top, width, height} = this.getBoundingClientRect();
  this.style.left = `${event.clientX - width / 2}px`;
  this.style.top = `${event.clientY - height / 2}px`;
}" style="position: fixed; left: 100px; top: 100px; width: 80px; height: 80px"></div>
"""


@pytest.mark.parametrize(
    ("across", "down", "hit"), [(50, 50, "map 150 100"), (10, 90, "map 28 182")]
)
async def test_a_place_of_a_picture_is_clicked_also_out_of_view(
    session: Session, across: float, down: float, hit: str
) -> None:
    with serve_page("pointing") as url:
        before = await visit(session, url)
        outcome = await act(session, before, ClickAt(ref_of(before, "Map"), across, down))
    assert outcome.error is None
    told = [line for line in outcome.situation.observation.text.splitlines() if "map" in line]
    assert [line.strip() for line in told] == [hit]


async def test_a_place_that_something_lies_over_is_not_clicked(session: Session) -> None:
    with serve_page("pointing") as url:
        before = await visit(session, url)
        ref = ref_of(before, "Half covered")
        covered = await act(session, before, ClickAt(ref, 10, 10))
        assert covered.error == "that place of it is covered by <div>; deal with that first"
        free = await act(session, covered.situation, ClickAt(ref, 90, 90))
    assert free.error is None
    assert "half 180 180" in free.situation.observation.text


async def test_a_shape_is_dragged_by_a_distance(session: Session) -> None:
    with serve_page("pointing") as url:
        before = await visit(session, url)
        outcome = await act(session, before, DragBy(ref_of(before, "Dot"), 120, -40))
    assert outcome.error is None
    assert "dot 220 110" in outcome.situation.observation.text
    assert "“Dot” moved 120 px right and 40 px up" in outcome.changes


async def test_what_moves_is_a_change_where_nothing_else_tells(session: Session) -> None:
    await session.page.set_content(_MOVABLE)
    before = await session.look()
    still = await act(session, before, DragBy(ref_of(before, "Box"), 0.2, 0))
    assert still.no_effect
    outcome = await act(session, before, DragBy(ref_of(before, "Box"), -30, 0))
    assert outcome.changes == ("“Box” moved 30 px left",)
