"""Reading on in a page: answered from what was seen, without touching the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from webagent_actions import (
    ActionRefused,
    Expand,
    Find,
    Reversibility,
    Situation,
    Stage,
    effects,
    judge,
    perform,
    validate,
)
from webagent_observation import fit

from tests.actions.acting import situated
from tests.observation.node_trees import labeller, orders

if TYPE_CHECKING:
    from webagent_actions import Action, Outcome

BUDGET = 500
LABEL = labeller()


def seen(*opened: str) -> Situation:
    page = orders(300)
    view = fit(page, BUDGET, label=LABEL, opened=opened)
    return situated(*page, view=view, opened=opened)


async def read(action: Action, situation: Situation) -> Outcome:
    validate(action, situation)
    # Nothing of the browser is asked for anything: there is none.
    return await perform(action, situation, cast("Stage", None))


def refusal(action: Action, situation: Situation) -> ActionRefused:
    with pytest.raises(ActionRefused) as refused:
        validate(action, situation)
    return refused.value


async def test_what_is_found_is_shown_with_its_refs_and_place() -> None:
    situation = seen()
    outcome = await read(Find("#10250"), situation)
    assert str(outcome) == "1 line has it"
    (line,) = outcome.shown.splitlines()
    assert 'link [506] "#10250"' in line
    assert line.endswith("— in main › Orders › table Orders")
    assert outcome.situation == situation


async def test_many_lines_are_counted_and_capped() -> None:
    outcome = await read(Find("refund"), seen())
    assert str(outcome) == "300 lines have it, the first 20 are shown"
    assert len(outcome.shown.splitlines()) == 20


async def test_nothing_found_is_a_failure_that_says_so() -> None:
    outcome = await read(Find("unicorn"), seen())
    assert not outcome.ok
    assert str(outcome) == "no line of the page has any word of “unicorn”"
    assert outcome.shown == ""


async def test_a_part_is_open_from_then_on() -> None:
    situation = seen()
    assert situation.view is not None
    part = next(e for e in situation.view.elisions if len(e.nodes) > 100)
    outcome = await read(Expand(part.ref), situation)
    assert outcome.ok
    assert outcome.situation.opened == (part.key,)
    after = seen(*outcome.situation.opened)
    assert after.view is not None
    assert "#10020" not in situation.view.text
    assert "#10020" in after.view.text


async def test_what_is_opened_again_is_the_latest() -> None:
    situation = seen()
    assert situation.view is not None
    part = situation.view.elisions[-1]
    before = replace(situation, opened=(part.key, "1.0+1"))
    outcome = await read(Expand(part.ref), before)
    assert outcome.situation.opened == ("1.0+1", part.key)


def test_only_what_is_left_out_can_be_expanded() -> None:
    situation = seen()
    assert refusal(Expand(1), situation).code == "not_applicable"
    wrong = refusal(Expand(99_999), situation)
    assert wrong.code == "unknown_ref"
    assert situation.view is not None
    assert f"[{situation.view.elisions[0].ref}]" in wrong.hint
    assert refusal(Find("  "), situation).code == "not_applicable"


@pytest.mark.parametrize("action", [Find("refund"), Expand(7)])
def test_reading_has_no_effects(action: Action) -> None:
    observation = seen().observation
    assert effects(action, observation) == ()
    assert judge(action, observation).reversibility is Reversibility.SAFE
    assert not action.touches_page
