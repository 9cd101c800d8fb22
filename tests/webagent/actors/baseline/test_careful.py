"""What is known to be final is not tried on a guess, by the baseline or in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import ONLY_FOCUS, Click, Situation, Stop, Type
from webagent_observation import Registry, observe

from webagent.actors.baseline import BaselineActor, CarefulRanker
from webagent.actors.ranking import BaselineRanker
from webagent.state import State, Step

if TYPE_CHECKING:
    from playwright.async_api import Page

PAGE = """<form method="post" action="/order"><label>Note <input name="note"></label>
<button>Place order</button></form><button type="button">Sizes</button>"""


async def _state(page: Page, task: str, *history: Step) -> State:
    await page.set_content(PAGE)
    situation = Situation(await observe(page, Registry()))
    return State(task=task, start_url=page.url, situation=situation, history=history)


def _order(state: State) -> Click:
    refs = state.situation.observation.refs.values()
    return Click(next(node.ref for node in refs if node.name == "Place order" and node.ref))


@pytest.mark.parametrize("task", ["Look around for me", "Which sizes are there in the shop?"])
async def test_an_order_that_the_task_does_not_name_is_no_option(page: Page, task: str) -> None:
    state = await _state(page, task)
    order = _order(state)
    assert order in {option.action for option in BaselineRanker().options(state)}
    assert order not in {option.action for option in CarefulRanker().options(state)}
    proposals = await BaselineActor().propose(state, 5)
    assert order not in {proposal.actions[-1] for proposal in proposals}


async def test_what_the_task_names_is_an_option(page: Page) -> None:
    state = await _state(page, "Place the order")
    assert _order(state) in {option.action for option in CarefulRanker().options(state)}


async def test_what_was_entered_here_may_be_sent(page: Page) -> None:
    entered = Step(1, "about:blank", "", (Type(1, "ring twice"),), "")
    state = await _state(page, "Write a note that says ring twice", entered)
    assert _order(state) in {option.action for option in CarefulRanker().options(state)}


async def test_what_was_just_in_vain_is_not_tried_again_though_it_has_another_number(
    page: Page,
) -> None:
    def vain(ref: int) -> Step:
        return Step(
            1, "about:blank", "", (Click(ref),), "", target="button “Sizes”", no_effect=True
        )

    def offers(state: State) -> bool:
        refs = state.situation.observation.refs.items()
        sizes = Click(next(ref for ref, node in refs if node.name == "Sizes"))
        return sizes in {option.action for option in CarefulRanker().options(state)}

    loaded_again, changed = vain(99), Step(2, "about:blank", "", (Click(98),), "")
    assert offers(await _state(page, "Show the sizes"))
    assert not offers(await _state(page, "Show the sizes", loaded_again))
    assert offers(await _state(page, "Show the sizes", loaded_again, changed))
    # The element that it was in vain with is still there: this is another one.
    assert offers(await _state(page, "Show the sizes", vain(1)))


@pytest.mark.parametrize(
    ("last", "may_end"),
    [
        (Step(1, "", "", (Click(9),), "nothing changed", no_effect=True), False),
        (Step(1, "", "", (Click(9),), "it is gone", failed=True), False),
        (Step(1, "", "", (Type(9, "x"),), "it can't be typed into", failed=True), False),
        (Step(1, "", "", (Click(9),), "the page was loaded again"), True),
        (Step(1, "", "", (Click(9),), f"{ONLY_FOCUS}, …", target="button “Go”"), False),
        (Step(1, "", "", (Click(9),), f"{ONLY_FOCUS}, …", target="textbox “Name”"), False),
        # It held that before.
        (Step(1, "", "", (Type(9, "x"),), "nothing changed", no_effect=True), True),
    ],
)
async def test_what_changed_nothing_is_not_said_to_be_done(
    page: Page, last: Step, may_end: bool
) -> None:
    state = await _state(page, "Look around for me", last)
    done = Stop("done")
    assert done in {option.action for option in BaselineRanker().options(state, 99)}
    assert (done in {option.action for option in CarefulRanker().options(state, 99)}) is may_end


async def test_to_be_in_a_field_is_done_where_the_task_asks_for_it(page: Page) -> None:
    last = Step(1, "", "", (Click(9),), f"{ONLY_FOCUS}, …", target="textbox “Name”")
    state = await _state(page, "Focus the first field", last)
    assert Stop("done") in {option.action for option in CarefulRanker().options(state, 99)}
