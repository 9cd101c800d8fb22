"""What the words on a control say of what it does, in many languages."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Meaning(IntEnum):
    """What a word stands for, from the harmless to what can't be undone."""

    SHOWS = 1
    """It brings something before the eyes: more, next page, filter, help."""
    EDITS = 2
    """It changes something that can be changed back: undo, bold, clear."""
    BACKS_OUT = 3
    """It gives up what a dialog is about; elsewhere it may give up more."""
    COMMITS = 4
    """It sends, buys, publishes, saves or accepts."""
    SESSION = 5
    """It changes who is signed in, what is in the cart, what is consented to, also as a link."""
    ERASES = 6
    """It deletes, removes or revokes, whatever is said besides, also as a link."""


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of the lexicon that was found in a name."""

    meaning: Meaning
    text: str
    """As the name has it, in lower case."""
    language: str


@lru_cache(maxsize=4096)
def read_name(name: str) -> Word | None:
    """Return the gravest word of a control's name; `None` if the lexicon has none of them.

    Within a language the longest entry counts where several fit (“order history” before “order”),
    and a verb of looking takes the words it governs (“view order”) unless one of them erases. What
    languages do not agree on is as grave as the gravest of them says.
    """
    text = _normal(name)
    if not text:
        return _symbols().get(name.strip().replace("\ufe0f", ""))
    found = (language.gravest(text) for language in _languages())
    return max(
        (word for word in found if word is not None), key=lambda word: word.meaning, default=None
    )


@dataclass(frozen=True, slots=True)
class _Match:
    """An entry that was found in a name."""

    heading: str
    start: int
    """In words; in characters where words are not set apart by blanks."""
    end: int
    text: str

    def within(self, other: _Match) -> bool:
        """Whether it is a part of another, longer one."""
        longer = other.end - other.start > self.end - self.start
        return longer and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class _Language:
    code: str
    whole: Mapping[str, str]
    """Headings of the entries that count as the whole name; then nothing else does."""
    entries: Mapping[str, tuple[str, ...]]
    """Headings of those that count anywhere."""
    beginnings: Mapping[str, str]
    """Headings of those that count with any ending."""
    longest: int
    """Words of the longest entry."""
    spaced: bool
    verbs_last: bool
    """Where the verb of a command stands: “view order”, “Bestellung ansehen”."""

    def gravest(self, text: str) -> Word | None:
        """Return the word of a name that counts."""
        if (heading := self.whole.get(text)) is not None:
            return Word(_HEADINGS[heading], text, self.code)
        words = text.split()
        every = list(self._among(words) if self.spaced else self._anywhere(text))
        found = [match for match in every if not any(map(match.within, every))]
        length = len(words) if self.spaced else len(text)
        if any(match.heading == "looks" and self._governs(match, length) for match in found):
            found = [match for match in found if match.heading in _KEPT_BY_LOOKING]
        gravest = max(found, key=lambda match: _HEADINGS[match.heading], default=None)
        return gravest and Word(_HEADINGS[gravest.heading], gravest.text, self.code)

    def _governs(self, match: _Match, length: int) -> bool:
        return match.end == length if self.verbs_last else match.start == 0

    def _among(self, words: Sequence[str]) -> Iterator[_Match]:
        for start in range(len(words)):
            for end in range(start + 1, min(start + self.longest, len(words)) + 1):
                text = " ".join(words[start:end])
                for heading in self.entries.get(text, ()):
                    yield _Match(heading, start, end, text)
                for beginning, heading in self.beginnings.items():
                    if text.startswith(beginning) and " " not in text[len(beginning) :]:
                        yield _Match(heading, start, end, text)

    def _anywhere(self, text: str) -> Iterator[_Match]:
        for entry, headings in self.entries.items():
            start = text.rfind(entry) if self.verbs_last else text.find(entry)
            if start >= 0:
                for heading in headings:
                    yield _Match(heading, start, start + len(entry), entry)


_HEADINGS = {
    "looks": Meaning.SHOWS,
    "shows": Meaning.SHOWS,
    "edits": Meaning.EDITS,
    "backs_out": Meaning.BACKS_OUT,
    "commits": Meaning.COMMITS,
    "session": Meaning.SESSION,
    "erases": Meaning.ERASES,
}
_KEPT_BY_LOOKING = ("looks", "shows", "erases")


def _normal(name: str) -> str:
    """Return a name in lower case, its words parted by single blanks, without punctuation."""
    # Turkish: the lower case of İ is an i with a dot of its own above.
    folded = unicodedata.normalize("NFKC", name).casefold().replace("i̇", "i")
    kept = (
        char if unicodedata.category(char)[0] in "LMN" else "" if char in "'’ʼ\u200c" else " "
        for char in folded
    )
    return " ".join("".join(kept).split())


@cache
def _lexicon() -> dict[str, dict[str, Any]]:
    text = files("webagent_actions.consequences").joinpath("lexicon.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _languages() -> tuple[_Language, ...]:
    return tuple(_language(code, table) for code, table in _lexicon().items() if code != "symbols")


def _language(code: str, table: Mapping[str, Any]) -> _Language:
    whole: dict[str, str] = {}
    entries: dict[str, tuple[str, ...]] = {}
    beginnings: dict[str, str] = {}
    # The gravest last: an entry that stands under two headings counts as the graver one.
    for heading in _HEADINGS:
        for entry in table.get(heading, ()):
            text = _normal(entry)
            if entry.startswith("="):
                whole[text] = heading
            elif entry.endswith("*"):
                beginnings[text] = heading
            else:
                entries[text] = (*entries.get(text, ()), heading)
    return _Language(
        code,
        whole,
        entries,
        beginnings,
        longest=max(len(text.split()) for text in (*entries, *beginnings)),
        spaced=table.get("spaced", True),
        verbs_last=table.get("verbs_last", False),
    )


@cache
def _symbols() -> Mapping[str, Word]:
    table = _lexicon()["symbols"]
    return {
        symbol: Word(_HEADINGS[heading], symbol, "symbols")
        for heading, symbols in table.items()
        for symbol in symbols
    }
