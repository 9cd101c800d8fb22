"""Scoring the address of the last page: WebArena's `url_match`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlparse

from webagent.errors import UsageError
from webagent.evaluation._score import Check, Score

from ._rubric import GOLD_IN_PREDICTED, rubric_of
from ._text import shown

if TYPE_CHECKING:
    from ._rubric import TaskLike

ALTERNATIVES = " |OR| "
"""Stands between what is as good."""


def score_url(task: TaskLike, url: str) -> Score:
    """Score an address, as WebArena does.

    Host and path of one of the reference addresses are a part of those of the address, whatever the
    scheme, with upper and lower case. Each key in the queries of all of them together has one of
    the values that it has in any of them; what else the query says does not matter. Slashes at the
    end are dropped.

    Args:
        task: what it is scored by.
        url: the address of the page where the agent stopped.

    Returns:
        0 or 1 with a check for the place and one for each key.

    Raises:
        UsageError: the task is malformed, has no reference address, or a rule that WebArena does
            not have either; or an address can't be read.
    """
    standard = rubric_of(task).eval
    if standard.reference_url is None:
        raise UsageError("The task has no reference address.")
    if standard.url_note != GOLD_IN_PREDICTED:
        raise UsageError(
            f"The task is malformed: url_note is {shown(str(standard.url_note))}, and WebArena "
            f"knows only {shown(GOLD_IN_PREDICTED)}."
        )
    golden = [_parts(each) for each in standard.reference_url.split(ALTERNATIVES)]
    place, query = _parts(url)
    wanted: dict[str, list[str]] = {}
    for _, values_of in golden:
        for key, values in values_of.items():
            wanted.setdefault(key, []).extend(values)
    checks = [_place([each for each, _ in golden], place)]
    checks.extend(_value(key, values, query.get(key, [])) for key, values in wanted.items())
    return Score.product(checks)


def _parts(url: str) -> tuple[str, dict[str, list[str]]]:
    """Return host and path, and the query."""
    try:
        parsed = urlparse(url.rstrip("/"))
        return parsed.netloc + parsed.path, parse_qs(parsed.query)
    except ValueError as error:
        raise UsageError(f"The address {shown(url)} can't be read: {error}.") from error


def _place(wanted: list[str], place: str) -> Check:
    there = any(each in place for each in wanted)
    name = f"address is in {' or '.join(map(shown, wanted))}"
    return Check(name, float(there), f"it is {shown(place)}")


def _value(key: str, wanted: list[str], given: list[str]) -> Check:
    there = any(each in given for each in wanted)
    name = f"address has {key} = {' or '.join(map(shown, dict.fromkeys(wanted)))}"
    reason = f"it has {' and '.join(map(shown, given))}" if given else "it has none"
    return Check(name, float(there), reason)
