"""An answer beside the right one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ._vector import Expectation

_WORDS = {"rate_limited": "wait"}
_BINDING = ("valid", "flagged", "api", "log", "unchanged")
_DESCRIBING = ("reason_code", "source", "site", "warned", "requests", "saved")


@dataclass(frozen=True, slots=True)
class Difference:
    """One key on which the answers differ; `binding` if that fails the vector."""

    key: str
    expected: object
    got: object
    binding: bool


def differences(expected: Expectation, answer: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return what is wrong with an answer; see `Expectation` for what binds."""
    return tuple(_binding(expected, answer)) + tuple(_describing(expected, answer))


def _binding(expected: Expectation, answer: Mapping[str, Any]) -> Iterator[Difference]:
    told = expected.model_dump(mode="json", exclude_unset=True)
    if expected.decision is not None:
        said = answer.get("decision")
        word = _WORDS.get(said, said) if isinstance(said, str) else said
        if word != expected.decision and word not in expected.also_acceptable:
            yield Difference("decision", expected.decision, said, True)
        elif "rule_index" in told and word == expected.decision:
            got = answer.get("rule_index")
            if got != expected.rule_index or isinstance(got, bool):
                yield Difference("rule_index", expected.rule_index, got, True)
    for key in ("hidden", "visible"):
        if key in told and sorted(_texts(answer.get(key))) != sorted(told[key]):
            yield Difference(key, told[key], answer.get(key), True)
    for key in _BINDING:
        if key in told and answer.get(key) != told[key]:
            yield Difference(key, told[key], answer.get(key), True)


def _describing(expected: Expectation, answer: Mapping[str, Any]) -> Iterator[Difference]:
    told = expected.model_dump(mode="json", exclude_unset=True)
    for key in _DESCRIBING:
        got = answer.get(key)
        if key in told and got is not None and got != told[key]:
            yield Difference(key, told[key], got, False)
    until = answer.get("until")
    if expected.until is not None and isinstance(until, str) and not _near(expected.until, until):
        yield Difference("until", told["until"], until, False)
    if expected.lint is not None and answer.get("lint") is not None:
        missing = [each for each in told["lint"] if each not in _texts(answer["lint"])]
        if missing:
            yield Difference("lint", told["lint"], answer["lint"], False)


def _near(expected: datetime, written: str) -> bool:
    try:
        return abs((datetime.fromisoformat(written) - expected).total_seconds()) <= 1
    except (ValueError, TypeError):
        return False


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        return []
    return [each for each in cast("list[object]", value) if isinstance(each, str)]
