"""What is held for likely on pages that it was not trained on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Check, Click, Select, SetDate, Type

from webagent.state import Step

if TYPE_CHECKING:
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
