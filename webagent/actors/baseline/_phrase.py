"""A task taken apart into clauses, with what is in quotation marks left whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

_FIRST_MARK = 0xF0000
MARKS = "\U000f0000-\U000ffffd"
"""The characters that stand for quoted strings, as a character class has them."""
MARK = f"[{MARKS}]"
_MARK = re.compile(MARK)
_QUOTED = re.compile(
    r"\"([^\"]*)\"|“([^”]*)”|«\s*([^»]*?)\s*»|`([^`]*)`|(?<!\w)['‘]([^'’]+)['’](?!\w)"
    rf"|(\{{\{{[^{{}}]+\}}\}}|{MARK})"
)
_SENTENCE_END = re.compile(r"[.;!?]+(?:\s+|$)|\n+")
VERBS = (
    "accept", "add", "arrange", "bring", "browse", "buy", "change", "check", "choose", "click",
    "close", "confirm", "delete", "deselect", "dismiss", "display", "drag", "drop", "enter",
    "expand", "fill", "find", "focus", "follow", "get", "give", "go", "head", "hit", "input",
    "keep", "leave", "list", "log", "look", "make", "mark", "navigate", "open", "order", "pick",
    "place", "pop", "press", "proceed", "provide", "pull", "purchase", "push", "put", "remove",
    "return", "save", "search", "see", "select", "send", "set", "show", "sign", "sort", "stay",
    "stick", "submit", "switch", "take", "tap", "tell", "throw", "tick", "toggle", "type",
    "uncheck", "untick", "update", "view", "visit", "write",
)  # fmt: skip
"""What instructions begin with."""
_VERB = rf"(?:{'|'.join(VERBS)}|let me)"
_GERUNDS = {
    form: verb
    for verb in VERBS
    for form in (f"{verb}ing", f"{verb.removesuffix('e')}ing", f"{verb}{verb[-1]}ing")
}
_JOINT = re.compile(
    rf"\s*(?:,|;)?\s+(?:(?:and\s+)?(?:then|after that|finally)|and|so)\s*,?\s+"
    rf"(?:please\s+|just\s+)*(?={_VERB}\b)"
    rf"|\s*,\s*(?=(?:please\s+|just\s+)*{_VERB}\b)"
    r"|\s*,\s*(?=(?:do not|don['’]t|but don['’]t|but do not)\s)",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^(?:(?:please|kindly|now|then|first|next|finally|and|,|just|so|also|but|ok(?:ay)?|hi|hello|hey"
    r"|could you|can you|would you|will you)\s*[,!]?\s+|go ahead and\s+"
    r"|(?:can|could|would|will) you (?:(?:please|kindly)\s+)?"
    r"|(?:i want|i would like|i['’]d like|i need|i wish|we need|we want|you have|you need)(?: you)?"
    r" to\s+|i wanna\s+|let['’]?s\s+|be so kind as to\s+|try to\s+"
    r"|help me(?: to)?\s+|let me\s+|make sure (?:to|you)\s+)+",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\s*(?:\d{1,2}[.)]|step \d{1,2}[.:]"
    r"|(?:(?:your|the|my) )?(?:task|job|goal)(?:\s*:| is(?: to)?\b))\s+",
    re.IGNORECASE | re.MULTILINE,
)
"""What numbers an instruction, or says that one follows."""
_MIND = re.compile(r"^(?:.{0,20}?\b)?(?:would|do) you mind (?P<verb>[a-z]+)\b", re.IGNORECASE)
_PLEASE = re.compile(
    r"(?:\s*,?\s+(?:please|now|for me|thanks?(?: you| a lot)?|cheers"
    r"|(?:would|will|could|can) you(?: add (?:them|it))?"
    r"|when (?:you are |you['’]re )?(?:done|finished)))+$",
    re.IGNORECASE,
)


_TYPING_ERROR = 0.8


def is_verb(word: str) -> bool:
    """Return whether instructions begin with a word, as far as it is spelt right."""
    return bool(get_close_matches(word.casefold(), VERBS, 1, _TYPING_ERROR))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of the task. A quoted string, or a `{{secret}}`, stands in `text` as one mark."""

    text: str
    strings: tuple[str, ...]
    """What the marks stand for, in the whole task."""

    @property
    def plain(self) -> str:
        """The text with the quoted strings in it, without their quotation marks."""
        return _MARK.sub(lambda mark: self._string(mark[0]), " ".join(self.text.split()))

    @property
    def quoted(self) -> tuple[str, ...]:
        """The quoted strings of this piece, in order."""
        return tuple(self._string(mark) for mark in _MARK.findall(self.text))

    def part(self, text: str | None) -> Phrase:
        """Return the phrase of a part of this one's text."""
        return Phrase((text or "").strip(" ,:"), self.strings)

    def without_quotes(self) -> str:
        """Return the text around the quoted strings."""
        return " ".join(_MARK.sub(" ", self.text).split())

    def _string(self, mark: str) -> str:
        return self.strings[ord(mark) - _FIRST_MARK]


def clauses(task: str) -> tuple[Phrase, ...]:
    """Split a task into its instructions: at the ends of sentences, and where a verb follows a
    comma, “and” or “then”.
    """
    whole = masked(task)
    found = [
        _plainly(clause)
        for sentence in _SENTENCE_END.split(_LEAD.sub("", whole.text))
        for clause in _JOINT.split(sentence)
    ]
    return tuple(Phrase(clause, whole.strings) for clause in found if clause)


def masked(task: str) -> Phrase:
    """Return a task as one phrase, its quoted strings as marks."""
    strings: list[str] = []

    def keep(match: re.Match[str]) -> str:
        strings.append(next(group for group in match.groups() if group is not None))
        return chr(_FIRST_MARK + len(strings) - 1)

    text = _QUOTED.sub(keep, task)
    return Phrase(text, tuple(strings))


def without_courtesy(phrase: Phrase) -> Phrase:
    """Return a phrase without what is only said to be polite."""
    return phrase.part(_plainly(phrase.text).rstrip(".!?"))


def _plainly(text: str) -> str:
    said = _MIND.sub(_base, _LEAD.sub("", text).strip())
    return _PLEASE.sub("", _COURTESY.sub("", said)).strip(" ,:")


def _base(match: re.Match[str]) -> str:
    """Return “add” for “would you mind adding”."""
    return _GERUNDS.get(match["verb"].casefold(), match["verb"])
