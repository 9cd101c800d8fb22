"""Sliders and number fields (HTML `range` and `number`; WAI-ARIA slider and spinbutton)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import SetRange

from tests.actions.performing.operating import operate, refusal, serve_page

if TYPE_CHECKING:
    from webagent.browser import Session

NOW = """(id) => {
  const control = document.getElementById(id);
  return Number(control.getAttribute("aria-valuenow") ?? control.value);
}"""

SET = {
    "range": ("Volume", 73, "volume", 73),
    "range to its start": ("Volume", 0, "volume", 0),
    "range in halves": ("Stars", 3.5, "stars", 3.5),
    "range between two steps": ("Tens", 33, "tens", 35),
    "range at an end that is no step": ("Tens", 98, "tens", 95),
    "number": ("Guests", 4, "guests", 4),
    "number with a point": ("Weight", 1.25, "weight", 1.25),
    "spinbutton that is typed into": ("Corrected", 12, "corrected", 12),
    "slider": ("Price", 137, "apg", 137),
    "slider, far": ("Fine", 777, "fine", 777),
    "slider to its end": ("Price", 500, "apg", 500),
    "slider to its start": ("Price", 0, "apg", 0),
    "slider where it is": ("Price", 100, "apg", 100),
    "slider in fives": ("Fives", 85, "fives", 85),
    "slider between two steps": ("Fives", 37, "fives", 35),
    "slider by the mouse": ("Mouse", 63, "mouse", 63),
    "slider upright": ("Level", 8, "up", 8),
    "slider from right to left": ("Leftwards", 11, "rtl", 11),
    "spinbutton by keys": ("Hours", 17, "spin", 17),
}


@pytest.mark.parametrize(("name", "number", "at", "held"), SET.values(), ids=SET)
async def test_set(session: Session, name: str, number: float, at: str, held: float) -> None:
    with serve_page("ranges") as url:
        _, outcome = await operate(session, url, name, lambda ref: SetRange(ref, number))
        assert outcome.error is None
        assert await session.page.evaluate(NOW, at) == held
    assert (f"instead of {number:g}" in f"{outcome}") is (held != number)


@pytest.mark.parametrize(("name", "number"), [("Volume", 101), ("Guests", 0), ("Price", 501)])
async def test_out_of_range(session: Session, name: str, number: float) -> None:
    with serve_page("ranges") as url:
        assert " goes from " in await refusal(session, url, name, lambda ref: SetRange(ref, number))


async def test_a_page_that_sets_it_back(session: Session) -> None:
    with serve_page("ranges") as url:
        _, outcome = await operate(session, url, "Locked", lambda ref: SetRange(ref, 7))
    assert "it is now set to 3 instead of 7" in f"{outcome}"


async def test_a_page_that_corrects_it(session: Session) -> None:
    with serve_page("ranges") as url:
        _, outcome = await operate(session, url, "Corrected", lambda ref: SetRange(ref, 45))
    assert "it is now set to 40 instead of 45" in f"{outcome}"


async def test_a_step_that_the_field_refuses(session: Session) -> None:
    with serve_page("ranges") as url:
        _, outcome = await operate(session, url, "Weight", lambda ref: SetRange(ref, 1.3))
    assert "the field says: " in f"{outcome}"


async def test_what_does_not_move(session: Session) -> None:
    with serve_page("ranges") as url:
        _, outcome = await operate(session, url, "Dead", lambda ref: SetRange(ref, 50))
    assert outcome.error == "it moves neither by keys nor by the mouse"


async def test_a_part_of_a_date_takes_digits(session: Session) -> None:
    with serve_page("dates") as url:
        _, outcome = await operate(session, url, "day,", lambda ref: SetRange(ref, 9))
        assert outcome.error is None
        assert await session.page.inner_text("#segments") == "mm/9/yyyy"
