"""What of a task is left to do, as a page tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Check, Click, Type

from webagent.actors.ranking import Scene
from webagent.actors.ranking._remaining import Remaining
from webagent.state import Step

if TYPE_CHECKING:
    from tests.webagent.actors.ranking.conftest import Show


async def _remaining(show: Show, task: str, html: str, *history: Step) -> Remaining:
    return Remaining(Scene(await show(task, html, *history)))


def _clicked(ref: int, target: str) -> Step:
    return Step(1, "", "", (Click(ref),), "the text of the page changed", target=target)


async def test_controls_that_the_task_names_are_open_until_they_are_used(show: Show) -> None:
    html = "<button>Show</button><button>Clear</button><button>Help</button>"
    task = "Click on Show, then on Clear"
    before = (await _remaining(show, task, html)).features()
    after = (await _remaining(show, task, html, _clicked(1, "button “Show”"))).features()
    assert (before["open_named"], after["open_named"]) == (2, 1)
    assert (before["clauses_untouched"], after["clauses_untouched"]) == (2, 1)


async def test_a_name_with_a_word_that_was_used_is_still_open(show: Show) -> None:
    html = "<a href=/j>Jackets</a><a href=/d>Dunmore jacket</a>"
    history = _clicked(9, "link “Jackets”")
    found = await _remaining(show, "View the Dunmore jacket", html, history)
    assert found.features()["open_named"] == 1


async def test_what_is_set_already_is_not_open(show: Show) -> None:
    html = "<label><input type=checkbox checked>Red</label><label><input type=checkbox>Blue</label>"
    assert (await _remaining(show, "Check Red and Blue", html)).features()["open_named"] == 1


ROWS = "".join(
    f"<tr><td>{dish}<td>{cook}<td><button>Print</button>"
    for dish, cook in (("Soup", "Ada"), ("Curry", "Bob"), ("Ramen", "Ada"))
)


async def test_the_like_of_what_was_used_last_is_told_with_how_its_entry_fits(show: Show) -> None:
    task, history = "Print all dishes by Ada", _clicked(1, "button “Print”")
    found = await _remaining(show, task, f"<table>{ROWS}</table>", history)
    assert (found.features()["peers"], found.features()["peers_fit"]) == (2, 1)


async def test_what_the_page_does_not_have_is_missed(show: Show) -> None:
    html = "<button>Save</button>"
    found = (await _remaining(show, "Press “Frobnicate” in the cupboard", html)).features()
    assert found["absent_quotes"] == 1
    assert found["absent_share"] > 0


@pytest.mark.parametrize(
    ("target", "outcome", "unsent"),
    [
        ("button “Cancel”", "the text of the page changed", 2),
        ("button “Submit”", "the text of the page changed", 0),
        ("button “Cancel”", "the page is now “Thanks” at http://a.example/", 0),
        ("option “Red”", "combobox is now “Red”", 3),
    ],
)
async def test_values_are_unsent_until_they_are_sent_or_another_page_comes(
    show: Show, target: str, outcome: str, unsent: int
) -> None:
    entered = (
        Step(1, "", "", (Type(1, "Ada"),), "filled", target="textbox “Name”"),
        Step(2, "", "", (Check(2),), "checked", target="checkbox “News”"),
    )
    last = Step(3, "", "", (Click(3),), outcome, target=target)
    found = await _remaining(show, "Fill in the form", "<input>", *entered, last)
    assert found.features()["unsent"] == unsent
