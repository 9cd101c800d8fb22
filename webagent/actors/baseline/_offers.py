"""Taking one of several offers: “book the cheapest flight”, where each has a button of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_actions import Click as ClickOn
from webagent_observation import walk

from ._entries import click_extreme, extreme, named_entries
from ._facts import measure
from ._intents import TakeOffer
from ._moves import Fulfilled, Stuck, press
from ._page import Entry
from ._target import read_item
from ._words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._facts import Superlative
    from ._intents import Intent
    from ._moves import Next, Trail
    from ._page import Control, Page
    from ._phrase import Phrase
    from ._reading import Rule

_FEWEST = 2
_OFFERING = frozenset(
    stem
    for word in ("book", "buy", "choose", "get", "order", "reserve", "select", "take", "view")
    for stem in stems(word)
)
"""What buttons of offers begin with."""


def take_offer(intent: TakeOffer, page: Page, trail: Trail) -> Next:
    """Compare what the page tells of each offer, and press the button of the best."""
    if trail.of(ClickOn):
        return Fulfilled()
    superlative = intent.offer.superlative
    assert superlative is not None
    offers = _offers(superlative, page)
    if not offers:
        return click_extreme(superlative, named_entries(intent.offer, page), page)
    found = extreme(superlative, offers, page)
    if isinstance(found, Stuck):
        return found
    (button,) = found.entry.controls
    why = f"{button} is for the {superlative} of {found.among}, {found.measure.text}"
    move = press(button, why)
    return replace(move, told=f"{move.told} for the {superlative}, {found.measure.text}")


def _offers(superlative: Superlative, page: Page) -> tuple[Entry, ...]:
    """Return the offers that buttons which begin alike are for, each with what is told of it.

    That stands before its button, or after it where nothing to compare comes before the first.
    """
    buttons = _alike(page)
    if len(buttons) < _FEWEST:
        return ()
    texts = _texts_around(buttons, page)
    tells_before = measure(superlative.quantity, f"{texts[0]} {buttons[0].node.name}") is not None
    told = texts[:-1] if tells_before else texts[1:]
    return tuple(
        Entry((button,), f"{text} {button.node.name}")
        for button, text in zip(buttons, told, strict=True)
    )


def _alike(page: Page) -> list[Control]:
    """Return the buttons and links that offer something, those of the word that most begin with."""
    groups: dict[str, list[Control]] = {}
    for control in page.pressables:
        first = next(iter(stems(control.node.name)), "")
        if first in _OFFERING and control.node.role in {"button", "link"}:
            groups.setdefault(first, []).append(control)
    return max(groups.values(), key=len) if groups else []


def _texts_around(buttons: Sequence[Control], page: Page) -> list[str]:
    """Return what the page tells before each button, and after the last."""
    refs = {button.ref for button in buttons}
    texts: list[list[str]] = [[]]
    for node in walk(page.nodes):
        if node.ref in refs:
            texts.append([])
        elif node.name:
            texts[-1].append(node.name)
    return [" ".join(text) for text in texts]


def _take(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    offer = read_item(clause.part(match["what"]))
    return (TakeOffer(offer),) if offer.superlative and _OFFER.fullmatch(offer.phrase) else None


_OFFER = re.compile(
    r"(?:[\w-]+ ){0,2}(?:tickets?|flights?|fares?|seats?|rooms?|hotels?|trips?|trains?|bus(?:es)?"
    r"|rides?|tours?|offers?|deals?|options?|plans?|packages?|connections?|journeys?|rates?|quotes?)",
    re.IGNORECASE,
)
"""What offers are for; what a shop sells goes into its cart. More words are conditions."""
OFFERS: tuple[Rule, ...] = (
    (r"(?:book|buy|reserve|order|get|take|choose|select|pick) (?:me )?(?P<what>.+)", _take),
)
