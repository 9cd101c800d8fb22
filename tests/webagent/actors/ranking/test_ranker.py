"""What is held for likely on pages that it was not trained on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from webagent_actions import Check, Click, Select, SetDate, Type
from webagent_observation import Registry, observe

from webagent.actors.ranking._quantities import winners
from webagent.actors.ranking._sight import Sight
from webagent.actors.ranking._task import TaskReading
from webagent.state import Step

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.webagent.actors.ranking.conftest import Rank

FORM = """<label>Given name <input></label><label>Town <input></label>
<label>Country <select><option>Choose<option>Norway<option>Chile</select></label>
<label><input type=checkbox> Send me the newsletter</label><label>Born <input type=date></label>
<button>Save</button><button>Discard</button>"""


@pytest.mark.parametrize(
    ("task", "action"),
    [
        ('Enter "Ada" as the given name', Type(1, "Ada")),
        ('Type "Bergen" into the Town field and save', Type(2, "Bergen")),
        ("Select Chile from the list of countries", Select(3, "Chile")),
        ("Check “Send me the newsletter” and save", Check(7)),
        ("Set the date of birth to 3 May 1990", SetDate(8, "1990-05-03")),
        ("Click on Discard.", Click(10)),
    ],
)
async def test_each_kind_of_action_is_told_from_the_others(
    rank: Rank, task: str, action: object
) -> None:
    assert (await rank(task, FORM))[0].action == action


async def test_what_is_done_is_not_done_again(rank: Rank) -> None:
    done = Step(1, "", "", (Type(1, "Ada"),), "filled", target="textbox “Given name”")
    filled = FORM.replace("<input>", "<input value=Ada>", 1)
    best, *_ = await rank('Enter "Ada" as the given name and press Save', filled, (done,))
    assert best.action == Click(9)


async def test_probabilities_add_up_and_are_the_same_again(rank: Rank) -> None:
    first = await rank("Click on Discard.", FORM)
    assert sum(each.probability for each in first) == pytest.approx(1.0)
    assert first == await rank("Click on Discard.", FORM)


async def test_a_page_with_nothing_on_it_leaves_only_the_end(rank: Rank) -> None:
    assert {each.kind for each in await rank("Click on Discard.", "")} <= {
        "stop_done", "stop_unable", "stop_answer",
    }  # fmt: skip


TASK = "Set the cheapest of #² to 99999999999999999999 on the 99999999999999999999th of March"


@pytest.mark.parametrize(
    "html",
    [
        "<button>²</button><button>--5</button><input type=number><p>²</p>",
        f"<button>{'9' * 5_000}</button><p>{'1' * 300_000}</p><input>",
        "<ul><li><button>Deeper</button>" * 1_500,
        "<table><tr><td>Cell<button>Deeper</button>" * 60,
        "<label>Name <input></label>" * 60 + "<p>Key: value</p>" * 400,
    ],
    ids=["no plain digits", "endless digits", "deep lists", "tables in tables", "many fields"],
)
async def test_no_page_is_too_much(rank: Rank, html: str) -> None:
    first, *others = await rank(TASK, html)
    assert first.probability >= max(each.probability for each in others) > 0


async def test_each_row_of_a_nested_table_is_an_entry_once(rank: Rank) -> None:
    inner = "<table><tr><th>Cup<td><button>Buy</button><tr><th>Pot<td><button>Buy</button></table>"
    page = f"<table><tr><td>Shelf<td>{inner}<tr><td>Till<td><button>Pay</button></table>"
    best, *_ = await rank("Click on Buy for the Pot", page)
    assert best.action == Click(2)


async def test_a_field_is_called_by_the_last_of_what_stands_before_it(page: Page) -> None:
    long = "<p>Deliveries leave our house on every working day but Friday.</p>"
    await page.set_content(f"{long}<p>Town</p><input><p>Ship to</p><input>")
    sight = Sight(await observe(page, Registry()))
    assert [element.name for element in sight.elements] == ["Town", "Ship to"]


async def test_among_what_is_left_another_has_the_most(page: Page) -> None:
    await page.set_content("<button>7</button><button>9</button><button>8</button>")
    sight, task = Sight(await observe(page, Registry())), TaskReading("Click from most to least")
    before, after = (winners(task, sight, Counter(acted)) for acted in ((), (2,)))
    assert [before[ref].get("left") for ref in (1, 2, 3)] == [None, None, None]
    assert [after[ref].get("left") for ref in (1, 2, 3)] == [-1.0, None, 1.0]
