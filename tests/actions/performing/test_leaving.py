"""Actions whose page goes, hangs or asks something while they are performed."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, Response
from webagent_actions import Check, Click, Dialog, Type, perform

from tests.actions.acting import ref_of, visit
from tests.support.site import serve_site

if TYPE_CHECKING:
    from starlette.requests import Request

    from webagent.browser import Session

LIMIT_S = 15.0
"""A site has 10 s to answer."""


async def test_a_link_that_answers_late(session: Session) -> None:
    async def late(_request: Request) -> Response:
        await asyncio.sleep(0.7)
        return HTMLResponse("<html><title>Late</title><p>Here at last</p></html>")

    with serve_site({"/": "<a href=/late>Go</a>", "/late": late}) as url:
        before = await visit(session, url)
        outcome = await perform(Click(ref_of(before, "Go")), before, session)
    assert outcome.error is None
    assert outcome.situation.observation.text == "Here at last"


LEADING = {
    "a link": "<a href=/never>Go</a>",
    "Enter": "<form action=/never><input type=search aria-label=Go name=q></form>",
}


@pytest.mark.slow
@pytest.mark.parametrize("by", LEADING)
async def test_a_server_that_never_answers(session: Session, by: str) -> None:
    asked = 0

    async def never(request: Request) -> Response:
        nonlocal asked
        asked += 1
        while (await request.receive())["type"] != "http.disconnect":
            pass
        return Response("")

    with serve_site({"/": LEADING[by], "/never": never}) as url:
        before = await visit(session, url)
        start = monotonic()
        ref = ref_of(before, "Go")
        action = Type(ref, "tea") if by == "Enter" else Click(ref)
        outcome = await perform(action, before, session)
        assert monotonic() - start < LIMIT_S
        await session.goto("about:blank")
    # It was done, and nothing says that doing it again is what is needed.
    assert outcome.error is None
    assert asked == 1


@pytest.mark.parametrize("moment", ["onmousedown", "onmouseup", "onclick", "onmouseover"])
async def test_the_page_is_left_meanwhile(session: Session, moment: str) -> None:
    html = f"<button {moment}=\"location.href = '/next'\">Go</button>"
    with serve_site({"/": html, "/next": "<p>Next</p>"}) as url:
        before = await visit(session, url)
        outcome = await perform(Click(ref_of(before, "Go")), before, session)
    assert outcome.situation.observation.text == "Next"


async def test_a_frame_that_goes_with_the_click(session: Session) -> None:
    inner = "<button onclick=\"parent.document.querySelector('iframe').remove()\">Close</button>"
    with serve_site({"/": "<p>Page</p><iframe src=/in></iframe>", "/in": inner}) as url:
        before = await visit(session, url)
        outcome = await perform(Click(ref_of(before, "Close")), before, session)
    assert outcome.error is None
    assert outcome.situation.observation.text == "Page"


@pytest.mark.parametrize("verb", [Click, Check])
async def test_a_dialog_in_the_middle(session: Session, verb: type[Click | Check]) -> None:
    html = "<label><input type=checkbox onclick='return confirm(`Sure?`)'> Box</label>"
    with serve_site(html) as url:
        before = await visit(session, url)
        asked = await perform(verb(ref_of(before, "Box")), before, session)
        assert asked.situation.dialog is not None
        after = await perform(Dialog(accept=True), asked.situation, session)
        assert after.situation.dialog is None
        assert await session.page.locator("input").is_checked()


async def test_a_dialog_while_typing(session: Session) -> None:
    html = "<input aria-label=F oninput=\"if (value === 'gre') alert('Green?')\">"
    with serve_site(html) as url:
        before = await visit(session, url)
        asked = await perform(Type(ref_of(before, "F"), "green"), before, session)
        assert asked.situation.dialog is not None
        after = await perform(Dialog(accept=True), asked.situation, session)
        assert after.situation.dialog is None


async def test_enter_that_leads_away(session: Session) -> None:
    html = "<form action=/found><input type=search aria-label=F name=q></form>"
    with serve_site({"/": html, "/found": "<p>Found</p>"}) as url:
        before = await visit(session, url)
        outcome = await perform(Type(ref_of(before, "F"), "tea"), before, session)
    assert outcome.error is None
    assert "the field" not in str(outcome)
    assert outcome.situation.observation.text == "Found"


@pytest.mark.slow
async def test_what_comes_to_lie_over_it_meanwhile_is_not_pressed(session: Session) -> None:
    # The cover comes when the mouse does, after it was looked what lies there.
    html = """<button onclick="p.textContent = 'Went'">Go</button><p id=p></p>
    <div id=buy hidden style='position:fixed;inset:0' onclick="p.textContent = 'Bought'">Buy</div>
    <script>document.querySelector("button").onmouseover = () => { buy.hidden = false };</script>"""
    with serve_site(html) as url:
        before = await visit(session, url)
        outcome = await perform(Click(ref_of(before, "Go")), before, session)
        assert await session.page.locator("#p").inner_text() == ""
    assert outcome.error is not None
    assert outcome.error.startswith("it is covered by ")


async def test_nothing_is_left_behind_that_keeps_presses_away(session: Session) -> None:
    html = """<button onclick="p.textContent += 'a'">A</button><button
    onclick="p.textContent += 'b'">B</button><p id=p></p>"""
    with serve_site(html) as url:
        before = await visit(session, url)
        for name in "ABAB":
            outcome = await perform(Click(ref_of(before, name)), before, session)
            assert outcome.error is None
        assert await session.page.locator("#p").inner_text() == "abab"
