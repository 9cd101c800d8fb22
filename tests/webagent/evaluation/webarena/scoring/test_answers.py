"""`string_match`: the clauses of WebArena's rules for answers, oddities included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.errors import UsageError
from webagent.evaluation.webarena import (
    NoJudge,
    parse_task,
    score_answer,
    score_answer_judged,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def by(references: Mapping[str, Any], **others: Any) -> dict[str, Any]:
    return {"intent": "How many?", "eval": {"reference_answers": references, **others}}


class Says:
    """A judge who says what it was told to say, and remembers what it was asked."""

    def __init__(self, *verdicts: bool | None) -> None:
        self._verdicts = iter(verdicts)
        self.asked: list[tuple[str, ...]] = []

    async def same(self, question: str, reference: str, answer: str) -> bool | None:
        self.asked.append(("answer", question, reference, answer))
        return next(self._verdicts)

    async def same_reason(self, question: str, reference: str, answer: str) -> bool | None:
        self.asked.append(("reason", question, reference, answer))
        return next(self._verdicts)


@pytest.mark.parametrize(
    ("reference", "answer", "score"),
    [
        ("Quest Lumaflex™ Band", "quest lumaflex™ band", 1),
        ("abc", " 'ABC'\n", 1),
        ("abc", "abc.", 0),
        ("abc", "", 0),
        # The answer is cleaned twice, the reference once.
        ("abc", "'\"abc\"'", 1),
        ("'\"abc\"'", "abc", 0),
        # White space inside quotes goes with the second cleaning.
        ("abc", "' abc '", 1),
        # A quote mark alone is a pair of itself.
        ("'", "", 1),
        ("İ", "i̇", 1),
    ],
)
def test_an_exact_answer_is_equal_once_both_are_cleaned(
    reference: str, answer: str, score: float
) -> None:
    assert score_answer(by({"exact_match": reference}), answer).score == score


@pytest.mark.parametrize(
    ("references", "answer", "score"),
    [
        (["12"], "3128", 1),
        (["a", "b"], "cab", 1),
        (["a", "b"], "can", 0),
        ([], "anything", 1),
        ([""], "", 1),
        # It is no list of alternatives here, as it is on pages.
        (["yes |OR| no"], "yes", 0),
    ],
)
def test_what_must_be_included_is_a_part_of_the_answer(
    references: list[str], answer: str, score: float
) -> None:
    assert score_answer(by({"must_include": references}), answer).score == score


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("2", 1),
        ("12", 0),
        ("2.5", 0),
        ("2,000", 0),
        ("$2", 1),
        ("2%", 1),
        ("2nd", 0),
        ("It is 2.", 1),
        ("(2)", 1),
        ("1/2", 0),
        # A full stop between a number and a letter ends no sentence, and stays with the number;
        ("It is 2. I looked twice.", 0),
        # but it does before a bracket or another number, and before nothing.
        ("There are 2. (See the list.)", 1),
        ("The count is 2. 3 are new", 1),
        ("2. a.m.; later", 0),
    ],
)
def test_a_single_character_has_to_be_a_word_of_the_answer(answer: str, score: float) -> None:
    assert score_answer(by({"must_include": ["2"]}), answer).score == score


def test_of_several_references_a_single_character_may_be_anywhere() -> None:
    assert score_answer(by({"must_include": ["2", "8"]}), "128").score == 1


def test_an_answer_by_its_meaning_is_left_open_without_a_judge() -> None:
    score = score_answer(by({"fuzzy_match": ["3h", "4h"]}), "three hours")
    assert score.score is None
    assert [check.score for check in score.checks] == [None, None]
    assert "takes a judge" in score.checks[0].reason


def test_what_failed_is_0_also_where_the_rest_takes_a_judge() -> None:
    task = by({"must_include": ["Hyatt"], "fuzzy_match": ["3h"]})
    assert score_answer(task, "Hilton").score == 0
    assert score_answer(task, "Hyatt").score is None


@pytest.mark.parametrize(
    ("answer", "score"), [("N/A", 1), (" 'n/a' ", 1), ("no", None), ("", None)]
)
def test_that_a_task_cant_be_done_takes_a_judge_unless_just_that_is_said(
    answer: str, score: float | None
) -> None:
    task = by({"fuzzy_match": "N/A"}, string_note="It is not sold")
    assert score_answer(task, answer).score == score


@pytest.mark.parametrize(
    ("verdicts", "score"), [((True, True), 1), ((True, False), 0), ((None, True), None)]
)
async def test_the_judge_is_asked_for_each_reference(
    verdicts: tuple[bool | None, ...], score: float | None
) -> None:
    judge = Says(*verdicts)
    task = by({"fuzzy_match": ["3h", "4h"]})
    assert (await score_answer_judged(task, " 'Three Hours'", judge)).score == score
    assert judge.asked == [("answer", "How many?", each, "three hours") for each in ("3h", "4h")]


async def test_the_judge_is_told_the_reason_why_a_task_cant_be_done() -> None:
    judge = Says(True)
    task = by({"fuzzy_match": "N/A"}, string_note="It is not sold")
    assert (await score_answer_judged(task, "Not in the shop", judge)).score == 1
    assert judge.asked == [("reason", "How many?", "It is not sold", "not in the shop")]
    assert (await score_answer_judged(task, "N/A", Says())).score == 1


async def test_the_judge_of_reasons_overrules_what_was_found_before() -> None:
    # An oddity of WebArena: the product begins anew.
    task = by({"must_include": ["x"], "fuzzy_match": "N/A"}, string_note="It is not sold")
    assert score_answer(task, "N/A").score is None
    judged = await score_answer_judged(task, "N/A", Says(True))
    assert judged.score == 1
    assert [check.score for check in judged.checks] == [0, 1]
    after = by({"fuzzy_match": "N/A", "must_include": ["x"]}, string_note="It is not sold")
    assert (await score_answer_judged(after, "sold out", Says(True))).score == 0


async def test_no_judge_leaves_open_what_a_judge_would_settle() -> None:
    for references in ({"fuzzy_match": ["3h"]}, {"fuzzy_match": "N/A"}):
        task = by(references, string_note="It is not sold")
        judged = await score_answer_judged(task, "3h", NoJudge())
        assert judged.score is None


def test_a_rule_that_webarena_lacks_is_ignored_and_said_so() -> None:
    score = score_answer(by({"must_exclude": ["a"]}), "a")
    assert score.score == 1
    assert "ignored" in score.checks[0].reason


@pytest.mark.parametrize(
    "references",
    [
        None,
        {"exact_match": ["a"]},
        {"must_include": "a"},
        {"fuzzy_match": "n/a"},
        {"must_include": [3]},
        {"exact_match": None},
    ],
)
def test_a_malformed_task_is_no_score(references: Any) -> None:
    with pytest.raises(UsageError):
        score_answer(by(references), "a")


async def test_a_reason_that_nobody_told_cant_be_judged() -> None:
    with pytest.raises(UsageError, match="string_note"):
        await score_answer_judged(by({"fuzzy_match": "N/A"}), "no", Says(True))


def test_a_parsed_task_scores_as_the_object_it_was_read_from() -> None:
    told = {
        "sites": ["map"],
        "task_id": 34,
        "start_url": "http://map.example",
        "intent": "How long?",
        "intent_template_id": 64,
        "eval": {
            "eval_types": ["string_match"],
            "reference_answers": {"exact_match": "hyatt regency", "must_include": ["Hyatt"]},
        },
    }
    for answer, score in (("Hyatt Regency", 1), ("Hyatt", 0)):
        assert score_answer(told, answer) == score_answer(parse_task(told), answer)
        assert score_answer(told, answer).score == score


@given(st.text(), st.text(), st.text())
def test_a_reference_in_the_middle_of_an_answer_is_found(
    before: str, reference: str, after: str
) -> None:
    both = [f"{reference}x", f"{reference}x"]
    assert score_answer(by({"must_include": both}), f"<{before}{reference}x{after}>").score == 1


@given(st.text(max_size=40), st.sampled_from(["2", "a", "%", "."]))
def test_a_single_character_that_is_not_there_is_no_word(text: str, character: str) -> None:
    if character not in text.lower():
        assert score_answer(by({"must_include": [character]}), text).score == 0
