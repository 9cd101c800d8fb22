"""What a page sends because of an action, told apart from what it sends anyway."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from webagent_actions import parse, perform

from tests.webagent.runs import ref_of
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from starlette.requests import Request
    from webagent_actions import Outcome, Situation

    from tests.webagent.conftest import Browse, Serve
    from webagent.browser import Session


async def click(session: Session, page: Situation, name: str) -> Outcome:
    (action,) = parse(f"click [{ref_of(page, 'button', name)}]")
    return await perform(action, page, session)


def button(name: str, script: str) -> str:
    return f'<button onclick="{script}">{name}</button>'


async def test_what_is_sent_is_an_effect_though_the_page_looks_the_same(
    browse: Browse, serve: Serve
) -> None:
    async def cart(request: Request) -> Response:
        return PlainTextResponse(await request.body(), 201)

    page = button("Add", "fetch('/cart?id=7', { method: 'POST', body: 'tea' })")
    session, seen = await browse(serve({"/": page, "/cart": cart}))
    outcome = await click(session, seen, "Add")
    assert "the page sent POST /cart, answered 201" in outcome.changes
    assert not outcome.no_effect
    (sent,) = outcome.requests
    assert (sent.method, sent.kind, sent.status, sent.may_change) == ("POST", "fetch", 201, True)
    assert sent.url.endswith("/cart?id=7")


async def test_what_only_asks_is_no_effect(browse: Browse, serve: Serve) -> None:
    page = button("Ask", "fetch('/x')") + button("Nothing", "")
    session, seen = await browse(serve({"/": page, "/x": "x"}))
    # The focus is a change too, so it is where it will be.
    seen = (await click(session, seen, "Ask")).situation
    outcome = await click(session, seen, "Ask")
    assert outcome.no_effect
    assert str(outcome) == "nothing changed"
    assert [(sent.method, sent.status) for sent in outcome.requests] == [("GET", 200)]


async def test_a_form_s_request_is_told_with_where_it_led(browse: Browse, serve: Serve) -> None:
    page = "<form method=post action=/order><button>Order</button></form>"
    url = serve({"/": page, "/order": RedirectResponse("/done", 303), "/done": "<p>Thanks</p>"})
    session, seen = await browse(url)
    outcome = await click(session, seen, "Order")
    assert outcome.changes == (
        "the page sent POST /order, answered 303",
        f"the page is now “Test” at {url}/done",
    )
    assert [(sent.method, sent.status) for sent in outcome.requests] == [
        ("POST", 303),
        ("GET", 200),
    ]


async def test_pictures_styles_and_scripts_are_none(browse: Browse, serve: Serve) -> None:
    script = "document.head.append(Object.assign(document.createElement('{}'), {{{}}}))"
    parts = (
        ("img", "src: '/x.png'"),
        ("script", "src: '/x.js'"),
        ("link", "rel: 'stylesheet', href: '/x.css'"),
    )
    page = button("Load", ";".join(script.format(*part) for part in parts))
    session, seen = await browse(serve({"/": page}))
    assert (await click(session, seen, "Load")).requests == ()


@pytest.mark.slow
async def test_what_the_page_does_by_itself_is_none(browse: Browse, serve: Serve) -> None:
    """Also what it sends: a page that reports on itself all the time is not made to by a click."""
    page = button("Nothing", "") + button("Send", "fetch('/poll', { method: 'POST' })")
    page += """<script>setInterval(() => {
      fetch('/poll'); fetch('/poll', { method: 'POST', body: 'alive' });
    }, 150)</script>"""
    session, seen = await browse(serve({"/": page, "/poll": "[]"}))
    seen = (await click(session, seen, "Nothing")).situation
    # Nothing is done meanwhile.
    for _ in range(8):
        await session.page.wait_for_event("request")
    idle = await click(session, seen, "Nothing")
    assert idle.requests == ()
    assert idle.no_effect
    sent = await click(session, idle.situation, "Send")
    assert [request.method for request in sent.requests] == ["POST"]


async def test_beacons_are_kept_but_are_no_effect(browse: Browse, serve: Serve) -> None:
    page = button("Nothing", "navigator.sendBeacon('/seen', 'click')")
    session, seen = await browse(serve({"/": page, "/seen": Response()}))
    seen = (await click(session, seen, "Nothing")).situation
    outcome = await click(session, seen, "Nothing")
    assert outcome.no_effect
    (sent,) = outcome.requests
    assert sent.is_beacon
    assert sent.may_change


@pytest.mark.slow
async def test_an_answer_that_comes_late_is_told_later(browse: Browse, serve: Serve) -> None:
    answer = asyncio.Event()

    async def slow(_: Request) -> Response:
        while not answer.is_set():  # noqa: ASYNC110 - it is set in another loop
            await asyncio.sleep(0.02)
        return Response(status_code=409)

    page = button("Pay", "fetch('/pay', { method: 'POST' })")
    session, seen = await browse(serve({"/": page, "/pay": slow}))
    outcome = await click(session, seen, "Pay")
    assert "the page sent POST /pay, not answered yet" in outcome.changes
    async with session.page.expect_response("**/pay"):
        answer.set()
    later = await session.look()
    assert later.happened.requests == ()
    (told,) = later.happened.events
    assert told.startswith("of the action before: POST http://127.0.0.1:")
    assert told.endswith("/pay, answered 409")


async def test_secrets_are_taken_out_of_addresses(browse: Browse, serve: Serve) -> None:
    page = button("Send", "fetch('/in?pin=hunter22', { method: 'POST' })")
    url = serve({"/": page, "/in": Response()})
    session, seen = await browse(url, secrets=Secrets({"pin": "hunter22"}))
    (sent,) = (await click(session, seen, "Send")).requests
    assert sent.url == f"{url}/in?pin={{{{pin}}}}"
