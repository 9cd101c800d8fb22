"""Dragging: the browser's own drag and drop, lists that sort by pointer or mouse, and by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Drag, DropPlace, perform

from tests.actions.acting import ref_of, visit
from tests.actions.performing.operating import serve_page

if TYPE_CHECKING:
    from webagent_actions import Outcome

    from webagent.browser import Session

ITEMS = (
    "(id) => [...document.getElementById(id).children].map((li) => li.ariaLabel ?? li.innerText)"
)


async def _drag(session: Session, url: str, what: str, to: str, place: DropPlace) -> Outcome:
    before = await visit(session, url)
    action = Drag(ref_of(before, what), ref_of(before, to), place)
    return await perform(action, before, session)


BEFORE, AFTER = DropPlace.BEFORE, DropPlace.AFTER
SORTED = {
    "down, before": ("native", "One", "Three", BEFORE, ["Two", "One", "Three", "Four"]),
    "down, after": ("native", "One", "Three", AFTER, ["Two", "Three", "One", "Four"]),
    "up, before": ("native", "Four", "Two", BEFORE, ["One", "Four", "Two", "Three"]),
    "up, after": ("native", "Four", "One", AFTER, ["One", "Four", "Two", "Three"]),
    "pointer, right": ("row", "Alpha", "Gamma", AFTER, ["Beta", "Gamma", "Alpha", "Delta"]),
    "pointer, before": (
        "row",
        "Alpha",
        "Delta",
        BEFORE,
        ["Beta", "Gamma", "Alpha", "Delta"],
    ),
    "pointer, left": ("row", "Delta", "Alpha", BEFORE, ["Delta", "Alpha", "Beta", "Gamma"]),
    "handle, down": ("handled", "Red", "Blue", AFTER, ["Green", "Blue", "Red"]),
    "handle, up": ("handled", "Blue", "Red", BEFORE, ["Blue", "Red", "Green"]),
    "keys, down": ("keyed", "North", "South", AFTER, ["East", "South", "North"]),
    "keys, down, before": ("keyed", "North", "South", BEFORE, ["East", "North", "South"]),
    "keys, up": ("keyed", "South", "North", BEFORE, ["South", "North", "East"]),
}


@pytest.mark.parametrize("case", SORTED.values(), ids=SORTED)
async def test_sorted(session: Session, case: tuple[str, str, str, DropPlace, list[str]]) -> None:
    at, what, to, place, order = case
    with serve_page("dragging") as url:
        outcome = await _drag(session, url, what, to, place)
        assert outcome.error is None
        assert await session.page.evaluate(ITEMS, at) == order
    assert "was dropped, but" not in f"{outcome}"


async def test_into_another_box(session: Session) -> None:
    with serve_page("dragging") as url:
        outcome = await _drag(session, url, "Task", "Done", DropPlace.INTO)
        assert await session.page.evaluate(ITEMS, "done") == ["Task"]
    assert outcome.error is None
    assert "“Task” lies in [" in f"{outcome}"


async def test_into_what_takes_nothing(session: Session) -> None:
    with serve_page("dragging") as url:
        outcome = await _drag(session, url, "Task", "Closed", DropPlace.INTO)
        assert await session.page.evaluate(ITEMS, "todo") == ["Task"]
    assert "“Task” was dropped, but is where it was" in f"{outcome}"


async def test_a_list_that_can_not_be_sorted(session: Session) -> None:
    with serve_page("dragging") as url:
        outcome = await _drag(session, url, "First", "Second", AFTER)
    assert "“First” was dropped, but is not right after “Second”" in f"{outcome}"


async def test_where_it_is_already(session: Session) -> None:
    with serve_page("dragging") as url:
        outcome = await _drag(session, url, "One", "Two", BEFORE)
        assert await session.page.evaluate(ITEMS, "native") == ["One", "Two", "Three", "Four"]
    assert "is there already" in f"{outcome}"
