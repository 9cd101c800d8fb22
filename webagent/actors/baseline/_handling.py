"""Reading the clauses that go by looks or move something: “drag all circles into the left box”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from ._handled import (
    ChooseLooks,
    DragInto,
    DragTowards,
    MoveEntry,
    NameFigure,
    PutInOrder,
    SetSliders,
)
from ._looks import read_look
from ._reading import always
from ._target import read_ordinal, read_target
from ._wanted import NUMBER, number_of

if TYPE_CHECKING:
    from ._intents import Intent
    from ._phrase import Phrase
    from ._reading import Rule


def _towards(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    way = cast("Literal['up', 'down', 'left', 'right']", match["way"].casefold())
    target = read_target(clause.part(match["what"]))
    return (DragTowards(target, read_look(target.full), way, int(match["far"] or 0)),)


def _into(_clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    look, into = read_look(match["what"]), read_look(match["where"])
    rest = read_look(match["rest"]) if match["rest"] else None
    if look is None or into is None or not into.place or (match["rest"] and rest is None):
        return None
    return (DragInto(look, into, rest),)


def _all_of_looks(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    look = read_look(match["what"])
    return (ChooseLooks(look, clause.part(match["what"]).plain),) if look and look.words else None


def _in_order(_clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    way = match["way"].casefold()
    falling = way.startswith(("desc", "decr", "fall", "reverse", "large", "high", "big"))
    return (PutInOrder(falling, "alphabet" in way),)


def _by_places(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    steps = number_of(match["count"])
    upwards = match["way"].casefold().startswith("up")
    return (MoveEntry(read_target(clause.part(match["what"])), -steps if upwards else steps),)


def _to_place(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    end = (match["end"] or "").casefold()
    place = {"": 0, "top": 1, "start": 1, "beginning": 1}.get(end, -1)
    place = place or read_ordinal(match["place"])[0]
    return (MoveEntry(read_target(clause.part(match["what"])), place=place),) if place else None


def _sliders(_clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...]:
    return (SetSliders(tuple(float(number) for number in re.findall(_NUMBER, match["numbers"]))),)


_NUMBER = r"-?\d+(?:\.\d+)?"
_REST = r"(?:everything else|all (?:the )?others?|(?:all )?the (?:rest|others?|other \w+))"
_INTO = r"(?:in|on)?to|in(?:side)?"
_PLACE = r"(?:positions?|places?|spots?|slots?|rows?|steps?)"
_MOVE = r"(?:drag|move|shift|put) (?P<what>.+?)"
HANDLING: tuple[Rule, ...] = (
    (rf"{_MOVE} (?P<way>up|down)(?:wards?)? (?:by )?(?P<count>{NUMBER}) {_PLACE}", _by_places),
    (rf"{_MOVE} (?:by )?(?P<count>{NUMBER}) {_PLACE} (?P<way>up|down)(?:wards?)?", _by_places),
    (
        rf"{_MOVE} (?:in)?to (?:the )?(?:(?P<end>top|start|beginning|bottom|end)(?: of the list)?"
        rf"|(?P<place>\w+) {_PLACE}(?: (?:in|of) the list)?)",
        _to_place,
    ),
    (
        r"drag (?P<what>.+?) (?:to the |towards? the )?(?P<way>up|down|left|right)(?:wards?)?"
        r"(?: by (?P<far>\d+) ?(?:px|pixels?))?",
        _towards,
    ),
    (
        rf"drag (?P<what>.+?) (?:{_INTO}) (?P<where>.+?)"
        rf"(?:,? and {_REST} (?:{_INTO}) (?P<rest>.+))?",
        _into,
    ),
    (
        r"(?:click|press|tap|select|choose|pick)(?: on)?(?: the| a)?"
        r"(?: button| option| word| name| answer| label| choice| one)? (?:that|which) (?:best )?"
        r"(?:describes?|names?|fits|matches) (?:the|this) "
        r"(?:figure|shape|picture|drawing|symbol|object|item)(?: (?:below|above|shown))?",
        always(NameFigure()),
    ),
    (
        r"(?:click|press|tap|select|choose|pick|mark)(?: on)? (?P<what>(?:all|every|each)\b.+)",
        _all_of_looks,
    ),
    (
        r"(?:set|move|drag|adjust|change) (?:the |all |both |\w+ )*?sliders? to (?:the )?[a-z ]*"
        rf"\[?(?P<numbers>{_NUMBER}(?:(?:,? and |, ?){_NUMBER})*)\]?",
        _sliders,
    ),
    (
        rf"(?:select|choose|set|pick) (?P<numbers>{_NUMBER}) (?:with|using|on|by) the slider",
        _sliders,
    ),
    (
        r"(?:sort|order|arrange|put) (?:(?:the|these|all) )*"
        r"(?:numbers|digits|words|names|items|cards|entries|list|letters)(?: below| above)?"
        r" (?:in|into|by|from)(?: an?)? (?P<way>ascending|increasing|rising|numerical|descending"
        r"|decreasing|falling|(?:reverse )?alphabetical|(?:low|small)(?:est)? to (?:high|large|big)"
        r"(?:est)?|(?:high|large|big)(?:est)? to (?:low|small)(?:est)?)(?: order)?"
        r"(?:,? (?:starting|beginning|so that|with) .*)?",
        _in_order,
    ),
)
"""“Sort … by price” is for the shop's own control, and stands elsewhere."""
