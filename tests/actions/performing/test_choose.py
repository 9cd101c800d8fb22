"""Choosing from lists of a page's own making: WAI-ARIA comboboxes, listboxes and menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import JSONResponse
from webagent_actions import Select

from tests.actions.performing.operating import operate, serve_page

if TYPE_CHECKING:
    from starlette.requests import Request

    from webagent.browser import Session

TEXT = "(id) => document.getElementById(id).innerText"

TAKEN = {
    "list beside it": ("Colour", "Green", "beside", "Green"),
    "in other letters": ("Colour", "GREEN", "beside", "Green"),
    "a part of the label": ("Colour", "dark", "beside", "Dark green"),
    "rendered on open": ("Plan", "Team", "portal", "Team"),
    "opened by the pressed mouse": ("Delivery", "Express", "pressed", "Express"),
    "options that load": ("Branch", "Süd", "loading", "Süd"),
    "opened by keys alone": ("Tone", "B", "keys", "B"),
    "no roles at all": ("Language", "Deutsch", "plain", "Deutsch"),
}


@pytest.mark.parametrize(("name", "option", "at", "shown"), TAKEN.values(), ids=TAKEN)
async def test_taken(session: Session, name: str, option: str, at: str, shown: str) -> None:
    with serve_page("lists_aria") as url:
        _, outcome = await operate(session, url, name, lambda ref: Select(ref, option))
        assert outcome.error is None
        assert await session.page.evaluate(TEXT, at) == shown


async def test_what_is_chosen_already(session: Session) -> None:
    with serve_page("lists_aria") as url:
        _, outcome = await operate(session, url, "Colour", lambda ref: Select(ref, "Red"))
        assert outcome.error is None
        assert await session.page.evaluate(TEXT, "beside") == "Red"


async def test_a_menu(session: Session) -> None:
    with serve_page("lists_aria") as url:
        _, outcome = await operate(session, url, "Sort", lambda ref: Select(ref, "Cheapest"))
        assert outcome.error is None
        assert await session.page.evaluate(TEXT, "log") == "menu=Cheapest"


async def test_an_open_list(session: Session) -> None:
    with serve_page("lists_aria") as url:
        _, outcome = await operate(session, url, "Seat", lambda ref: Select(ref, "1C"))
        assert outcome.error is None
        chosen = await session.page.locator("#open [aria-selected=true]").all_inner_texts()
    assert chosen == ["1C"]


@pytest.mark.parametrize("option", ["Soap", "Tea"])
async def test_it_becomes_the_only_one_of_several(session: Session, option: str) -> None:
    with serve_page("lists_aria") as url:
        _, outcome = await operate(session, url, "Extras", lambda ref: Select(ref, option))
        assert outcome.error is None
        chosen = await session.page.locator("#several [aria-selected=true]").all_inner_texts()
    assert chosen == [option]


async def test_a_list_that_does_not_take_it(session: Session) -> None:
    with serve_page("lists_aria") as url:
        _, outcome = await operate(session, url, "Stubborn", lambda ref: Select(ref, "New"))
    assert outcome.error is not None
    assert "did not take it: it still shows “Old”" in outcome.error


async def test_no_such_option(session: Session) -> None:
    with serve_page("lists_aria") as url:
        _, outcome = await operate(session, url, "Plan", lambda ref: Select(ref, "Gigantic"))
        assert await session.page.locator("[role=listbox].portal").count() == 0
    assert outcome.error is not None
    assert "no option “Gigantic”. It has: “Free”, “Team”, “Enterprise”" in outcome.error


async def test_more_than_one_option_is_meant(session: Session) -> None:
    with serve_page("lists_aria") as url:
        _, outcome = await operate(session, url, "Delivery", lambda ref: Select(ref, "xpress"))
        assert await session.page.evaluate(TEXT, "pressed") == "Standard"
    assert outcome.error is not None
    assert "Express 1 day" in outcome.error


async def test_a_disabled_option(session: Session) -> None:
    with serve_page("lists_aria") as url:
        _, outcome = await operate(session, url, "Colour", lambda ref: Select(ref, "Gold"))
        assert await session.page.evaluate(TEXT, "beside") == "Red"
    assert outcome.error == "the option “Gold” is disabled"


async def test_suggestions_after_a_pause(session: Session) -> None:
    with serve_page("lists_typed") as url:
        _, outcome = await operate(session, url, "City", lambda ref: Select(ref, "Bern"))
        assert outcome.error is None
        assert await session.page.input_value("#city") == "Bern"


@pytest.mark.slow
async def test_nothing_typed_is_left_behind(session: Session) -> None:
    with serve_page("lists_typed") as url:
        _, outcome = await operate(session, url, "City", lambda ref: Select(ref, "Atlantis"))
        assert outcome.error is not None
        assert await session.page.input_value("#city") == ""


async def test_suggestions_from_the_server(session: Session) -> None:
    asked: list[str] = []

    async def users(request: Request) -> JSONResponse:
        asked.append(request.query_params["q"])
        return JSONResponse([name for name in ("Ada L.", "Alan T.") if name.startswith(asked[-1])])

    with serve_page("lists_typed", users=users) as url:
        _, outcome = await operate(session, url, "User", lambda ref: Select(ref, "Ada"))
        assert outcome.error is None
        assert await session.page.input_value("#user") == "Ada L."
    assert asked[-1] == "Ada"


async def test_a_field_in_the_list(session: Session) -> None:
    with serve_page("lists_typed") as url:
        _, outcome = await operate(session, url, "Country", lambda ref: Select(ref, "Zambia"))
        assert outcome.error is None
        assert await session.page.evaluate(TEXT, "country") == "Zambia"


@pytest.mark.parametrize("year", ["1903", "1987", "2050 CE"])
async def test_a_virtual_list(session: Session, year: str) -> None:
    with serve_page("lists_typed") as url:
        _, outcome = await operate(session, url, "Year", lambda ref: Select(ref, year))
        assert outcome.error is None
        assert (await session.page.evaluate(TEXT, "year")).startswith(year)


async def test_a_choice_that_becomes_a_chip(session: Session) -> None:
    with serve_page("lists_typed") as url:
        _, outcome = await operate(session, url, "Tags", lambda ref: Select(ref, "idea"))
        assert outcome.error is None
        assert await session.page.evaluate(TEXT, "chips") == "[idea]"


@pytest.mark.parametrize(("name", "option"), [("Speed", "Fast"), ("Inner", "Two")])
async def test_in_a_shadow_root_and_in_a_frame(session: Session, name: str, option: str) -> None:
    with serve_page("lists_shadow") as url:
        _, outcome = await operate(session, url, name, lambda ref: Select(ref, option))
    assert outcome.error is None
    assert f'"{name}" = "{option}"' in outcome.situation.observation.text
