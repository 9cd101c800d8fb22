"""What a task's end is compared with: as much of a task as scoring needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from webagent.errors import UsageError
from webagent.evaluation.webarena._reading import parsed
from webagent.evaluation.webarena._task import PageTarget, WebArenaTask

GOLD_IN_PREDICTED = "GOLD in PRED"
"""The one rule for comparing addresses that WebArena has."""
Reference: TypeAlias = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standard:
    """The `eval` of a task. What is `None` is not there, which only the one who needs it minds."""

    eval_types: tuple[str, ...] | None = None
    reference_answers: dict[str, Reference] | None = None
    """By rule, in the order of the file: the rule for `N/A` depends on what came before it."""
    reference_url: str | None = None
    url_note: str | None = GOLD_IN_PREDICTED
    program_html: tuple[PageTarget, ...] | None = None
    string_note: str | None = None


@dataclass(frozen=True, slots=True)
class Rubric:
    """What a task's end is compared with."""

    eval: Standard
    intent: str = ""


TaskLike: TypeAlias = Rubric | WebArenaTask | Mapping[str, Any]
"""A task: parsed, or the object that stands for it in `test.raw.json`, its addresses filled in."""


def rubric_of(task: TaskLike) -> Rubric:
    """Return what scoring needs of a task.

    Raises:
        UsageError: it is malformed; the message says where.
    """
    if isinstance(task, Rubric):
        return task
    if isinstance(task, WebArenaTask):
        return Rubric(_standard_of(task), task.intent)
    return parsed(Rubric, task, "The task")


def _standard_of(task: WebArenaTask) -> Standard:
    told = task.eval
    answers = told.reference_answers
    rules = ("exact_match", "must_include", "fuzzy_match")
    given = {} if answers is None else {rule: getattr(answers, rule) for rule in rules}
    return Standard(
        eval_types=told.eval_types,
        reference_answers=None
        if answers is None
        else {rule: value for rule, value in given.items() if value is not None},
        reference_url=told.reference_url,
        url_note=GOLD_IN_PREDICTED if told.url_note is None else told.url_note,
        program_html=told.program_html,
        string_note=told.string_note,
    )


def text_of(value: Reference, what: str) -> str:
    """Return a value that has to be a text.

    Raises:
        UsageError: it is none.
    """
    if not isinstance(value, str):
        raise UsageError(f"The task is malformed: {what} has to be a text.")
    return value


def texts_of(value: Reference, what: str) -> tuple[str, ...]:
    """Return a value that has to be a list of texts; a text alone is none, as in WebArena.

    Raises:
        UsageError: it is none.
    """
    if not isinstance(value, tuple):
        raise UsageError(f"The task is malformed: {what} has to be a list of texts.")
    return value
