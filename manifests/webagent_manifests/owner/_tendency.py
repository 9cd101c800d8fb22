"""Which way a change goes: whether agents may do more or less after it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from .._time_window import TimeWindow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .._manifest import Modifiers, RateLimit, ResourceRule


class Tendency(StrEnum):
    """Laxer: nothing is forbidden that was allowed. Stricter: the reverse. Different: neither."""

    LAXER = "laxer"
    STRICTER = "stricter"
    DIFFERENT = "different"

    @property
    def reverse(self) -> Tendency:
        """The same change the other way round."""
        match self:
            case Tendency.LAXER:
                return Tendency.STRICTER
            case Tendency.STRICTER:
                return Tendency.LAXER
            case Tendency.DIFFERENT:
                return self


def of_rule(old: ResourceRule, new: ResourceRule) -> Tendency | None:
    """Return which way a rule went that kept its verb and selector; None if it says the same."""
    if not (old.allowed and new.allowed):
        if old.allowed is new.allowed:
            return None
        return Tendency.LAXER if new.allowed else Tendency.STRICTER
    return of_modifiers(old.modifiers, new.modifiers)


def of_modifiers(old: Modifiers, new: Modifiers) -> Tendency | None:
    """Return which way the conditions of a permission went; None if they come to the same."""
    return together(
        (
            _of_number(old.burst, new.burst),
            _of_rate(old.rate_limit, new.rate_limit),
            _of_hours(old.time_window, new.time_window),
            _of_flag(bool(old.human_in_the_loop), bool(new.human_in_the_loop)),
        )
    )


def together(tendencies: Iterable[Tendency | None]) -> Tendency | None:
    """Return which way several changes go at once; None where nothing changed."""
    found = {each for each in tendencies if each is not None}
    if not found:
        return None
    return found.pop() if len(found) == 1 else Tendency.DIFFERENT


def _of_flag(old: bool, new: bool) -> Tendency | None:
    if old is new:
        return None
    return Tendency.STRICTER if new else Tendency.LAXER


def _of_number(old: int | None, new: int | None) -> Tendency | None:
    """Compare two limits, where None is no limit."""
    if old == new:
        return None
    if new is None or (old is not None and new > old):
        return Tendency.LAXER
    return Tendency.STRICTER


def _of_rate(old: RateLimit | None, new: RateLimit | None) -> Tendency | None:
    before, after = _effective(old), _effective(new)
    if before is None or after is None:
        return _of_flag(before is not None, after is not None)
    if (before.window_seconds is None) is not (after.window_seconds is None):
        # A cap per session and a rate: which one binds depends on the session.
        return Tendency.DIFFERENT
    most = _of_number(before.max_requests, after.max_requests)
    window = _of_number(before.window_seconds, after.window_seconds)
    # The longer the window, the fewer actions fit into the same time.
    return together((most, None if window is None else window.reverse))


def _effective(limit: RateLimit | None) -> RateLimit | None:
    """Leave out a limit without a count: it limits nothing."""
    return None if limit is None or limit.max_requests is None else limit


def _of_hours(old: str | None, new: str | None) -> Tendency | None:
    if old == new:
        return None
    before, after = _minutes(old), _minutes(new)
    if before == after:
        return None
    if before < after:
        return Tendency.LAXER
    return Tendency.STRICTER if after < before else Tendency.DIFFERENT


def _minutes(window: str | None) -> frozenset[int]:
    """Return the minutes of the day at which a window is open."""
    day = range(24 * 60)
    if window is None:
        return frozenset(day)
    parsed = TimeWindow.parse(window)
    if parsed is None:
        return frozenset()
    if parsed.start < parsed.end:
        return frozenset(day[parsed.start : parsed.end])
    return frozenset(day[parsed.start :]) | frozenset(day[: parsed.end])
