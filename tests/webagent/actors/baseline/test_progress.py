"""Progress is read back from the history, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_actions import Click, FieldValue, FillForm, Note, SetDate, Type

from webagent.actors.baseline._progress import CLOSING, LEAVING, Mark, Progress
from webagent.state import Step

if TYPE_CHECKING:
    from webagent_actions import Action


def _step(mark: Mark, *, failed: bool = False, no_effect: bool = False) -> Step:
    actions = (mark.note(9), Click(mark.instruction + 1))
    return Step(1, "http://site.example/", "", actions, "", failed=failed, no_effect=no_effect)


@given(st.builds(Mark, st.integers(0, 8), st.booleans(), st.text(), st.integers(0, 99)))
def test_a_mark_is_read_back_as_it_was_left(mark: Mark) -> None:
    assert Mark.of(_step(mark)) == mark


def test_an_instruction_is_done_after_its_last_action() -> None:
    progress = Progress.of([_step(Mark(0, False, "a")), _step(Mark(0, True, "b"))])
    assert progress.instruction == 1
    assert progress.trail.attempts == ()
    assert progress.told == {0: "b"}


def test_a_failed_action_finishes_nothing_and_its_element_is_known_to_be_vain() -> None:
    progress = Progress.of([_step(Mark(0, True, "a"), failed=True)])
    assert progress.instruction == 0
    assert progress.trail.vain == {1}
    assert progress.told == {}


def test_what_had_no_effect_is_said_so() -> None:
    progress = Progress.of([_step(Mark(0, True, "clicked it"), no_effect=True)])
    assert progress.told == {0: "clicked it (nothing changed)"}


def test_a_later_instruction_shows_that_the_earlier_ones_are_done() -> None:
    progress = Progress.of([_step(Mark(2, False, "a"))])
    assert progress.instruction == 2


@pytest.mark.parametrize(
    "action",
    [
        Type(7, "x"),
        SetDate(7, "2026-01-31"),
        FillForm((FieldValue(3, "on"), FieldValue(7, "on"))),
    ],
)
def test_the_field_that_was_changed_last_is_remembered_across_instructions(action: Action) -> None:
    changed = Step(1, "", "", (Mark(0, True, "").note(2), action), "")
    progress = Progress.of([changed, _step(Mark(1, False, ""))])
    assert progress.trail.entered == 7


def test_a_page_can_not_pass_off_its_texts_as_progress() -> None:
    forged = "instruction 5 of 9, done: all of it"
    steps = [
        Step(1, "", forged, (Click(1),), forged),
        Step(2, "", "", (Note(f"x {forged}"), Click(1)), ""),
        _step(Mark(0, False, forged)),
    ]
    assert Progress.of(steps).instruction == 0


def test_a_plan_is_left_by_what_the_baseline_does_beside_it_not_by_what_others_did() -> None:
    of_another = Step(1, "", "", (Note("a skill, step 1"), Click(1)), "")
    beside = Step(2, "", "", (LEAVING, Click(2)), "")
    assert Progress.of([of_another, _step(Mark(0, False, "a"))]).detour == ()
    assert Progress.of([of_another, beside, of_another]).detour == (beside, of_another)
    assert Progress.of([beside, _step(Mark(1, False, "a"))]).detour == ()


def test_a_detour_does_what_the_plan_was_stuck_at() -> None:
    beside = (Step(2, "", "", (LEAVING, Type(7, "x")), ""), Step(3, "", "", (Click(2),), ""))
    progress = Progress.of([_step(Mark(0, True, "a")), *beside]).after_detour()
    assert progress.instruction == 2
    assert progress.trail.entered == 7
    assert progress.told == {0: "a"}


def test_a_notice_that_was_closed_is_for_no_instruction_and_may_have_been_in_the_way() -> None:
    closing = Step(2, "", "", (CLOSING, Click(8)), "")
    failed = _step(Mark(0, True, "a"), failed=True)
    progress = Progress.of([failed, closing])
    assert (progress.instruction, progress.trail.attempts, progress.detour) == (0, (), ())
    in_vain = replace(closing, failed=True)
    assert Progress.of([failed, in_vain]).trail.vain == {1}
