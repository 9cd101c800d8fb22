"""Scrolling containers, lists that load more, and the page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import ScrollContainer, ScrollTarget, perform

from tests.actions.acting import ref_of, visit
from tests.actions.performing.operating import operate, refusal, serve_page

if TYPE_CHECKING:
    from webagent.browser import Session

AT = "(id) => { const e = document.getElementById(id); return [e.scrollLeft, e.scrollTop]; }"

SCROLLED = {
    "on": ("Plain", ScrollTarget.NEXT, "plain", [0, 90], "it shows 9% to 19%"),
    "to its end": ("Plain", ScrollTarget.END, "plain", [0, 900], "it is at its end now"),
    "back at the start": ("Plain", ScrollTarget.PREVIOUS, "plain", [0, 0], "at its start"),
    "the inner of two": ("Inner", ScrollTarget.NEXT, "inner", [0, 90], "it shows 9%"),
    "the outer of two": ("Outer", ScrollTarget.END, "outer", [0, 200], "at its end"),
    "across": ("Across", ScrollTarget.END, "across", [800, 0], "at its end"),
    "from right to left": ("Rtl", ScrollTarget.END, "rtl", [-800, 0], "at its end"),
    "a chat, to its start": ("Chat", ScrollTarget.START, "chat", [0, -900], "at its start"),
    "a virtual list": ("Virtual", ScrollTarget.END, "virtual", [0, 19900], "at its end"),
}


@pytest.mark.parametrize("case", SCROLLED.values(), ids=SCROLLED)
async def test_scrolled(
    session: Session, case: tuple[str, ScrollTarget, str, list[int], str]
) -> None:
    name, to, at, place, said = case
    with serve_page("scrolling") as url:
        _, outcome = await operate(session, url, name, lambda ref: ScrollContainer(ref, to))
        assert outcome.error is None
        assert await session.page.evaluate(AT, at) == place
    assert said in f"{outcome}"
    assert outcome.no_effect is (to is ScrollTarget.PREVIOUS)


async def test_there_and_back(session: Session) -> None:
    with serve_page("scrolling") as url:
        _, outcome = await operate(session, url, "Plain", ScrollContainer)
        ref = ref_of(outcome.situation, "Plain")
        back = await perform(
            ScrollContainer(ref, ScrollTarget.PREVIOUS), outcome.situation, session
        )
        assert await session.page.evaluate(AT, "plain") == [0, 0]
    assert back.error is None


async def test_what_a_virtual_list_brings_up_is_seen(session: Session) -> None:
    with serve_page("scrolling") as url:
        _, outcome = await operate(
            session, url, "Virtual", lambda ref: ScrollContainer(ref, ScrollTarget.END)
        )
    assert "Row 999" in outcome.situation.observation.text


async def test_a_list_that_loads_more_until_there_is_none(session: Session) -> None:
    with serve_page("scrolling") as url:
        _, outcome = await operate(
            session, url, "More", lambda ref: ScrollContainer(ref, ScrollTarget.END)
        )
        assert await session.page.locator("#more > p").count() == 80
    assert "it is at its end now, after more came 3 times" in f"{outcome}"
    assert "more lines appeared, at last" in f"{outcome}"


@pytest.mark.slow
async def test_one_that_never_ends(session: Session) -> None:
    with serve_page("scrolling") as url:
        _, outcome = await operate(
            session, url, "Endless", lambda ref: ScrollContainer(ref, ScrollTarget.END)
        )
    assert "more came each time" in f"{outcome}"


async def test_the_page_for_what_stands_in_no_container(session: Session) -> None:
    with serve_page("scrolling") as url:
        before = await visit(session, url)
        await perform(ScrollContainer(ref_of(before, "None")), before, session)
        assert await session.page.evaluate("scrollY") > 0


async def test_nothing_to_scroll(session: Session) -> None:
    with serve_page("lists_shadow") as url:
        assert "does not scroll" in await refusal(session, url, "Speed", ScrollContainer)
