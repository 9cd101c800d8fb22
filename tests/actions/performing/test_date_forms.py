"""Forms of dates and times, found in what pages say of their fields."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_actions.performing._date_forms import find_form
from webagent_actions.performing._moment import Moment

DAY = Moment(2026, 1, 31)
TIME = Moment(hour=13, minute=5)

FORMS = {
    "TT.MM.JJJJ": (DAY, "31.01.2026"),
    "Format: mm/dd/yyyy": (DAY, "01/31/2026"),
    "jj/mm/aaaa": (DAY, "31/01/2026"),
    "gg-mm-aaaa": (DAY, "31-01-2026"),
    "åååå-mm-dd": (DAY, "2026-01-31"),
    "Data (dd.mm.rrrr)": (DAY, "31.01.2026"),
    "gg.aa.yyyy": (DAY, "31.01.2026"),
    "pp.kk.vvvv": (DAY, "31.01.2026"),
    "ДД.ММ.ГГГГ": (DAY, "31.01.2026"),
    "YYYY年MM月DD日": (DAY, "2026年01月31日"),
    "d/m/yyyy": (DAY, "31/1/2026"),
    "dd/mm/yy": (DAY, "31/01/26"),
    "e.g. 12/31/2025": (DAY, "01/31/2026"),
    "z. B. 31.12.2025": (DAY, "31.01.2026"),
    "MM/YY": (Moment(2026, 1), "01/26"),
    "MM/YYYY": (Moment(2026, 1), "01/2026"),
    "HH:MM": (TIME, "13:05"),
    "hh:mm a": (TIME, "01:05 PM"),
    "e.g. 9:30 am": (TIME, "1:05 PM"),
    "DD.MM.YYYY HH:mm": (Moment(2026, 1, 31, 8, 5), "31.01.2026 08:05"),
}


@pytest.mark.parametrize(("said", "moment", "written"), [(k, *v) for k, v in FORMS.items()])
def test_found(said: str, moment: Moment, written: str) -> None:
    form = find_form([said])
    assert form is not None
    assert form.write(moment) == written
    assert form.read(written) == moment


@pytest.mark.parametrize(
    "said", ["", "Your name", "to be or not", "Date", "a/b testing", "1/2", "MM", "version 1.2.3"]
)
def test_none(said: str) -> None:
    assert find_form([said]) is None


@pytest.mark.parametrize(
    ("language", "written"), [("en-US", "01/31/2026"), ("en-GB", "31/01/2026"), ("", "31/01/2026")]
)
def test_an_example_that_can_be_read_in_two_ways(language: str, written: str) -> None:
    form = find_form(["05/06/2026"], language)
    assert form is not None
    assert form.write(DAY) == written


@pytest.mark.parametrize("moment", [Moment(2026, 1), TIME, Moment(2026, 1, 31, 8, 5)])
def test_a_moment_of_another_kind(moment: Moment) -> None:
    form = find_form(["DD.MM.YYYY"])
    assert form is not None
    assert form.write(moment) is None


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(sorted(FORMS)))
def test_what_is_written_is_read(day: date, said: str) -> None:
    moment = Moment.of(f"{day}")
    form = find_form([said])
    assert form is not None
    assert moment is not None
    written = form.write(moment)
    if written is not None:
        read = form.read(written)
        assert read is not None
        assert ("yy" in said and "yyyy" not in said) or read.agrees(moment)


@given(st.text())
def test_anything_may_be_said(said: str) -> None:
    form = find_form([said])
    if form is not None:
        form.read(said)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-31", DAY),
        ("2026-01", Moment(2026, 1)),
        ("13:05", TIME),
        ("2026-01-31T13:05:09", Moment(2026, 1, 31, 13, 5, 9)),
        ("2026-W05", None),
        ("", None),
        ("31.01.2026", None),
    ],
)
def test_moments(text: str, moment: Moment | None) -> None:
    assert Moment.of(text) == moment
