"""The form in which a page wants a date or time written, found in what it says of a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._moment import DateForm, Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SEPARATOR = r"(?:\s?[./\-]\s?|[年月]|\s)"
_LETTER = r"[^\W\d_年月日]{1,4}"
_LETTERS = re.compile(
    rf"(?<!\w)({_LETTER})({_SEPARATOR})({_LETTER})(?:({_SEPARATOR})({_LETTER}))?([日.])?(?!\w)"
)
_DIGITS = re.compile(r"(?<!\d)(\d{1,4})([./\-])(\d{1,2})\2(\d{1,4})(?!\d)")
_HALF = r"\s?(?:a{1,2}|tt|TT|[ap]m|[AP]M|AM/PM|am/pm)"
_CLOCK = re.compile(rf"(?<!\w)([^\W\d_])\1?:(?:mm|MM|мм)(:(?:ss|SS|сс))?({_HALF})?(?!\w)")
_CLOCK_DIGITS = re.compile(
    r"(?<![\d:])\d{1,2}:\d\d(:\d\d)?(\s?[ap]\.?m\.?)?(?![\d:])", re.IGNORECASE
)

_MONTHS = frozenset("mkмμ")


def find_form(texts: Iterable[str], language: str = "") -> DateForm | None:
    """Return the form that texts around a field ask for, by letters (`DD.MM.YYYY`, `jj/mm/aaaa`)
    or by an example (`31/01/2026`).

    Args:
        texts: what is said of the field, the most telling first.
        language: BCP 47 tag of the page; decides on examples that can be read in two ways.
    """
    known = [text for text in texts if text]
    for find in (_by_letters, _by_digits):
        for text in known:
            form = next(iter(find(text, language)), None)
            if form is not None:
                return form
    return None


def _by_letters(text: str, _language: str) -> Iterator[DateForm]:
    for found in _LETTERS.finditer(text):
        groups = [group for group in (found[1], found[3], found[5]) if group]
        names = _named(groups)
        if names is None:
            continue
        parts: list[Written | str] = []
        between = [found[2], found[4] or "", ""]
        for name, group, separator in zip(names, groups, between, strict=False):
            parts.append(Written(name, len(group)))
            if separator:
                parts.append(separator)
        if found[6] == "日":
            parts.append("日")
        yield _with_clock(parts, text, found)
    clock = _clock(text)
    if clock is not None:
        yield DateForm(tuple(clock[0]), clock[1])


def _named(groups: list[str]) -> list[str] | None:
    """Return which part of a date each group of letters is; `None` if they are words."""
    folded = [group.casefold() for group in groups]
    if any(len(set(group)) != 1 for group in folded):
        return None
    years = [at for at, group in enumerate(folded) if len(group) == 4]
    if not years:
        years = [at for at, group in enumerate(folded) if len(group) == 2 and group[0] in "yja"]
    if len(years) != 1:
        return None
    months = [at for at, group in enumerate(folded) if at not in years and group[0] in _MONTHS]
    if not months and len(groups) == 3 and folded[1][0] in "ah":
        # Turkish (ay) and Hungarian (hónap).
        months = [1]
    if len(months) != 1 or years[0] == months[0]:
        return None
    names = ["day"] * len(groups)
    names[years[0]], names[months[0]] = "year", "month"
    if any(len(group) > 2 for group, name in zip(groups, names, strict=True) if name != "year"):
        return None
    return names


def _by_digits(text: str, language: str) -> Iterator[DateForm]:
    for found in _DIGITS.finditer(text):
        first, separator, second, third = found[1], found[2], found[3], found[4]
        if len(first) == 4:
            names = ("year", "month", "day")
        elif len(third) == 2 or len(third) == 4:
            names = ("day", "month", "year")
            american = separator == "/" and language.casefold() in {"en-us", "en-ph", "en"}
            if int(second) > 12 or (int(first) <= 12 and american):
                names = ("month", "day", "year")
        else:
            continue
        groups = zip(names, (first, second, third), strict=True)
        written = [Written(name, len(group)) for name, group in groups]
        yield _with_clock([written[0], separator, written[1], separator, written[2]], text, found)
    clock = _clock(text)
    if clock is not None:
        yield DateForm(tuple(clock[0]), clock[1])


def _with_clock(parts: list[Written | str], text: str, found: re.Match[str]) -> DateForm:
    """Return the form of a date, with the time that follows it."""
    rest = text[found.end() :]
    clock = _clock(rest)
    between = rest[: rest.find(clock[1])] if clock else ""
    if clock is None or len(between) > 2:
        return DateForm(tuple(parts), found[0].strip())
    return DateForm((*parts, between or " ", *clock[0]), found[0] + between + clock[1])


def _clock(text: str) -> tuple[list[Written | str], str] | None:
    found = _CLOCK.search(text) or _CLOCK_DIGITS.search(text)
    if found is None:
        return None
    spread = found.re is _CLOCK
    second, half = (found[2], found[3]) if spread else (found[1], found[2])
    parts: list[Written | str] = [
        Written("hour", found[0].index(":")), ":", Written("minute", 2)
    ]  # fmt: skip
    if second:
        parts += [":", Written("second", 2)]
    if half:
        parts += [" "] if half[0].isspace() else []
        parts.append(Written("half", 2))
    return parts, found[0]
