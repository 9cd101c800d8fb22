"""Lists that are put in order by dragging."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_actions import Drag, DropPlace
from webagent_observation import Node

from tests.actions.acting import observed
from webagent import Status
from webagent.actors.baseline._handled import MoveEntry, PutInOrder
from webagent.actors.baseline._moves import Fulfilled, Move, Stuck, Trail
from webagent.actors.baseline._page import Page
from webagent.actors.baseline._rearranging import move_entry, put_in_order
from webagent.actors.baseline._target import Target
from webagent.actors.baseline._understanding import understand

if TYPE_CHECKING:
    from tests.webagent.actors.baseline.conftest import Do

RISING, FALLING = PutInOrder(falling=False), PutInOrder(falling=True)
LETTERS = PutInOrder(falling=False, alphabetical=True)


def _page(entries: list[tuple[int, str]]) -> Page:
    items = (Node("listitem", name, ref=ref, tag="li") for ref, name in entries)
    return Page.of(observed(Node("button", "Sort", ref=99, tag="button"), *items))


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=8), st.booleans())
def test_each_drag_puts_one_more_into_its_place(numbers: list[int], falling: bool) -> None:
    entries = [(ref, f"{number}") for ref, number in enumerate(numbers, 1)]
    for _ in range(len(numbers)):
        move = put_in_order(PutInOrder(falling), _page(entries), Trail())
        if isinstance(move, Fulfilled):
            break
        assert isinstance(move, Move)
        assert isinstance(move.action, Drag)
        assert move.action.place is DropPlace.BEFORE
        moved = next(entry for entry in entries if entry[0] == move.action.ref)
        entries.remove(moved)
        entries.insert([ref for ref, _ in entries].index(move.action.to), moved)
    assert [int(name) for _, name in entries] == sorted(numbers, reverse=falling)


def test_entries_that_are_no_numbers_have_no_order_but_that_of_their_letters() -> None:
    page = _page([(1, "pear"), (2, "Apple")])
    assert isinstance(put_in_order(RISING, page, Trail()), Stuck)
    move = put_in_order(LETTERS, page, Trail())
    assert isinstance(move, Move)
    assert move.action == Drag(2, 1, DropPlace.BEFORE)


@pytest.mark.parametrize(
    ("task", "order"),
    [
        ("Sort the numbers in increasing order", RISING),
        ("arrange the cards from lowest to highest", RISING),
        ("put the list in descending order, starting with the highest number", FALLING),
        ("Sort the names in alphabetical order", LETTERS),
    ],
)
def test_the_order_is_read(task: str, order: PutInOrder) -> None:
    assert understand(task)[0] == order


@pytest.mark.parametrize("task", ["sort the teas by price, ascending", "show the cheapest first"])
def test_the_order_of_a_shop_is_another_matter(task: str) -> None:
    assert not any(isinstance(intent, PutInOrder) for intent in understand(task))


@pytest.mark.parametrize(
    ("task", "steps", "place"),
    [
        ("Drag Milk down by one position", 1, 0),
        ("move Milk two places up", -2, 0),
        ("Drag Milk to the 4th position.", 0, 4),
        ("put Milk into the last place of the list", 0, -1),
        ("Move “Milk” to the top", 0, 1),
    ],
)
def test_where_an_entry_belongs_is_read(task: str, steps: int, place: int) -> None:
    intent = understand(task)[0]
    assert isinstance(intent, MoveEntry)
    assert (intent.target.phrase, intent.steps, intent.place) == ("Milk", steps, place)


@given(st.integers(2, 6), st.data())
def test_an_entry_is_dragged_to_its_place(count: int, data: st.DataObject) -> None:
    start, goal = (data.draw(st.integers(1, count)) for _ in range(2))
    page = _page([(ref, f"entry {ref}") for ref in range(1, count + 1)])
    target = Target.named(f"entry {start}")
    by_steps = move_entry(MoveEntry(target, steps=goal - start), page, Trail())
    by_place = move_entry(MoveEntry(target, place=goal), page, Trail())
    from_end = move_entry(MoveEntry(target, place=goal - count - 1), page, Trail())
    assert by_place == by_steps == from_end
    if goal == start:
        assert isinstance(by_place, Fulfilled)
    else:
        assert isinstance(by_place, Move)
        place = DropPlace.AFTER if goal > start else DropPlace.BEFORE
        assert by_place.action == Drag(start, goal, place)


def test_an_entry_is_not_moved_out_of_its_list() -> None:
    page = _page([(1, "pear"), (2, "Apple")])
    move = move_entry(MoveEntry(Target.named("pear"), steps=2), page, Trail())
    assert isinstance(move, Stuck)
    assert move.final
    assert isinstance(move_entry(MoveEntry(Target.named("plum"), 1), page, Trail()), Stuck)


SORTABLE = """<title>list</title><ul>{}</ul><script>
let held = null;
for (const item of document.querySelectorAll("li")) {{
  item.ondragstart = () => {{ held = item; }};
  item.ondragover = (event) => {{
    event.preventDefault();
    const box = item.getBoundingClientRect();
    item[event.clientY < box.top + box.height / 2 ? "before" : "after"](held);
  }};
  item.ondragend = () => {{
    document.title = [...document.querySelectorAll("li")].map((each) => each.innerText).join();
  }};
}}</script>"""


async def test_a_list_is_sorted(do: Do) -> None:
    items = "".join(f"<li draggable=true>{number}</li>" for number in (8, -3, 12, 5))
    result = await do("Sort the numbers in increasing order", SORTABLE.format(items))
    assert result.status is Status.DONE
    assert "“-3,5,8,12”" in result.answer


async def test_an_entry_is_moved_once(do: Do) -> None:
    items = "".join(f"<li draggable=true>{name}</li>" for name in ("Milk", "Rice", "Salt", "Tea"))
    result = await do("Move Milk down by two places", SORTABLE.format(items))
    assert result.status is Status.DONE
    assert "“Rice,Salt,Milk,Tea”" in result.answer


SORTS = """<title>.</title><select id=by onchange="document.title = by.value"><option>–</option>
<option>Likes ascending</option><option>Likes descending</option></select>
<button onclick="document.title = 'Title down'">Title ↓</button><ul><li>One<li>Two</ul>"""


@pytest.mark.parametrize(
    ("task", "sorted_by"),
    [
        ("Sort the posts by likes, high to low", "Likes descending"),
        ("put the posts in order of likes going up", "Likes ascending"),
        ("sort the posts by title descending", "Title down"),
    ],
)
async def test_a_list_is_sorted_by_the_pages_own_control(do: Do, task: str, sorted_by: str) -> None:
    result = await do(task, SORTS)
    assert (result.status, f"“{sorted_by}”" in result.answer) == (Status.DONE, True), result.answer
