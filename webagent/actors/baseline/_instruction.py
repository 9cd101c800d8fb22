"""Reading a task: from its clauses to a plan."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ._intents import (
    ActOn,
    AddToCart,
    Choose,
    ChooseLooks,
    ChooseSize,
    Complete,
    CopyDetails,
    CopyText,
    DragInto,
    DragTowards,
    Fill,
    Find,
    FormatText,
    MoveEntry,
    PlaceOrder,
    PutInOrder,
    Search,
    Send,
    SetSliders,
    TellCount,
    TellName,
    TellPrice,
    Visit,
)
from ._ordering import addition_of
from ._phrase import VERBS, clauses
from ._reading import About, Alone, Refrain
from ._rules import read_clause
from ._target import Target
from ._wanted import PRONOUNS, Wanted, read_wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._intents import Intent
    from ._phrase import Phrase
    from ._reading import Reading

_TELLING = (TellCount, TellName, TellPrice)
_LEADING = (Find, Search, Visit)
_ENTERING = (
    Choose, ChooseLooks, Complete, CopyDetails, CopyText, DragInto, DragTowards, Fill,
    FormatText, MoveEntry, PutInOrder, SetSliders,
)  # fmt: skip
"""After these something may have to be sent, also where the task doesn't say so."""
_PRONOUNS = PRONOUNS | {"its", "the product"}
_CHATTER = re.compile(
    r"(?:would you )?mind"
    r"|(?:hi|hello|hey|thanks?|thank you|cheers|good (?:morning|afternoon|evening))(?: there| all)?"
    r"|(?:i|we|it|this|there|my|our|the \w+)(?:['’](?:m|re|s|ve|d)"
    r"| (?:am|is|are|have|like|love|drink|need|think))\b.*",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\d|\b(?:if|only|unless|but|except|without|not|no|never|must|most|least|budget of|limit)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
"""What a statement may say that bears on what is to be done."""
_LONG_VERB = 5
_TYPING_ERROR = 0.8


class NotUnderstood(ValueError):
    """A clause of the task is no instruction this reader knows; its text is the message."""


def read_plan(task: str) -> tuple[Intent, ...]:
    """Return what a task asks for, in order.

    Raises:
        NotUnderstood: a clause is no plain instruction. Doing only the rest could do harm.
    """
    said = [found for clause in clauses(task) if (found := _read(clause))]
    readings = [reading for found in said for reading in found]
    if len(said) > 1 and any(isinstance(each, ActOn) and each.guessed for each in readings):
        raise NotUnderstood(task)
    plan = _resolved(readings)
    refrains = any(isinstance(reading, Refrain) for reading in readings)
    if not plan or (refrains and any(isinstance(intent, PlaceOrder) for intent in plan)):
        raise NotUnderstood(task)
    if any(isinstance(intent, _TELLING) for intent in plan[:-1]):
        raise NotUnderstood(task)
    if isinstance(plan[-1], _ENTERING):
        plan.append(Send())
    return tuple(plan)


def _read(clause: Phrase) -> tuple[Reading, ...]:
    found = _by_rule(clause)
    if found is None:
        found = _by_rule(_corrected(clause))
    if found is None and not (
        _CHATTER.fullmatch(clause.text) and not _CONDITION.search(clause.text)
    ):
        raise NotUnderstood(clause.plain)
    return found or ()


def _by_rule(clause: Phrase) -> tuple[Reading, ...] | None:
    found = read_clause(clause)
    if found is not None:
        return found
    topic, colon, rest = clause.text.partition(":")
    if colon and topic and rest.strip():
        found = read_clause(clause.part(rest))
        return found and (About(read_wanted(clause.part(topic))), *found)
    return None


def _corrected(clause: Phrase) -> Phrase:
    """Return a clause with its verb as it was probably meant to be spelt."""
    first, space, rest = clause.text.partition(" ")
    like = get_close_matches(first.casefold(), VERBS, 1, _TYPING_ERROR)
    return clause.part(f"{like[0]}{space}{rest}") if like and len(first) >= _LONG_VERB else clause


def _resolved(readings: Iterable[Reading]) -> list[Intent]:
    """Return a plan in which “it” is what was spoken of last, and no marks are left."""
    plan: list[Intent] = []
    topic: Wanted | None = None
    for reading in readings:
        if isinstance(reading, About):
            topic = reading.thing
        elif isinstance(reading, Alone):
            if plan and isinstance(plan[-1], TellName):
                plan[-1] = replace(plan[-1], alone=True)
        elif not isinstance(reading, Refrain):
            if plan and isinstance(plan[-1], TellName):
                # “Which is the cheapest? Put that into the cart” asks for no answer.
                plan[-1] = Find(plan[-1].item)
            plan += _meant(reading, topic, plan)
            topic = _topic(reading) or topic
    return plan


def _meant(intent: Intent, topic: Wanted | None, plan: list[Intent]) -> tuple[Intent, ...]:
    """Return what an instruction means after those of a plan, where a thing was spoken of."""
    if topic is None or topic.item is None:
        return (intent,)
    match intent:
        case Search(query) if query.casefold() in _PRONOUNS:
            return (Search(topic.item.full),)
        case Visit(target) if target.phrase.casefold() in _PRONOUNS:
            return (Find(topic.item),)
        case TellPrice() if plan and isinstance(plan[-1], Search):
            return (Find(topic.item), intent)
        case AddToCart() | Choose() | ChooseSize() | TellPrice() if not any(
            isinstance(each, _LEADING) for each in plan
        ):
            if isinstance(intent, AddToCart):
                one = replace(topic, count=max(topic.count, intent.quantity))
                return addition_of(one)
            return (Find(topic.item), intent)
        case _:
            return (intent,)


def _topic(intent: Intent) -> Wanted | None:
    match intent:
        case Search(query):
            return Wanted(Target.named(query))
        case Find(item):
            return Wanted(item)
        case _:
            return None
