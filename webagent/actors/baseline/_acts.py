"""Reading what is to be done with entries of a list: “mute the post by Ada”, “like the top two”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._handled import ActOn, Which
from ._intents import Click
from ._phrase import MARK, is_verb
from ._target import read_ordinal, read_target
from ._wanted import NUMBER, number_of

if TYPE_CHECKING:
    from ._intents import Intent
    from ._phrase import Phrase
    from ._reading import Rule


def read_which(phrase: Phrase) -> tuple[Which, ...]:
    """Return which entries a phrase means, one value for each that it names; nothing if it can't
    be told from this alone.
    """
    if _CONDITION.search(phrase.text):
        return ()
    text = _TAIL.sub("", phrase.text)
    parts = [phrase.part(part) for part in _JOINT.split(text)]
    if any(_GOES_ON.search(part.text) for part in parts):
        return ()
    found = [_read_one(part) for part in parts]
    plainly = all(which is not None and which.said and not which.every for which in found)
    if len(found) > 1 and not plainly:
        return ()
    return tuple(which for which in found if which is not None)


def click_with_verb(what: Phrase, verb: str, it: Phrase) -> Click:
    """Return the click on what is called like all of a phrase, or on its verb in the line of
    what it names.
    """
    found = read_which(it)
    otherwise = ActOn(verb, found, it.plain) if found else None
    return Click(read_target(what), verb, otherwise)


def _read_one(phrase: Phrase) -> Which | None:
    every = _EVERY.match(phrase.text)
    text = phrase.text[every.end() :] if every else phrase.text
    first = _FIRST_FEW.fullmatch(text)
    if first and not every:
        return Which(first=number_of(first["count"]))
    place, rest = read_ordinal(re.sub(r"^the (?:very )?|\btop\b", _topmost, text, flags=re.I))
    if place and not every and _KIND_ONLY.fullmatch(rest):
        return Which(place=place)
    return _described(phrase.part(text), every=every is not None)


def _topmost(match: re.Match[str]) -> str:
    return "first" if match[0].casefold() == "top" else ""


def _described(phrase: Phrase, *, every: bool) -> Which | None:
    """Read what tells the entry: what is quoted, names and numbers, else all but its kind."""
    words = [word.strip(",.:;()") for word in phrase.without_quotes().split()]
    articled = bool(words) and words[0].casefold() in {"the", "my", "that", "this"}
    kind = 0 if every else 1 if articled else None
    telling = tuple(word for word in words if _TELLING.match(word))
    plain = [
        word
        for at, word in enumerate(words)
        if word.casefold() not in _FILLERS and word not in telling and at != kind
    ]
    if phrase.quoted or telling:
        return Which((*phrase.quoted, *telling), also=tuple(plain), every=every)
    return Which((" ".join(plain),), every=every) if plain else None


def _read(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    groups = match.groupdict()
    meant = next((act for way, act in _MEANS.items() if groups.get(way)), "")
    act = meant or clause.part(groups["act"]).plain
    what = clause.part(groups["it"])
    found = read_which(what)
    return (ActOn(_VERBS.get(act.casefold(), act), found, what.plain),) if found else None


def read_verb(clause: Phrase, match: re.Match[str]) -> tuple[Intent, ...] | None:
    """Read “VERB the entry”, whatever the verb: a control may be called like it."""
    if match["act"].casefold() in _NO_ACTS or is_verb(match["act"]):
        return None
    what = clause.part(match["it"])
    found = read_which(what)
    return (ActOn(match["act"], found, what.plain, guessed=True),) if found else None


_CONDITION = re.compile(
    r"\b(?:if|unless|except|but|not|without|only|other than|until|(?:top|best|\w+)-rated|best|worst"
    r"|most|least|few(?:est|er)|(?:new|old|lat|earli|small|larg|bigg|cheap|high|low|long|short|fast"
    r"|slow|great|heavi|light|clos|near|prici|quick)est)\b",
    re.I,
)
"""What is compared or left out takes more than finding what is named."""
_TAIL = re.compile(
    r"(?: (?:with (?:others|friends)|(?:all )?at once|together|using the checkboxes"
    r"|(?:in|from|on|of) (?:the|my|this) (?:list|page)))+$",
    re.I,
)
_JOINT = re.compile(
    rf",?\s+(?:and(?: also)?|as well as|plus)\s+(?=(?:the|my|that)\b|{MARK})|,\s+(?={MARK})", re.I
)
_GOES_ON = re.compile(r",|\b(?:and|or|so|then)\b(?! [A-Z])")
"""What stands after it is no name, so that it may be another instruction."""
_EVERY = re.compile(r"(?:all|each|every)\b(?: of)?(?: (?:the|my|these))?\s+", re.I)
_KIND = (
    r"(?:ones?|[a-z-]+)(?: (?:shown|listed|here|on (?:the|this) page|(?:in|of) (?:the|my) list))?"
)
_KIND_ONLY = re.compile(_KIND, re.I)
_FIRST_FEW = re.compile(rf"(?:the )?(?:top|first) (?P<count>(?!one\b){NUMBER}) {_KIND}", re.I)
_TELLING = re.compile(r"[^\W\d_]*[A-Z\d@#]")
_FILLERS = frozenset((
    "a", "an", "the", "my", "that", "which", "who", "whose", "is", "are", "was", "has", "have",
    "by", "from", "of", "with", "in", "on", "at", "for", "to", "and", "about", "concerning",
    "called", "named", "titled", "entitled", "labelled", "title", "name", "one", "ones", "sent",
    "written", "made", "dated", "subject", "located",
))  # fmt: skip
_NO_ACTS = frozenset((
    "are", "can", "copy", "did", "do", "does", "ensure", "how", "i", "is", "it", "let", "make",
    "my", "read", "run", "scroll", "the", "there", "this", "try", "use", "wait", "was", "we",
    "what", "when", "where", "which", "who", "whose", "why", "you",
))  # fmt: skip
"""What no control is called, or what says more than to press it."""
_VERBS = {
    "approval": "approve", "application": "apply", "confirmation": "confirm",
    "invitation": "invite", "reminder": "remind", "subscription": "subscribe",
}  # fmt: skip
_MEANS = {"away": "delete", "down": "decline", "up": "upvote", "gone": "hide"}
_IT = r"(?P<it>.+?)"
_FAVOURITES = r"archive|favou?rites|queue|spam|junk|trash|bin|bookmarks|watch ?list"
_NOUN = r"(?P<act>(?!(?:answer|comment|e-?mail|mail|message|note|reply|review)\b)[a-z]+)"
"""What says something has to be written first."""
_BUTTON = r"(?: button| link| icon| control)?"
_IN_ROW = r"(?:next to|beside|in the (?:row|line|entry|card) (?:of|for|with|that says))"
ACTS: tuple[Rule, ...] = (
    (rf"(?:mark|flag|report) {_IT} (?:as|to) (?:already )?(?P<act>[a-z]+)", _read),
    (
        rf"(?:put|add|move|send|save) {_IT} (?:in|to|into|on|onto) (?:the |my )?"
        rf"(?P<act>{_FAVOURITES})",
        _read,
    ),
    (rf"(?:give|leave|send|make|set) (?:an?|your|my) {_NOUN} (?:to|on|for|of) {_IT}", _read),
    (rf"(?:give|send) {_IT} (?:an?|your|my) {_NOUN}", _read),
    (rf"(?:throw {_IT} (?P<away>away|out))", _read),
    (rf"(?P<away>get rid of) {_IT}", _read),
    (rf"turn {_IT} (?P<down>down)", _read),
    (rf"vote {_IT} (?P<up>up)", _read),
    (rf"make {_IT} (?P<gone>disappear)", _read),
    (
        rf"(?:press|hit|click|tap|use|push)(?: on)? (?:the )?(?P<act>{MARK}|[a-z]+){_BUTTON}"
        rf" {_IN_ROW} {_IT}",
        _read,
    ),
    (
        rf"(?:press|hit|click|tap|use|push)(?: on)? (?:the )?(?P<act>{MARK}){_BUTTON}"
        rf" (?:on|for|of|at) (?P<it>.*{MARK}.*)",
        _read,
    ),
)
ACTS_OF_ANY_VERB: tuple[Rule, ...] = (
    (
        rf"(?P<act>[a-z]+)(?: (?:about|for|on|out|over|to|up))? {_IT}(?: (?:away|off|on|out|up))?",
        read_verb,
    ),
)
"""“{verb} the post by Ada”: what no other rule knows."""
