"""What in a guideline reads like an attempt to steer the agent instead of limiting it.

Findings are for people to look at and no defence: that is the fence, the role the text is given,
and a gate that never reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ._characters import conceals, folded
from ._cleaning import LONGEST_READ, clean
from ._tripwires import (
    CALLS,
    CARRIES,
    ENCODES,
    EXCLUDES,
    FORBIDS_CARE,
    HIDES,
    MIXES,
    PATTERNS,
    SECRETS,
)

# To forbid these is what a limit is for: “MUST NOT buy without asking the user”.
_FINE_TO_FORBID = frozenset({SECRETS, CARRIES, CALLS, EXCLUDES})

_SENTENCE_END = re.compile(
    r"[.!?;:]\s|\s[–—-]\s|[\r\n]|,? (?:instead|but|then|stattdessen|sondern|aber|mais|plutot|sino|"
    r"pero)\b"
)
_BLOB = re.compile(r"[A-Za-z0-9+/_-]{40,}={0,2}")
_SPELLED = re.compile(r"\b(?:\w[ .\-_]){4,}\w\b")
_MIXED = re.compile(r"[a-z][ͰͲ-λν-Ͽа-ԯ]|[ͰͲ-λν-Ͽа-ԯ][a-z]")
_LOOKALIKES = str.maketrans("аеорсухіјѕһԁԛԝкмтвнαορντικ", "aeopcyxijshdqwkmtbhaopvtik")
_DIGITS = str.maketrans("013457@$", "oieastas")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What was found, and whether a prohibition still covers all of it."""

    names: tuple[str, ...] = ()
    covered: bool = True
    """Whether everything found is in what a MUST NOT or SHOULD NOT forbids."""


def suspect(text: str, *, prohibits: bool) -> Suspicion:
    """Return what in the raw text of a guideline reads like an injection.

    `prohibits` says that the text follows a NOT, which reaches as far as its first sentence.
    """
    text = text[:LONGEST_READ]
    # What markup and entities take apart is whole again when it is shown.
    raw, words = _suspect(text, prohibits), clean(text)
    shown = raw if words == text else _suspect(words, prohibits)
    every = {*raw.names, *shown.names}
    return Suspicion(
        tuple(name for name in _order() if name in every), raw.covered and shown.covered
    )


def _suspect(text: str, prohibits: bool) -> Suspicion:
    names = _found(text)
    if not prohibits:
        return Suspicion(names, covered=not names)
    end = _SENTENCE_END.search(text)
    sentence, rest = (text, "") if end is None else (text[: end.start()], text[end.end() :])
    beyond = _found(rest)
    if _forbids_care().search(folded(sentence)):
        beyond = (*beyond, EXCLUDES)
    within = [name for name in _found(sentence) if name not in _FINE_TO_FORBID]
    # What neither half shows and the whole does was cut in two.
    apart = [name for name in names if name not in {*within, *beyond, *_FINE_TO_FORBID}]
    every = {*within, *beyond, *apart}
    return Suspicion(
        tuple(name for name in _order() if name in every), covered=not beyond and not apart
    )


def _found(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    plain = folded(text)
    joined = _SPELLED.sub(lambda spelled: re.sub(r"[ .\-_]", "", spelled[0]), plain)
    readings = {plain, plain.translate(_LOOKALIKES), plain.translate(_DIGITS), joined}
    found = {name for name, pattern in _patterns() if any(map(pattern.search, readings))}
    if (
        conceals(text)
        or "<!--" in text
        or re.search(r"display\s*:\s*none|font-size\s*:\s*0", plain)
    ):
        found.add(HIDES)
    if any(map(_is_blob, _BLOB.findall(text))):
        found.add(ENCODES)
    if _MIXED.search(plain):
        found.add(MIXES)
    return tuple(name for name in _order() if name in found)


def _is_blob(run: str) -> bool:
    """Whether a long run has the mixture of base64 and not that of a word or a path."""
    kinds = (str.islower, str.isupper, str.isdigit)
    return all(any(map(kind, run)) for kind in kinds) and run.count("/") + run.count("-") < 4


def _order() -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(name for name, _ in PATTERNS), HIDES, ENCODES, MIXES]))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in PATTERNS)


@cache
def _forbids_care() -> re.Pattern[str]:
    return re.compile(FORBIDS_CARE)
