"""The hours of the day at which a permission holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """Minutes after midnight UTC, `start` included and `end` not; it wraps if `end < start`."""

    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> TimeWindow | None:
        """Read `HH:MM-HH:MM UTC`; None if the window can never be open.

        That is so for an hour that no clock shows, which the schema's pattern lets through, and
        for equal ends. 24:00 is an hour only as the end.
        """
        start = int(text[0:2]) * 60 + int(text[3:5])
        end = int(text[6:8]) * 60 + int(text[9:11])
        if start >= _DAY or end > _DAY or start == end:
            return None
        return cls(start, end)

    def opens(self, now: datetime) -> datetime | None:
        """Return when it opens next (UTC), or None if it is open at `now`."""
        now = now.astimezone(UTC)
        minute = now.hour * 60 + now.minute
        if self.start < self.end:
            is_open = self.start <= minute < self.end
        else:
            is_open = minute >= self.start or minute < self.end
        if is_open:
            return None
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        opening = midnight + timedelta(minutes=self.start)
        return opening if opening > now else opening + timedelta(days=1)
