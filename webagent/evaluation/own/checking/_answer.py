"""Checking what the agent said."""

from __future__ import annotations

import re
from math import isclose
from typing import TYPE_CHECKING

from ._found import Found, listed, quoted
from ._words import numbers_in, same, stands_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .._checks import AnswerCheck, NumberCheck


def check_answer(check: AnswerCheck, answer: str) -> Iterator[Found]:
    """Yield what came of each thing that is expected of an answer."""
    there = f"it is {quoted(answer)}" if answer.strip() else "there is no answer"
    if check.exact is not None:
        expected = f"the answer is {quoted(check.exact)}"
        yield Found(same(check.exact, answer), expected, there)
    for text in check.includes or ():
        yield Found(stands_in(text, answer), f"the answer includes {quoted(text)}", there)
    if check.any_of is not None:
        expected = f"the answer includes {listed(check.any_of, 'or')}"
        yield Found(any(stands_in(text, answer) for text in check.any_of), expected, there)
    for text in check.excludes or ():
        yield Found(not stands_in(text, answer), f"the answer leaves out {quoted(text)}", there)
    if check.regex is not None:
        expected = f"the answer matches {quoted(check.regex)}"
        yield Found(re.search(check.regex, answer) is not None, expected, there)
    if check.number is not None:
        yield _number(check.number, answer, there)


def _number(check: NumberCheck, answer: str, there: str) -> Found:
    numbers = numbers_in(answer)
    near = [n for n in numbers if _is_near(n, check)]
    within = f" ± {check.tolerance:g}" if check.tolerance else ""
    alone = " and no other number" if check.only else ""
    expected = f"the answer has the number {check.value:g}{within}{alone}"
    passed = bool(near) and (not check.only or len(near) == len(numbers))
    return Found(passed, expected, there)


def _is_near(number: float, check: NumberCheck) -> bool:
    # What is written as 0.3 and comes out of 0.1 + 0.2 is the same.
    return isclose(number, check.value, rel_tol=1e-9, abs_tol=check.tolerance + 1e-12)
