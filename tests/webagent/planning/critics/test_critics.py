"""Critics: what a state is worth, by criteria, by a model, and by an outcome reward model."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from webagent_actions import Click, SentRequest
from webagent_observation import Node

from tests.webagent.planning.states import USAGE, SayingModel, state_on
from webagent.models import ContextOverflow
from webagent.planning.critics import CriteriaCritic, ModelCritic, OutcomeCritic
from webagent.planning.critics._model import SCORE
from webagent.planning.plan import (
    Draft,
    Judged,
    PlanTree,
    RequestAnswered,
    TextShown,
    UrlMatches,
)
from webagent.state import Score, Step

if TYPE_CHECKING:
    from webagent import State

CART = "http://shop.test/cart"
TEA = Node("text", "Green tea")
STEP = Step(1, "http://shop.test/", "", (Click(3),), "the page is now “Cart”")
IN_CART = (UrlMatches("/cart"), TextShown("Green tea"))
SENT = (SentRequest("POST", "http://shop.test/cart", "document", 303),)


def _state(*criteria: object, step: Step = STEP, node: Node = TEA) -> State:
    plan = PlanTree.of([Draft("the tea is in the cart", criteria)])  # pyright: ignore[reportArgumentType]
    return state_on(CART, node, plan=plan, history=(step,), requests=SENT)


def test_the_value_is_half_effect_and_half_promise() -> None:
    assert Score(8, 5).value == 6.5
    assert Score(0, 0, reached=True).value == 10


@pytest.mark.parametrize(
    ("state", "effect", "promise", "met", "value"),
    [
        (_state(*IN_CART), 10, 10, (True, True), 10),
        (_state(*IN_CART, node=Node("text", "Coffee")), 7.5, 5, (True, False), 6.25),
        (_state(*IN_CART, step=replace(STEP, failed=True)), 0, 10, (True, True), 10),
        (_state(TextShown("Sorry"), step=replace(STEP, no_effect=True)), 1, 0, (False,), 0.5),
        (_state(RequestAnswered("POST", "/cart")), 10, 10, (True,), 10),
        (_state(Judged("it is the cheapest")), 5, 4, (None,), 4.5),
        (_state(UrlMatches("/cart"), Judged("the cheapest")), 10, 10, (True, None), 10),
        (_state(), 5, 4, (), 4.5),
    ],
    ids=lambda part: None if isinstance(part, (int, float, tuple)) else "state",
)
async def test_criteria_that_can_be_checked_decide(
    state: State, effect: float, promise: float, met: tuple[bool | None, ...], value: float
) -> None:
    score = await CriteriaCritic().score(state)
    assert (score.effect, score.promise, score.met) == (effect, promise, met)
    assert score.value == value
    assert score.reached is (bool(met) and all(met))


async def test_what_came_to_nothing_is_told_to_the_siblings() -> None:
    vain = await CriteriaCritic().score(_state(step=replace(STEP, failed=True, outcome="covered")))
    assert vain.sibling_reflection == "it came to nothing: covered"
    assert not (await CriteriaCritic().score(_state())).sibling_reflection


SAID = {
    "reason": "the cart has it",
    "effect": 8,
    "promise": 6.5,
    "met": [False, True],
    "child_reflection": "check out",
    "sibling_reflection": "",
}


async def test_a_model_judges_in_one_call_what_can_not_be_checked() -> None:
    schema: Any = Draft202012Validator(SCORE.schema)
    schema.validate(SAID)
    model = SayingModel(json.dumps(SAID))
    score = await ModelCritic(model).score(_state(UrlMatches("/cart"), Judged("the cheapest")))
    assert len(model.asked) == 1
    assert (score.effect, score.promise, score.value) == (8, 6.5, 7.25)
    # The address is checked, whatever the model says of it.
    assert score.met == (True, True)
    assert score.child_reflection == "check out"
    assert score.usage == USAGE
    assert "Criterion 2: the cheapest" in model.asked[0]


async def test_a_model_is_told_what_the_agent_noted() -> None:
    model = SayingModel(json.dumps(SAID))
    await ModelCritic(model).score(replace(_state(*IN_CART), notes=("Bancha is sold out",)))
    assert "- Bancha is sold out" in model.asked[0]


async def test_what_is_checked_and_reached_is_worth_ten_whatever_a_model_says() -> None:
    model = SayingModel(json.dumps(SAID | {"effect": 0, "promise": 0}))
    assert (await ModelCritic(model).score(_state(*IN_CART))).value == 10


@pytest.mark.parametrize(
    "answer",
    ["no", "[]", "{}", '{"effect": "high", "promise": 3}', '{"effect": true, "promise": 3}'],
)
async def test_a_reply_that_is_no_score_leaves_the_criteria_s(answer: str) -> None:
    state = _state(UrlMatches("/cart"))
    score = await ModelCritic(SayingModel(answer)).score(state)
    checked = await CriteriaCritic().score(state)
    assert (score.effect, score.promise, score.met) == (checked.effect, checked.promise, (True,))
    assert score.reason.startswith("the model gave no score")
    assert score.usage == USAGE


async def test_grades_stay_on_the_scale_and_lists_of_another_length_do_not_count() -> None:
    said = SAID | {"effect": 99, "promise": -3, "met": [True, True, True]}
    score = await ModelCritic(SayingModel(json.dumps(said))).score(_state(Judged("x")))
    assert (score.effect, score.promise, score.met) == (10, 0, (None,))


async def test_a_page_that_does_not_fit_is_scored_by_its_criteria() -> None:
    score = await ModelCritic(SayingModel(ContextOverflow("too long"))).score(_state(*IN_CART))
    assert score.value == 10
    assert score.reason.startswith("the page did not fit")


class Likely:
    """An outcome reward model that goes by how much was done."""

    def __init__(self, probability: float) -> None:
        self.probability = probability

    async def success(self, state: State) -> float:
        return self.probability * len(state.history)


async def test_an_outcome_reward_model_gives_the_promise() -> None:
    score = await OutcomeCritic(Likely(0.25)).score(_state(Judged("x")))
    assert (score.effect, score.promise) == (5, 2.5)
    with pytest.raises(ValueError, match=r"between 0 and 1, not at 1\.5"):
        await OutcomeCritic(Likely(1.5)).score(_state())
