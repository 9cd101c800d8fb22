"""Prohibitions taken apart into the deeds they forbid."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._characters import folded
from ._deeds import Told, deed_of_noun, deed_of_wish, plain_words, verb_of_wish
from ._demand import negated
from ._stems import stems
from ._vocabulary import Deed

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of these, whatever object is named only says of whom or of what kind.
_NEEDS_NO_OBJECT = frozenset(
    {
        *(Deed.CAPTCHA, Deed.SUBSCRIBE, Deed.REGISTER, Deed.LOG_IN, Deed.LOG_OUT, Deed.CART),
        *(Deed.BID, Deed.VOTE, Deed.MESSAGE, Deed.SHARE, Deed.LIKE, Deed.SEARCH, Deed.SCRIPT),
    }
)
_OWN_OBJECTS = {
    Deed.BUY: stems("product order purchase payment article paid"),
    Deed.BOOK: stems("reservation"),
    Deed.DOWNLOAD: stems("file"),
    Deed.UPLOAD: stems("file"),
    Deed.FILL: stems("form field input"),
    Deed.SUBMIT: stems("form"),
    Deed.RATE: stems("product"),
}
_WHEN = (
    "without|unless|except|if|when|while|before|after|until|during|ohne|wenn|ausser|sans|sauf|quand|"
    "sin|salvo|cuando"
)
# What is published has its kind in the words for the deed: “comment on”, “leave a review”.
_KINDS = stems("comment review article reply")
_SENTENCES = re.compile(r"[.!?;:]\s+")
_OPENING = re.compile(rf"^(?:{_WHEN})\b[^,]*,")
_CIRCUMSTANCE = re.compile(
    rf"\b(?:{_WHEN}|on behalf|instead|but|rather than|stattdessen|sondern)\b.*"
)
_PIECES = re.compile(r"[,/]|\b(?:or|and|nor|oder|und|ou|et|o|y)\b")
_OBJECT_ENDS = re.compile(
    r"\b(?:to|for|from|on|in|at|as|via|with|through|fur|an|auf|pour|sur|para|por)\b.*"
)
# How often and how fast is not seen in one action.
_QUANTITY = re.compile(
    r"\b(?:(?:more|larger|longer|other) (?:\w+ ){0,6}than|in bulk|bulk|mass|repeatedly|"
    r"excessive\w*|too (?:many|often|fast|much)|rapidly|"
    r"per (?:second|minute|hour|day)|faster|simultaneous\w*|concurrent\w*|massenhaft|mehr als|"
    r"en masse|plus de|en masa|mas de)\b"
)


@dataclass(frozen=True, slots=True)
class Done:
    """What an action is, as far as words tell."""

    deeds: frozenset[Deed]
    verbs: frozenset[str]
    words: frozenset[str]
    bare: bool
    """Whether the label is a verb and nothing else."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A deed, and the stems of what it must not be done to; nothing stands for anything."""

    deed: Deed | None
    objects: frozenset[str]
    verb: str = ""
    """The stem of the verb, where it is none of the known deeds."""

    def is_done_by(self, done: Done) -> bool:
        """Whether the deed was done, to an object that is meant."""
        if self.deed is None:
            return self.verb in done.verbs and (done.bare or self._is_about(done))
        return self.deed in done.deeds and self._is_about(done)

    def _is_about(self, done: Done) -> bool:
        return not self.objects or not self.objects.isdisjoint(done.words)


def forbidden_deeds(description: str) -> Iterator[Forbidden]:
    """Yield the deeds of a prohibition; “post comments or reviews” has one verb for two objects."""
    first, *more = _SENTENCES.split(folded(description))
    yield from _of_sentence(first)
    for sentence in more:
        # What follows may as well say what to do instead.
        if negated(sentence):
            yield from _of_sentence(sentence)


def _of_sentence(sentence: str) -> Iterator[Forbidden]:
    clause = _CIRCUMSTANCE.sub("", _OPENING.sub("", sentence))
    pieces = [plain_words(piece) for piece in _PIECES.split(clause)]
    found: list[Told] = []
    for words in pieces:
        told = deed_of_wish(words)
        if told is not None:
            found.append(told)
        elif found and words:
            found.append(Told(found[-1].deed, "", "", words))
    if not found and not any(map(_QUANTITY.search, pieces)):
        yield from _of_unknown_verb(pieces[0])
    shared = frozenset[str]()
    for told in reversed(found):
        # “buy or sell tickets”: a verb without an object has that of the next.
        objects = _objects(told) or shared - _OWN_OBJECTS.get(told.deed, frozenset())
        if told.deed in _NEEDS_NO_OBJECT:
            objects = frozenset[str]()
        if not _QUANTITY.search(f"{told.before} {told.words} {told.after}"):
            yield Forbidden(told.deed, objects)
        shared = objects


def _of_unknown_verb(words: str) -> Iterator[Forbidden]:
    """Yield what can be told by the verb itself, or by a noun that has one."""
    verb = verb_of_wish(words)
    noun = deed_of_noun(words, alone=verb is None)
    if verb is not None:
        yield Forbidden(None, stems(verb[1]), verb[0])
    if noun is not None:
        yield Forbidden(noun, frozenset())


def _objects(told: Told) -> frozenset[str]:
    # German has the object in front of the verb.
    named = stems(_OBJECT_ENDS.sub("", told.after))
    if not named and not told.after:
        named = stems(told.before)
    return (named | (stems(told.words) & _KINDS)) - _OWN_OBJECTS.get(told.deed, frozenset())
