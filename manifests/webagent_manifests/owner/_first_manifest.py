"""A first manifest from an owner's answers to a few questions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .._manifest import SCHEMA_VERSION, Verb
from .._selector_list import split_selector_list
from .._specificity import specificity
from .._time_window import TimeWindow
from ..lint import lint
from ._selector_words import subject_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HOURS = re.compile(r"([0-2]?\d:[0-5]\d)\s*[-\u2013]\s*([0-2]?\d:[0-5]\d)(?:\s*UTC)?")
_RATE = re.compile(r"([1-9]\d{0,8})\s*/\s*([1-9]\d{0,8})")
_READING = (Verb.READ_CONTENT, Verb.READ_METADATA, Verb.SCROLL_PAGE)
_FORMS = (Verb.CLICK_ELEMENT, Verb.SET_INPUT_VALUE, Verb.SUBMIT_FORM)
# What a form can be closed by, and what else sends files through one.
_CLOSED_FORMS = (Verb.SET_INPUT_VALUE, Verb.SUBMIT_FORM, Verb.UPLOAD_FILE)
# Which verbs an element of a tag can be the target of, as far as its owner means them.
_VERBS_BY_TAG = {
    "a": (Verb.FOLLOW_LINK, Verb.CLICK_ELEMENT),
    "button": (Verb.CLICK_ELEMENT, Verb.SUBMIT_FORM),
    "form": (Verb.SUBMIT_FORM,),
}
_ANY_TAG = (Verb.CLICK_ELEMENT, Verb.FOLLOW_LINK, Verb.SUBMIT_FORM)


@dataclass(frozen=True, slots=True)
class Answers:
    """What an owner wants, in the terms of `webagent manifest init`.

    `forms` is about filling in and sending forms and pressing buttons. Agents need a person's
    consent for what a selector in `human_for` matches, and must never touch what one in `deny`
    does. `hours` reads `08:00-20:00` (UTC), `rate` is actions and seconds; they bind following
    links and forms, each kind of action by itself. `strict` forbids what has not been asked about.
    """

    reading: bool = True
    links: bool = True
    forms: bool = True
    human_for: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    hours: str | None = None
    rate: tuple[int, int] | None = None
    author: str | None = None
    strict: bool = True


def parse_hours(text: str) -> str:
    """Return a `time_window` from `8:00-20:00`. Raises ValueError."""
    match = _HOURS.fullmatch(text.strip())
    if match is not None:
        window = f"{match[1]:0>5}-{match[2]:0>5} UTC"
        if TimeWindow.parse(window) is not None:
            return window
    raise ValueError(f"Write the hours like 08:00-20:00 (UTC), not “{text}”.")


def parse_rate(text: str) -> tuple[int, int]:
    """Return actions and seconds from `60/3600`. Raises ValueError."""
    match = _RATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"Write the limit like 60/3600 (actions/seconds), not “{text}”.")
    return int(match[1]), int(match[2])


def parse_selector(text: str) -> str:
    """Return a selector as it is written into rules. Raises ValueError where it can't be one."""
    selector = text.strip()
    alone = {**_head(None, datetime.now(UTC)), "resource_rules": [_rule(Verb.ALL, selector, None)]}
    if not lint(json.dumps(alone)).sound:
        raise ValueError(f"“{text}” is no CSS selector: write one like #buy or form.checkout.")
    return selector


def first_manifest(answers: Answers, *, now: datetime | None = None) -> dict[str, Any]:
    """Return a manifest as JSON values, dated `now`; parse_manifest accepts it.

    Raises ValueError for hours and selectors that are none.
    """
    human = [split_selector_list(parse_selector(each)) for each in answers.human_for]
    denied = [split_selector_list(parse_selector(each)) for each in answers.deny]
    forbidden = [branch for branches in denied for branch in branches]
    rules = [
        *_general_rules(answers),
        *(rule for branches in human for rule in _human_rules(branches, forbidden, answers)),
        *(rule for branches in denied for rule in _denials(branches)),
    ]
    document = {**_head(answers.author, now or datetime.now(UTC)), "strict": answers.strict}
    return {**document, "resource_rules": rules} if rules else document


def _head(author: str | None, moment: datetime) -> dict[str, Any]:
    updated = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata = {"schema_version": SCHEMA_VERSION, "last_updated": updated}
    return {"metadata": {**metadata, "author": author} if author else metadata, "strict": True}


def _general_rules(answers: Answers) -> list[dict[str, Any]]:
    limits = _limits(answers)
    rules: list[dict[str, Any]] = []
    for verbs, wanted, modifiers in (
        (_READING, answers.reading, {}),
        ((Verb.FOLLOW_LINK,), answers.links, limits),
        (_FORMS if answers.forms else _CLOSED_FORMS, answers.forms, limits),
    ):
        for verb in verbs:
            # In a strict manifest silence forbids, in one that is not it allows.
            if wanted and (answers.strict or modifiers):
                rules.append(_rule(verb, "*", modifiers))
            elif not wanted and not answers.strict and verb is not Verb.SCROLL_PAGE:
                rules.append(_rule(verb, "*", None))
    return rules


def _human_rules(
    branches: Sequence[str], forbidden: Sequence[str], answers: Answers
) -> list[dict[str, Any]]:
    consent = {**_limits(answers), "human_in_the_loop": True}
    wanted = [branch for branch in branches if branch not in forbidden]
    rules = [
        _rule(verb, _without(selectors, forbidden), consent)
        for verb, selectors in _by_verb(wanted).items()
    ]
    if wanted and not answers.forms:
        # A form that a person lets through has to be filled in and sent with its button.
        within = _without([f"{branch} *" for branch in wanted], forbidden)
        rules.append(_rule(Verb.SET_INPUT_VALUE, within, _limits(answers)))
        rules.append(_rule(Verb.CLICK_ELEMENT, within, consent))
        rules.append(_rule(Verb.SUBMIT_FORM, within, consent))
    return rules


def _denials(branches: Sequence[str]) -> list[dict[str, Any]]:
    by_verb = _by_verb(branches)
    fillable = [each for each in branches if subject_tag(each) not in ("a", "button")]
    if fillable:
        by_verb[Verb.SET_INPUT_VALUE] = fillable
    # A prohibition on a container yields to any rule on what is in it, such as one on `*`.
    return [
        _rule(verb, ", ".join(part for each in selectors for part in (each, f"{each} *")), None)
        for verb, selectors in by_verb.items()
    ]


def _by_verb(branches: Sequence[str]) -> dict[Verb, list[str]]:
    found: dict[Verb, list[str]] = {}
    for branch in branches:
        for verb in _VERBS_BY_TAG.get(subject_tag(branch), _ANY_TAG):
            found.setdefault(verb, []).append(branch)
    return found


def _without(selectors: Iterable[str], forbidden: Sequence[str]) -> str:
    """Leave out what must never be touched, where the selector wins over the prohibition or ties.

    In a tie the prohibition would win by coming later, which the next edit may change.
    """
    parts: list[str] = []
    for selector in selectors:
        stronger = [each for each in forbidden if specificity(selector) >= specificity(each)]
        excluded = ", ".join(part for each in stronger for part in (each, f"{each} *"))
        parts.append(f"{selector}:not({excluded})" if excluded else selector)
    return ", ".join(parts)


def _limits(answers: Answers) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if answers.rate is not None:
        most, seconds = answers.rate
        limits["rate_limit"] = {"max_requests": most, "window_seconds": seconds}
    if answers.hours is not None:
        limits["time_window"] = parse_hours(answers.hours)
    return limits


def _rule(verb: Verb, selector: str, modifiers: dict[str, Any] | None) -> dict[str, Any]:
    """Return a rule: `modifiers` is None for a prohibition."""
    rule: dict[str, Any] = {
        "verb": verb.value, "selector": selector, "allowed": modifiers is not None,
    }  # fmt: skip
    return {**rule, "modifiers": modifiers} if modifiers else rule
