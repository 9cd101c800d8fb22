"""Checking what was permitted in a run, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_manifests import ReasonCode, Verdict, origin_of

from ._found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from webagent_manifests import PolicyStatus

    from webagent.recording import EventData

    from .._checks import PermissionsCheck


def check_permissions(expected: PermissionsCheck, events: Sequence[EventData]) -> Iterator[Found]:
    """Yield how often actions were denied, asked about and approved, as far as that matters."""
    decided = [each for each in events if each["type"] == "permission" and _counts(expected, each)]
    of_what = f" for {' or '.join(expected.verb)}" if expected.verb else ""
    by_whom = f" by the word of {' or '.join(expected.source)}" if expected.source else ""
    numbers = (
        (expected.denied, "denied", sum(not each["granted"] for each in decided)),
        (expected.asked, "put to a person", sum(each["approved"] is not None for each in decided)),
        (expected.approved, "approved", sum(each["approved"] is True for each in decided)),
    )
    for wanted, word, number in numbers:
        if wanted is not None:
            what = f"actions {word}{of_what}{by_whom}: {wanted}"
            yield Found(wanted.holds(number), what, str(number))


def check_manifest(expected: PolicyStatus, events: Sequence[EventData], start: str) -> Found:
    """Return whether the manifest of the start address is as expected."""
    home = origin_of(start)
    met = [
        each["status"]
        for each in events
        if each["type"] == "policy" and each["url"] and origin_of(each["url"]) == home
    ]
    there = f"it is {met[0]}" if met else "nobody asked for it"
    what = f"the manifest of {home} is {expected.value}"
    return Found(expected.value in met, what, there)


def _counts(expected: PermissionsCheck, event: EventData) -> bool:
    return any(
        (ruling["verdict"] != Verdict.ALLOW.word or ruling["reason_code"] == ReasonCode.APPROVED)
        and (expected.verb is None or ruling["verb"] in expected.verb)
        and (expected.source is None or ruling["source"] in expected.source)
        for ruling in event["rulings"]
    )
