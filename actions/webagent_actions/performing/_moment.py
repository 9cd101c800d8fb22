"""A date or time taken apart, and written in a form of a page's own."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ISO = re.compile(
    r"(?:(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?:T?(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\.\d+)?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Parts of a date or time; `None` are those it does not have."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None

    @classmethod
    def of(cls, text: str) -> Moment | None:
        """Read a date, a month, a time or both as ISO 8601 writes them; `None` for all else."""
        found = _ISO.fullmatch(text)
        if not text or found is None:
            return None
        parts = {name: int(value) for name, value in found.groupdict().items() if value}
        return cls(**parts)

    def agrees(self, other: Moment) -> bool:
        """Whether all parts that both have are the same."""
        pairs = ((getattr(self, part), getattr(other, part)) for part in _PARTS)
        return all(a is None or b is None or a == b for a, b in pairs)


_PARTS = ("year", "month", "day", "hour", "minute", "second")


@dataclass(frozen=True, slots=True)
class Written:
    """One part of a form: which, and with how many digits at least."""

    part: str
    """A part of `Moment`, or `half` for the half of the day."""
    digits: int


@dataclass(frozen=True, slots=True)
class DateForm:
    """How a field wants a date or time: its parts in order, and what stands between them."""

    parts: tuple[Written | str, ...]
    example: str
    """As the page puts it."""

    def write(self, moment: Moment) -> str | None:
        """Return a moment in this form; `None` if it lacks a part or has one too many."""
        has = {part for part in _PARTS if getattr(moment, part) is not None}
        takes = {part.part for part in self.parts if isinstance(part, Written)}
        if takes - has - {"half", "second"} or has - takes - {"second"}:
            return None
        return "".join(
            part if isinstance(part, str) else self._written(part, moment) for part in self.parts
        )

    def read(self, text: str) -> Moment | None:
        """Read what stands in a field; `None` if it is not of this form."""
        pattern = "".join(
            re.escape(part.strip()) + r"\s*" if isinstance(part, str) else _digits(part)
            for part in self.parts
        )
        found = re.fullmatch(r"\s*" + pattern + r"\s*", text)
        if found is None:
            return None
        values = found.groupdict()
        half = (values.pop("half", None) or "").lower()
        numbers = {part: int(value) for part, value in values.items() if value}
        if "year" in numbers and len(values["year"] or "") <= 2:
            numbers["year"] += 2000
        if half:
            numbers["hour"] = numbers["hour"] % 12 + (12 if half.startswith("p") else 0)
        return Moment(**numbers)

    def _written(self, part: Written, moment: Moment) -> str:
        if part.part == "half":
            return "PM" if (moment.hour or 0) >= 12 else "AM"
        number: int = getattr(moment, part.part) or 0
        if part.part == "hour" and Written("half", 2) in self.parts:
            number = number % 12 or 12
        if part.part == "year" and part.digits == 2:
            number %= 100
        return f"{number:0{part.digits}}"


def _digits(part: Written) -> str:
    if part.part == "half":
        return r"(?P<half>[AaPp]\.?[Mm]\.?)"
    most = 4 if part.part == "year" else 2
    least = part.digits if part.part == "year" else 1
    return rf"(?P<{part.part}>\d{{{least},{most}}})\s*"
