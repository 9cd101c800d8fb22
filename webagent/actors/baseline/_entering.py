"""Reading the clauses that enter or choose something: “type X into Y”, “select A, B and C”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._intents import Choose, Click, Complete, Fill
from ._phrase import MARK, MARKS
from ._target import read_target

if TYPE_CHECKING:
    from ._intents import Intent
    from ._phrase import Phrase

_INTO = r"(?:into|in to|in|to|as|for)"
_VALUE_THEN_FIELD = re.compile(
    rf"(?P<what>{MARK})\s+{_INTO}\s+(?P<field>.+?)(?:(?:,|\s+and|,\s+and)\s+(?={MARK})|$)"
)
_LABEL_THEN_VALUE = re.compile(
    rf"(?:(?:^|,|\s)\s*(?:and\s+)?)(?P<field>[^{MARKS},]+?)\s*:?\s*(?P<what>{MARK})"
)
_PLACE = re.compile(rf"(?P<head>.*?{MARK})\s+{_INTO}\s+(?P<field>.+)")
_PLAIN_VALUE_THEN_FIELD = re.compile(rf"(?P<what>.+?)\s+{_INTO}\s+(?P<field>.+)", re.IGNORECASE)
_FIELD_WITH_VALUE = re.compile(r"(?P<field>.+?)\s+with\s+(?P<what>.+)", re.IGNORECASE)
_EVERY = re.compile(r"^(?:both|all|each|every)(?:\s+of)?(?:\s+the)?\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?|my|your|this)\s", re.IGNORECASE)
_SAYS_NOTHING = frozenset({"", "text", "value", "word", "phrase", "string", "number", "following"})
_FROM = re.compile(
    r"(?P<what>.+?)\s+(?:from|in|as|for|under)\s+(?P<field>(?:the|my|your)\s+.+)", re.IGNORECASE
)
_NOTHING = frozenset({"nothing", "none", "no option", "no options"})


def read_entry(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    """Read “enter X into Y”, “fill in Y with X” and “enter the username X and the password Y”."""
    rest = clause.part(match["what"])
    with_value = _FIELD_WITH_VALUE.fullmatch(rest.text)
    if with_value and match["verb"].casefold() == "fill":
        return (_fill(rest, with_value),)
    if re.match(MARK, rest.text):
        pairs = list(_VALUE_THEN_FIELD.finditer(rest.text))
        return tuple(_fill(rest, pair) for pair in pairs) or (Fill(rest.quoted[0]),)
    if rest.quoted:
        return _labelled(rest)
    if _ARTICLE.match(rest.text):
        # “the sum of both” is no value but tells of one, and “the user name anna” of no end of it.
        return None
    into = _PLAIN_VALUE_THEN_FIELD.fullmatch(rest.text)
    return (_fill(rest, into) if into else Fill(rest.plain),)


def read_setting(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read “set Y to X”."""
    return (_fill(clause, match),)


def read_suggestion(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read “enter something that starts with X and ends with Y”."""
    where = re.sub(rf"^\s*(?:{_INTO}|from)\s+", "", match["where"] or "")
    return (
        Complete(
            clause.part(match["prefix"]).plain,
            clause.part(match["suffix"]).plain,
            read_target(clause.part(where)) if where else None,
        ),
    )


def read_choice(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read “select A, B and C from Y”; a choice by its place or its price is a click."""
    what = clause.part(match["what"])
    place = _FROM.fullmatch(what.text)
    names = what.part(place["what"]) if place else what
    if names.plain.casefold() in _NOTHING:
        return ()
    target = read_target(names)
    if target.ordinal or target.superlative or target.entry or not target.phrase:
        return (Click(target),)
    written = ", ".join(names.quoted) if len(names.quoted) > 1 else target.phrase
    group = read_target(what.part(place["field"])) if place else None
    on = not match["verb"].casefold().startswith(("un", "de"))
    return (Choose(written, group, on),)


def _labelled(rest: Phrase) -> tuple[Intent, ...] | None:
    """Read values that stand after their labels; what follows the last tells of the fields."""
    place = _PLACE.fullmatch(rest.text)
    head = place["head"] if place else rest.text
    pairs = list(_LABEL_THEN_VALUE.finditer(head))
    if not pairs:
        return None
    values = [rest.part(pair["what"]).plain for pair in pairs]
    labels = [read_target(rest.part(pair["field"])) for pair in pairs]
    if len(pairs) == 1 and place is not None:
        every = _EVERY.match(place["field"])
        target = read_target(rest.part(_EVERY.sub("", place["field"], count=1)))
        vague = labels[0].full.casefold() in _SAYS_NOTHING
        if every or vague or target.phrase or target.ordinal:
            return (Fill(values[0], target, every is not None),)
    if labels[0].full.casefold() in _SAYS_NOTHING:
        return (Fill(values[0]),) if len(values) == 1 else None
    return tuple(Fill(value, label) for value, label in zip(values, labels, strict=True))


def _fill(phrase: Phrase, match: re.Match[str]) -> Fill:
    every = _EVERY.match(match["field"])
    field = match["field"][every.end() :] if every else match["field"]
    target = read_target(phrase.part(field))
    return Fill(phrase.part(match["what"]).plain, target, every is not None)
