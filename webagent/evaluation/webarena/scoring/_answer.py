"""Scoring an answer: WebArena's `string_match`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent.errors import UsageError
from webagent.evaluation._score import Check, Score

from ._rubric import rubric_of, text_of, texts_of
from ._text import cleaned, includes, is_same, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._judge import Judge
    from ._rubric import Reference, Rubric, TaskLike

UNACHIEVABLE = "N/A"
"""The answer to a task that can't be done."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What only a judge can tell."""

    name: str
    reference: str | None
    answer: str
    of_reason: bool = False

    def check(self, same: bool | None, reason: str) -> Check:
        return Check(self.name, None if same is None else float(same), reason)


@dataclass(frozen=True, slots=True)
class _Findings:
    """What was found so far, in the order of WebArena."""

    found: tuple[Check | _Question, ...] = ()
    counted_from: int = 0
    """What comes before is overruled by what was found there."""

    def score(self, checks: Iterable[Check]) -> Score:
        checks = tuple(checks)
        return Score(Score.product(checks[self.counted_from :]).score, checks)


def score_answer(task: TaskLike, answer: str) -> Score:
    """Score an answer, as WebArena does, without a judge.

    Answer and references are stripped, freed of one pair of quotes and lower-cased, the answer
    twice. `exact_match` is equality. `must_include` is being a part, of the answer as a text; a
    single reference of one character has to be a word of it. `fuzzy_match` takes a judge and is
    left open, but for the answer `N/A` where just that is right. Rules of other names are ignored.

    Args:
        task: what it is scored by.
        answer: what the agent answered; empty where it did not.

    Returns:
        0 or 1 with a check for each reference, or `None` where it takes a judge.

    Raises:
        UsageError: the task is malformed, or has no reference answers.
    """
    findings = _findings(rubric_of(task), answer)
    return findings.score(
        found.check(None, "not judged: it takes a judge") if isinstance(found, _Question) else found
        for found in findings.found
    )


async def score_answer_judged(task: TaskLike, answer: str, judge: Judge) -> Score:
    """Score an answer as `score_answer` does, and ask the judge where it takes one.

    The judge gets the answer as it was cleaned.

    Raises:
        UsageError: as `score_answer`; or a reason has to be judged, and the task tells none.
        webagent.models.ModelError: the judge is a model that can't be used.
    """
    rubric = rubric_of(task)
    findings = _findings(rubric, answer)
    return findings.score(
        [
            await _judged(found, rubric.intent, judge) if isinstance(found, _Question) else found
            for found in findings.found
        ]
    )


async def _judged(question: _Question, intent: str, judge: Judge) -> Check:
    ask = judge.same_reason if question.of_reason else judge.same
    if question.reference is None:
        raise UsageError(
            "The task is malformed: string_note has to tell why the task can't be done."
        )
    same = await ask(intent, question.reference, question.answer)
    said = {
        True: "the judge says so",
        False: "the judge says no",
        None: "the judge gave no verdict",
    }
    return question.check(same, f"{said[same]}: {shown(question.answer)}")


def _findings(rubric: Rubric, answer: str) -> _Findings:
    references = rubric.eval.reference_answers
    if references is None:
        raise UsageError("The task has no reference answers.")
    answer = cleaned(answer)
    findings = _Findings()
    for rule, reference in references.items():
        findings = _with_rule(findings, rule, reference, answer, rubric.eval.string_note)
    return findings


def _with_rule(
    findings: _Findings, rule: str, reference: Reference, answer: str, note: str | None
) -> _Findings:
    match rule:
        case "exact_match":
            added = (_exact(text_of(reference, rule), answer),)
        case "must_include":
            added = tuple(_included(texts_of(reference, rule), answer))
        case "fuzzy_match" if reference == UNACHIEVABLE:
            return _with_unachievable(findings, answer, note)
        case "fuzzy_match":
            added = tuple(
                _Question(f"answer means {shown(each)}", each, answer)
                for each in texts_of(reference, rule)
            )
        case _:
            added = (Check(f"answer: {shown(rule)}", 1.0, "WebArena has no such rule: ignored"),)
    return _Findings((*findings.found, *added), findings.counted_from)


def _with_unachievable(findings: _Findings, answer: str, note: str | None) -> _Findings:
    """Add the rule for what can't be done: WebArena's judge overrules what was found before."""
    failed = any(isinstance(found, Check) and found.score == 0 for found in findings.found)
    if is_same(UNACHIEVABLE, answer) and not failed:
        return _Findings(
            (*findings.found, _exact(UNACHIEVABLE, answer)),
            findings.counted_from,
        )
    question = _Question("answer tells why it can't be done", note, answer, of_reason=True)
    return _Findings((*findings.found, question), len(findings.found))


def _exact(reference: str, answer: str) -> Check:
    same = is_same(reference, answer)
    reason = "it does" if same else f"it is {shown(cleaned(answer))}"
    return Check(f"answer equals {shown(reference)}", float(same), reason)


def _included(references: tuple[str, ...], answer: str) -> Iterator[Check]:
    alone = len(references) == 1
    for reference in references:
        there = includes(reference, answer, by_word=alone)
        reason = "it does" if there else f"it is not in {shown(cleaned(answer))}"
        yield Check(f"answer includes {shown(reference)}", float(there), reason)
