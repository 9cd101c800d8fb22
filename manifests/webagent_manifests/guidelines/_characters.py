"""Text reduced to the characters a person would see.

Sources: Unicode Standard Annexes #9 (bidirectional text), #15 (normalization) and #44 (categories),
and Technical Report #36 on characters that deceive.
"""

from __future__ import annotations

import re
import unicodedata

# Default ignorable or blank without being of a category that is dropped anyway: grapheme joiner,
# Hangul fillers, Khmer inherent vowels, Mongolian and general variation selectors, the empty
# Braille cell, the null notehead, the object replacement character.
_BLANK = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC, 0x1D159),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me", "Mc"})
# No script needs more: a vowel sign, a tone and a modifier.
_MOST_MARKS = 3

# Styled letters and wide punctuation that a model reads as the plain ones, and a pattern does not.
_STYLED = re.compile(r"[\uff01-\uff5e\ufe50-\ufe6b\u24b6-\u24e9\U0001d400-\U0001d7ff]+")

_FLAG = re.compile(r"\U0001f3f4[\U000e0020-\U000e007f]{1,7}")
_CONCEALING = re.compile(
    # tags spell ASCII nobody sees; embeddings and overrides reorder what is read; runs of
    # variation selectors or of zero-width characters carry bytes
    r"[\U000e0000-\U000e007f]|[\u202a-\u202e\u2066-\u2069]"
    r"|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2}|(?:[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]\W?){4}"
)


def visible(text: str) -> str:
    """Return `text` in NFC without what cannot be seen, any kind of space as U+0020.

    Dropped are control, format, surrogate, private and unassigned characters, variation selectors,
    blank letters, and marks beyond three on a character or on none.
    """
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = _MOST_MARKS
    for char in unicodedata.normalize("NFC", _plain(text)):
        category = unicodedata.category(char)
        if char.isspace() or category in _SPACES:
            kept.append(" ")
            marks = _MOST_MARKS
        elif category in _DROPPED or char in _BLANK:
            continue
        elif category in _MARKS:
            marks += 1
            if marks <= _MOST_MARKS:
                kept.append(char)
        else:
            kept.append(char)
            marks = 0
    return unicodedata.normalize("NFC", "".join(kept))


def conceals(text: str) -> bool:
    """Whether there are characters whose only use in prose is to hide or to reorder text."""
    return _CONCEALING.search(_FLAG.sub("", text)) is not None


def folded(text: str) -> str:
    """Return what is visible of `text` for comparison: compatibility forms resolved, lower case,
    without accents, one space between words."""
    decomposed = unicodedata.normalize("NFKD", visible(text)).casefold()
    bare = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    return " ".join(unicodedata.normalize("NFC", bare).replace("’", "'").split())


def _plain(text: str) -> str:
    return _STYLED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
