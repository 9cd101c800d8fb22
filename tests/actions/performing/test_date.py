"""Dates and times: HTML's own fields, fields of text in their own form, and calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import SetDate

from tests.actions.performing.operating import operate, refusal, serve_page

if TYPE_CHECKING:
    from webagent.browser import Session

HELD = "(id) => { const it = document.getElementById(id); return it.value ?? it.innerText; }"

WRITTEN = {
    "date": ("Day", "2026-01-31", "day", "2026-01-31"),
    "time": ("Clock", "13:30", "clock", "13:30"),
    "month": ("Month", "2026-02", "month", "2026-02"),
    "week": ("Week", "2026-W05", "week", "2026-W05"),
    "date and time": ("Moment", "2026-01-31T13:30", "moment", "2026-01-31T13:30"),
    "German form": ("Geburtstag", "1990-03-07", "german", "07.03.1990"),
    "form in the label": ("Arrival (mm/dd/yyyy)", "2026-01-31", "american", "01/31/2026"),
    "form in the description": ("Départ", "2026-01-31", "french", "31/01/2026"),
    "month and short year": ("Expiry", "2027-09", "expiry", "09/27"),
    "text with a time": ("Start", "2026-01-31T08:05", "start", "31.01.2026 08:05"),
    "twelve hours": ("Alarm", "13:30", "alarm", "01:30 PM"),
    "masked": ("Masked", "2026-01-31", "masked", "31/01/2026"),
    "no form": ("Bare date", "2026-01-31", "bare", "2026-01-31"),
    "in segments": ("Segmented date", "2026-03-09", "segments", "3/9/2026"),
}


@pytest.mark.parametrize(("name", "value", "at", "held"), WRITTEN.values(), ids=WRITTEN)
async def test_written(session: Session, name: str, value: str, at: str, held: str) -> None:
    with serve_page("dates") as url:
        _, outcome = await operate(session, url, name, lambda ref: SetDate(ref, value))
        assert outcome.error is None
        assert await session.page.evaluate(HELD, at) == held


PICKED = {
    "read-only, some months on": ("Check-in", "2026-04-30", "checkin", "04/30/2026"),
    "read-only, back": ("Check-in", "2025-11-01", "checkin", "11/01/2025"),
    "by a button": ("Choose date", "2026-02-28", "dialog-out", "2026-02-28"),
    "years and months in lists": ("Listed", "1987-08-31", "listed", "1987-08-31"),
    "the second of two months": ("Two months", "2026-02-14", "two", "2026-02-14"),
    "always there": ("Always there", "2026-01-29", "always-out", "2026-01-29"),
}


@pytest.mark.parametrize(("name", "value", "at", "held"), PICKED.values(), ids=PICKED)
async def test_picked(session: Session, name: str, value: str, at: str, held: str) -> None:
    with serve_page("dates") as url:
        _, outcome = await operate(session, url, name, lambda ref: SetDate(ref, value))
        assert outcome.error is None
        assert await session.page.evaluate(HELD, at) == held


REFUSED = {
    "a time for a date": ("Day", "13:30", "Write it as: 2026-01-31"),
    "a date for a moment": ("Moment", "2026-01-31", "Write it as: 2026-01-31T13:30"),
    "a day for a month": ("Expiry", "2027-09-01", "the field wants “MM/YY”"),
    "a month for a day": ("Geburtstag", "1990-03", "the field wants “TT.MM.JJJJ”"),
    "a day that is barred": ("Check-in", "2026-01-04", "does not let that day be chosen"),
    "a page that empties it": ("Strict date", "2031-01-31", "the field now holds nothing"),
}


@pytest.mark.parametrize(("name", "value", "why"), REFUSED.values(), ids=REFUSED)
async def test_refused(session: Session, name: str, value: str, why: str) -> None:
    with serve_page("dates") as url:
        assert why in await refusal(session, url, name, lambda ref: SetDate(ref, value))


async def test_what_the_browser_will_not_send(session: Session) -> None:
    with serve_page("dates") as url:
        _, outcome = await operate(session, url, "Day", lambda ref: SetDate(ref, "2027-01-31"))
    assert "the field says: " in f"{outcome}"


async def test_a_page_that_sets_it_back(session: Session) -> None:
    with serve_page("dates") as url:
        _, outcome = await operate(session, url, "Fixed", lambda ref: SetDate(ref, "2026-05-05"))
    assert "now holds “2026-01-01” instead of “2026-05-05”" in f"{outcome}"
