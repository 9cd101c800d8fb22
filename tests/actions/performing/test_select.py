"""Choosing from the browser's own lists (HTML, `select` and `datalist`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Select

from tests.actions.performing.operating import operate, refusal, serve_page

if TYPE_CHECKING:
    from webagent.browser import Session

CHOSEN = "(id) => [...document.getElementById(id).selectedOptions].map((o) => o.label)"

TAKEN = {
    "exactly": ("Size", "Medium", "size", ["Medium"]),
    "in other letters": ("Size", "MEDIUM", "size", ["Medium"]),
    "a part": ("Size", "large", "size", ["Extra large"]),
    "in a group": ("City", "Berlin", "city", ["Berlin"]),
    "the first of two": ("City", "Graz", "city", ["Graz"]),
    "the only one of several": ("Toppings", "Olives", "toppings", ["Olives"]),
}


@pytest.mark.parametrize(("name", "option", "at", "chosen"), TAKEN.values(), ids=TAKEN)
async def test_taken(session: Session, name: str, option: str, at: str, chosen: list[str]) -> None:
    with serve_page("lists_native") as url:
        _, outcome = await operate(session, url, name, lambda ref: Select(ref, option))
        assert outcome.error is None
        assert await session.page.evaluate(CHOSEN, at) == chosen


async def test_a_list_made_anew_by_the_choice(session: Session) -> None:
    with serve_page("lists_native") as url:
        _, outcome = await operate(session, url, "Next", lambda ref: Select(ref, "Second"))
        assert outcome.error is None
        assert await session.page.evaluate(CHOSEN, "next") == ["Second"]


async def test_a_page_that_takes_it_back(session: Session) -> None:
    with serve_page("lists_native") as url:
        _, outcome = await operate(session, url, "Kept", lambda ref: Select(ref, "Yes"))
    assert "the page did not keep “Yes”: “No” is selected" in f"{outcome}"


@pytest.mark.parametrize(("name", "option"), [("Size", "Huge"), ("City", "Paris")])
async def test_disabled(session: Session, name: str, option: str) -> None:
    with serve_page("lists_native") as url:
        assert "disabled" in await refusal(session, url, name, lambda ref: Select(ref, option))


async def test_one_of_the_browsers_suggestions(session: Session) -> None:
    with serve_page("lists_native") as url:
        _, outcome = await operate(session, url, "Fruit", lambda ref: Select(ref, "pear"))
        assert outcome.error is None
        assert await session.page.input_value("#fruit") == "P1"


async def test_no_such_suggestion(session: Session) -> None:
    with serve_page("lists_native") as url:
        _, outcome = await operate(session, url, "Fruit", lambda ref: Select(ref, "Plum"))
    assert outcome.error is not None
    assert "It suggests: “Apple”, “Pear”." in outcome.error
