"""Reading the clauses that shop: “put two boxes of X into the basket”, “buy the cheapest X”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._acts import click_with_verb
from ._intents import (
    AddToCart,
    Checkout,
    Choose,
    ChooseSize,
    Click,
    Fill,
    Find,
    PlaceOrder,
    ShowCart,
)
from ._reading import About, Refrain, always
from ._target import Target
from ._wanted import EXTREMES, NUMBER, read_all_wanted, read_wanted
from ._words import CARTS

if TYPE_CHECKING:
    from ._intents import Intent
    from ._phrase import Phrase
    from ._reading import Reading, Rule
    from ._wanted import Wanted

CART = rf"(?:the |my |our |your )?(?:shopping )?(?:{'|'.join(CARTS)})"
_GIFT = re.compile(r",?\s+(?:wrapped )?as a (?:gift|present)\b.*|,?\s+gift[- ]?wrapped\b", re.I)
_DELIVERY = re.compile(
    r",?\s+(?:and )?(?:by|with|via) (?P<way>express|standard|economy|next[- ]day|overnight|courier)"
    r"(?: delivery| shipping| post)?\b",
    re.IGNORECASE,
)


def _added(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read what is to be put into the cart."""
    what = [clause.part(match[name]) for name in ("what", "more") if match.groupdict().get(name)]
    return tuple(intent for part in what for intent in _addition(part))


def _removed(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read what is to be taken out of the cart."""
    what = clause.part(match["what"])
    return (ShowCart(), click_with_verb(what, "remove", what))


def _counted(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    """Read how many of something in the cart there are to be."""
    one = read_wanted(clause.part(match["what"]))
    if one.item is None:
        return None
    field = Target.named(f"quantity of {one.item.phrase}")
    return (ShowCart(), Fill(str(one.count), field), Click(one.item, "update"))


def _bought(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read what is to be bought: put into the cart, then ordered."""
    text = match["what"]
    extras: list[Intent] = []
    delivery, gift = _DELIVERY.search(text), _GIFT.search(text)
    if gift:
        extras.append(Choose("gift wrap"))
    if delivery:
        extras.append(Choose(delivery["way"]))
    what = clause.part(_GIFT.sub("", _DELIVERY.sub("", text)))
    return (*_addition(what), Checkout(), *extras, PlaceOrder())


def _added_then_shown(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    """Read “show me the cart after adding X to it”."""
    return (*_addition(clause.part(match["what"])), ShowCart())


def _picked(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    """Read “take the X in 100 g”, after which it is put into the cart; the size makes it that."""
    (one, *others) = read_all_wanted(clause.part(match["what"]))
    if others or one.item is None or not (one.size or one.item.superlative):
        return None
    return _selected(one)


def _wished(clause: Phrase, match: re.Match[str]) -> tuple[Reading, ...] | None:
    """Read “I need X”: what is to be done with it comes next."""
    (one, *others) = read_all_wanted(clause.part(match["what"]))
    return None if others or one.item is None else (About(one),)


def _addition(what: Phrase) -> tuple[Intent, ...]:
    return tuple(intent for one in read_all_wanted(what) for intent in addition_of(one))


def addition_of(one: Wanted) -> tuple[Intent, ...]:
    """Return what puts a thing into the cart."""
    return (*_selected(one), AddToCart(one.count))


def _selected(one: Wanted) -> tuple[Intent, ...]:
    item = one.item
    found = () if item is None or not (item.phrase or item.superlative) else (Find(item),)
    if not one.size:
        return found
    size = ChooseSize(one.size == EXTREMES[1]) if one.size in EXTREMES else Choose(one.size)
    return (*found, size)


_THINGS = r"(?:these|the following)(?: things| items| products)?"
_INTO = r"(?:to|in|into|inside|on ?to)"
_PUT = r"(?:add|put|place|throw|drop|move|stick|pop|get)"
_TOO = r"(?:too|as well|also|then)"
_SHOW_CART = (
    r"(?:(?:open|show|view|display|see|visit|bring up|pull up)(?: me)?"
    r"|(?:go|head|take me|proceed) to)"
    rf" {CART}(?: page| contents)?"
)
ORDERING: tuple[Rule, ...] = (
    (rf"{_SHOW_CART}|(?:take|bring|go)(?: me)? there", always(ShowCart())),
    (
        rf"{_SHOW_CART} (?:after|once you['’]?(?:ve| have)) (?:adding|added|putting|put)"
        rf" (?P<what>.+?)(?: {_INTO} (?:it|{CART}))?",
        _added_then_shown,
    ),
    (
        rf"{_PUT}(?: {_THINGS})? {_INTO} {CART}:? (?P<what>.+)",
        _added,
    ),
    (
        rf"{_PUT} (?P<what>.+?) {_INTO} {CART}(?: {_TOO})?"
        r"(?:,? (?:and|then|and then|plus) (?P<more>.+))?",
        _added,
    ),
    (rf"add (?P<what>.+?) {_TOO}", _added),
    (
        rf"(?:take|remove) (?P<what>.+?) (?:back )?out(?: of {CART})?(?: again)?",
        _removed,
    ),
    (
        rf"(?:(?:make sure|see to it)(?: that)? )?(?P<what>.+?) (?:is|are) (?:no longer|not)"
        rf" in {CART}(?: any ?more)?",
        _removed,
    ),
    (rf"(?:make (?:it|that)|change (?:it|that) to) (?P<what>{NUMBER} .+)", _counted),
    (r"(?:no )?(?:fewer|less|more)(?: than that)? (?:is|are|will|would) .+", always()),
    (rf"(?:i['’]d like|i would like|i want|i need|we need|give me) (?P<what>.+) in {CART}", _added),
    (rf"{CART} (?:needs|wants|should (?:have|hold|contain)) (?P<what>.+)", _added),
    (
        r"(?:place|submit|send|confirm) (?:the |my |your |this )?order",
        always(Checkout(), PlaceOrder()),
    ),
    (
        r"(?:check ?out(?: with .+)?|(?:go|proceed|continue) to (?:the )?check-?out)(?: page)?",
        always(Checkout()),
    ),
    (
        r"(?:but )?(?:do not|don['’]?t) (?:you )?(?:order|buy|check ?out|purchase|pay)\b.*",
        always(Refrain()),
    ),
    (
        r"(?:i|we) (?:need|want|would like) (?P<what>.+?) (?:bought|ordered|purchased)"
        r"(?:,? (?:all the way|including|with|through).*)?",
        _bought,
    ),
    (r"(?:i|we) (?:need|want|would like|['’]d like) (?P<what>(?!to\b|you\b).+)", _wished),
    (r"(?:place|make) an order for (?P<what>.+)", _bought),
    (r"(?:buy|purchase|order)(?: me| us)? (?P<what>.+)", _bought),
    (r"(?:take|pick|choose|select|find) (?P<what>.+)", _picked),
)
ORDERING_WITHOUT_VERB: tuple[Rule, ...] = (
    (rf"(?P<what>(?!.*\b(?:is|are|to|go|should)\b).+?),? {_INTO} {CART}", _added),
)
"""Where no other rule finds an instruction."""
