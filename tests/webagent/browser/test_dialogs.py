"""Dialogs: shown to the agent, and answered by it with their effect on the page."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from starlette.responses import Response
from webagent_actions import parse, perform

from tests.webagent.runs import assert_complete, events_of, outcomes_of, ref_of
from webagent import BrowserOptions, Limits, Proposal, Status
from webagent.browser._dialogs import MESSAGE_LIMIT

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from tests.webagent.conftest import Browse, Play, Serve
    from webagent import State

ASKING = """
<p id="answer">not asked</p>
<button onclick="answer.textContent = `confirmed ${confirm('Delete it?')}`">Delete</button>
<button onclick="answer.textContent = `name ${prompt('Who are you?', 'nobody')}`">Name</button>
<button onclick="alert('Saved'); answer.textContent = 'alerted'">Save</button>
"""


@pytest.mark.parametrize(
    ("button", "shown", "answer", "effect"),
    [
        ("Delete", "a dialog opened (confirm): “Delete it?”", "dialog [on]", "confirmed true"),
        ("Delete", "a dialog opened (confirm): “Delete it?”", "dialog [off]", "confirmed false"),
        ("Name", "a dialog opened (prompt): “Who are you?”", "dialog [on] [Bo]", "name Bo"),
        ("Name", "a dialog opened (prompt): “Who are you?”", "dialog [off]", "name null"),
        ("Save", "a dialog opened (alert): “Saved”", "dialog [on]", "alerted"),
    ],
)
async def test_a_dialog_waits_for_the_agent(
    browse: Browse, serve: Serve, *, button: str, shown: str, answer: str, effect: str
) -> None:
    session, page = await browse(serve(ASKING))
    (click,) = parse(f"click [{ref_of(page, 'button', button)}]")
    opened = await perform(click, page, session)
    assert shown in str(opened)
    assert opened.situation.dialog is not None
    assert opened.situation.observation.text == ""
    assert [verb.verb for verb in opened.situation.verbs()] == ["dialog", "note", "stop"]

    (reply,) = parse(answer)
    closed = await perform(reply, opened.situation, session)
    assert str(closed) == f"the dialog is closed; new: {effect}"
    assert effect in closed.situation.observation.text


async def test_leaving_is_asked_for_and_can_be_refused(play: Play, serve: Serve) -> None:
    leave = "<p>draft</p><input aria-label=Text><a href=/next>Next</a>"
    guard = "<script>onbeforeunload = (event) => event.preventDefault()</script>"
    url = serve({"/": leave + guard, "/next": "<p>next page</p>"})
    result = await play(
        url,
        [
            'type [textbox "Text"] [x]',  # only a page that was used may ask
            'click [link "Next"]',
            "dialog [off]",
            'click [link "Next"]',
            "dialog [on]",
            "stop [done]",
        ],
    )
    assert "a dialog opened (beforeunload)" in outcomes_of(result)[1]
    pages = [event["text"] for event in events_of(result, "observed")]
    assert "draft" in pages[3]
    assert pages[5] == "next page"


async def test_a_dialog_on_load_comes_before_the_page(browse: Browse, serve: Serve) -> None:
    session, page = await browse(serve("<script>alert('Welcome')</script><p>content</p>"))
    assert page.dialog is not None
    assert (page.dialog.kind, page.dialog.message) == ("alert", "Welcome")
    (reply,) = parse("dialog [on]")
    assert (await perform(reply, page, session)).situation.observation.text == "content"


async def test_a_dialog_that_opens_during_a_look_ends_it(browse: Browse, serve: Serve) -> None:
    session, page = await browse(
        serve("<p>calm</p><script>setTimeout(alert, 400, 'Late')</script>")
    )
    while page.dialog is None:
        page = await session.look(quiet_ms=300)
    assert page.dialog.message == "Late"


async def test_a_dialog_that_opens_before_an_action_refuses_it(play: Play, serve: Serve) -> None:
    """The page hangs under the dialog: asking it anything would take for ever."""
    loop = asyncio.get_running_loop()
    opening = asyncio.Event()
    seen = threading.Event()

    class Slow:
        name = "slow"

        async def propose(self, state: State, k: int = 1) -> list[Proposal]:
            if not state.history:
                seen.set()
                await opening.wait()
                return [Proposal(parse(f"click [{ref_of(state.situation, 'button', 'Go')}]"))]
            return [Proposal(parse("stop [seen]"))]

    def picture(_request: Request) -> Response:
        seen.wait(timeout=20)
        return Response(status_code=404)

    def asked(_request: Request) -> Response:
        loop.call_soon_threadsafe(opening.set)
        return Response()

    # A picture is no traffic that the agent waits for.
    page = """<button>Go</button><script>
      const picture = new Image();
      picture.onerror = () => { navigator.sendBeacon('/asked'); alert('Late'); };
      picture.src = '/picture';
    </script>"""
    url = serve({"/": page, "/picture": picture, "/asked": asked})
    result = await play(url, actor=Slow(), limits=Limits(seconds=20))
    assert result.steps[0].failed
    assert "dialog" in outcomes_of(result)[0]
    assert result.status is Status.DONE


async def test_a_popup_s_dialog_does_not_hold_up_the_click(browse: Browse, serve: Serve) -> None:
    """The popup shares its opener's thread, so the click itself can't end before the answer."""
    session, page = await browse(
        serve("<button onclick=\"window.open('about:blank').alert('Hello')\">Open</button>")
    )
    (click,) = parse(f"click [{ref_of(page, 'button', 'Open')}]")
    opened = await perform(click, page, session)
    assert opened.ok
    assert opened.situation.dialog is not None
    (reply,) = parse("dialog [on]")
    assert (await perform(reply, opened.situation, session)).situation.dialog is None


async def test_a_long_message_is_cut(browse: Browse, serve: Serve) -> None:
    _, page = await browse(serve("<script>alert('x'.repeat(1e6))</script>"))
    assert page.dialog is not None
    assert len(page.dialog.message) == MESSAGE_LIMIT + 1


async def test_a_dialog_left_open_loses_nothing_at_the_end(
    play: Play, serve: Serve, tmp_path: Path
) -> None:
    kept = tmp_path / "state.json"
    url = serve("<script>localStorage.cart = 'tea'; alert('Bye')</script>")
    options = BrowserOptions(save_storage_state=kept)
    result = await play(url, ["stop [done]"], browser=options)
    assert result.status is Status.DONE
    assert '"tea"' in kept.read_text()
    assert_complete(result)


async def test_dialogs_follow_each_other_though_they_ask_the_same(
    browse: Browse, serve: Serve
) -> None:
    chain = "<p id=p>none</p><button onclick=\"p.textContent = [confirm('Sure?'), "
    chain += "confirm('Sure?'), prompt('Sure?', 'yes')]\">Go</button>"
    session, page = await browse(serve(chain))
    (action,) = parse(f"click [{ref_of(page, 'button', 'Go')}]")
    for answer in ("dialog [on]", "dialog [off]", "dialog [on] [of course]"):
        asked = await perform(action, page, session)
        assert any(told.endswith(": “Sure?”") for told in asked.changes)
        page = asked.situation
        (action,) = parse(answer)
    last = await perform(action, page, session)
    assert last.situation.observation.text.startswith("true,false,of course")


async def test_a_dialog_of_a_frame(browse: Browse, serve: Serve) -> None:
    inner = "<button onclick=\"textContent = confirm('Pay?') ? 'paid' : 'kept'\">Pay</button>"
    session, page = await browse(serve({"/": "<iframe src=/in></iframe>", "/in": inner}))
    (click,) = parse(f"click [{ref_of(page, 'button', 'Pay')}]")
    asked = await perform(click, page, session)
    assert "a dialog opened (confirm): “Pay?”" in asked.changes
    (answer,) = parse("dialog [off]")
    answered = await perform(answer, asked.situation, session)
    assert "kept" in answered.situation.observation.text


async def test_what_a_page_asks_as_it_is_left_holds_nothing_up(
    browse: Browse, serve: Serve
) -> None:
    """Browsers open no dialog while a page unloads (HTML, 8.9.1 Simple dialogs)."""
    site = {
        "/": "<a href=/b>On</a><script>onpagehide = onunload = () => alert('Bye')</script>",
        "/b": "<p>second</p>",
    }
    session, page = await browse(serve(site))
    (click,) = parse(f"click [{ref_of(page, 'link', 'On')}]")
    assert (await perform(click, page, session)).situation.observation.text == "second"


@pytest.mark.parametrize("where", ["page", "frame"])
async def test_a_page_that_wants_to_be_printed_is_told(
    browse: Browse, serve: Serve, where: str
) -> None:
    button = "<button onclick='print()'>Print</button>"
    site = {"/": button if where == "page" else "<iframe src=/in></iframe>", "/in": button}
    session, page = await browse(serve(site))
    (click,) = parse(f"click [{ref_of(page, 'button', 'Print')}]")
    printed = await perform(click, page, session)
    assert printed.ok
    assert "the page asked to be printed; nothing was printed" in printed.changes
    assert await session.page.evaluate("Object.keys(window).filter(n => /print_/.test(n))") == []


@pytest.mark.slow
async def test_a_dialog_in_another_tab_of_the_process_comes_to_the_front(
    browse: Browse, serve: Serve
) -> None:
    """Under it all pages of the process stand still, the active one too."""
    site = {
        "/": "<a href=/b target=_blank rel=opener>Open</a>",
        "/b": "<button onclick=\"opener.setTimeout('alert(1)'); for (let end = Date.now() + 50; "
        'Date.now() < end;);">Ask</button>',
    }
    session, page = await browse(serve(site))
    (click,) = parse(f"click [{ref_of(page, 'link', 'Open')}]")
    page = (await perform(click, page, session)).situation
    (click,) = parse(f"click [{ref_of(page, 'button', 'Ask')}]")
    asked = await perform(click, page, session)
    assert asked.situation.dialog is not None
    assert [tab.active for tab in asked.situation.tabs] == [True, False]
