"""Checks on pages, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from starlette.responses import HTMLResponse

from tests.support.site import serve_site
from webagent.errors import EnvironmentFailure
from webagent.evaluation.own._checks import PageCheck
from webagent.evaluation.own.checking._page import check_final_page, check_page_at

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from webagent.browser import Session

PAGE = """<!doctype html><title>t</title><h1>Your  cart</h1>
<table><tr><th>Green Tea<td>£3.60<tr><th>Green Tea Tin<td>£13.60</table>
<label>Size <select><option value=s>Small<option value=l selected>Large</select></label>
<label>Number <input value=12></label><label><input type=checkbox checked> Gift</label>
<div role=checkbox aria-checked=false aria-label=News tabindex=0></div>
<button hidden>Buy</button><button>Add  to cart</button><p style="visibility:hidden">secret</p>
<iframe srcdoc="<p class=inner>Inside</p>"></iframe>"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shown(session: Session) -> Session:
    """The shared session, with the page in it."""
    await session.page.set_content(PAGE)
    return session


@pytest.mark.parametrize(
    ("said", "passed"),
    [
        ({"text": "your cart"}, True),
        ({"text": "secret"}, False),
        ({"role": "heading", "name": "your cart"}, True),
        ({"role": "heading", "name": "cart"}, False),
        ({"role": "button"}, True),
        ({"role": "button", "count": 1}, True),
        ({"selector": "button", "count": 1}, True),
        ({"selector": "button", "text": "Buy", "count": 0}, True),
        ({"selector": "td", "text": "£3.60", "count": 1}, True),
        ({"selector": "td", "text": "3.60", "count": {"at_least": 2}}, False),
        ({"role": "row", "text": "Green Tea", "count": 2}, True),
        ({"role": "combobox", "name": "Size", "value": "Large"}, True),
        ({"role": "combobox", "name": "Size", "value": "l"}, True),
        ({"role": "combobox", "name": "Size", "value": "Small"}, False),
        ({"role": "textbox", "name": "Number", "value": "12"}, True),
        ({"role": "textbox", "name": "Number", "value": "1"}, False),
        ({"role": "checkbox", "name": "Gift", "checked": True}, True),
        ({"role": "checkbox", "name": "News", "checked": False}, True),
        ({"role": "checkbox", "checked": True, "count": 2}, False),
        ({"frame": "iframe", "selector": ".inner", "text": "Inside"}, True),
        ({"frame": "iframe", "text": "Your cart"}, False),
        ({"selector": "#nowhere"}, False),
    ],
)
async def test_what_is_on_a_page(said: dict[str, Any], passed: bool, shown: Session) -> None:
    expected = PageCheck.model_validate(said)
    found = await check_final_page(expected, shown.page, shown)
    assert found.passed is passed, found


async def test_what_is_there_instead_is_told(shown: Session) -> None:
    expected = PageCheck(role="textbox", name="Number", value="3")
    found = await check_final_page(expected, shown.page, shown)
    assert found.expected == "textbox “Number” has the value “3”"
    assert found.there == f"0 on {shown.page.url}, where it is “12”"


async def test_a_page_that_a_dialog_holds_up_shows_nothing(shown: Session) -> None:
    async with shown.page.expect_event("dialog"):
        await shown.page.evaluate("() => { setTimeout(() => alert('Wait'), 0) }")
    try:
        found = await check_final_page(PageCheck(text="cart"), shown.page, shown)
        assert (found.passed, found.there) == (
            False,
            "a dialog is open, which holds the page up",
        )
    finally:
        await shown.answer_dialog(accept=True, text=None)


@pytest.mark.slow
async def test_another_address_is_opened_with_the_agent_s_cookies(session: Session) -> None:
    def told(request: Request) -> Response:
        who = request.cookies.get("who", "nobody")
        script = "setTimeout(() => document.body.append(' at last'), 200)"
        return HTMLResponse(f"<p>Hello {who},<script>{script}</script>")

    context = session.page.context
    pages = len(context.pages)
    with serve_site({"/": told}) as url:
        await context.add_cookies([{"name": "who", "value": "Ada", "url": url}])
        expected = PageCheck(at="/", text="Hello Ada, at last")
        assert (await check_page_at(expected, f"{url}/", context)).passed
        assert not (await check_page_at(PageCheck(text="Bob"), f"{url}/", context)).passed
    with pytest.raises(EnvironmentFailure, match="could not be opened to check it"):
        await check_page_at(expected, f"{url}/", context)
    assert len(context.pages) == pages
