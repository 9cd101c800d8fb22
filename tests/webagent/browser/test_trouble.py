"""Pages that crash, hang or lose their network: an outcome to reason about, in bounded time."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import HTMLResponse, Response
from webagent_actions import GoBack, GoHome, Goto, Note, Stop, parse, perform

from tests.webagent.runs import events_of, outcomes_of, ref_of
from webagent import Limits, Status

if TYPE_CHECKING:
    from starlette.requests import Request
    from webagent_actions import Outcome, Situation

    from tests.webagent.conftest import Browse, Play, Serve
    from webagent.browser import Session

BOUND_S = 25.0
"""Far more than anything here takes on an idle machine, far less than for ever."""


async def act(session: Session, page: Situation, action: str) -> Outcome:
    begin = monotonic()
    (parsed,) = parse(action)
    outcome = await perform(parsed, page, session)
    assert monotonic() - begin < BOUND_S
    return outcome


async def crash(session: Session) -> None:
    """Crash the renderer of the active page."""
    page = session.page
    devtools: Any = await page.context.new_cdp_session(page)
    async with page.expect_event("crash"):
        call = asyncio.ensure_future(devtools.send("Page.crash"))
    call.cancel()
    with suppress(asyncio.CancelledError):
        await call


async def test_a_crashed_page_is_told_and_left_by_goto(browse: Browse, serve: Serve) -> None:
    url = serve({"/": "<p>fine</p>", "/b": "<p>second</p>"})
    session, _ = await browse(url)
    await crash(session)
    lost = await session.look()
    assert lost.trouble == "it crashed"
    assert lost.observation.text == ""
    assert lost.observation.url == f"{url}/"
    assert lost.covered is not None
    assert lost.covered.text == "fine"
    assert [verb for verb in lost.verbs() if verb.touches_page] == [GoHome, Goto]
    assert [tab.number for tab in lost.tabs] == [1]
    # It stays so until the agent goes somewhere.
    assert (await session.look()).trouble == "it crashed"
    there = await act(session, lost, f"goto [{url}/b]")
    assert there.situation.trouble == ""
    assert there.situation.observation.text == "second"
    assert f"the page is now “Test” at {url}/b" in there.changes


async def test_a_crashed_page_has_a_way_back(browse: Browse, serve: Serve) -> None:
    url = serve({"/": "<p>first</p>", "/b": "<p>second</p>"})
    session, _ = await browse(url)
    await session.goto(f"{url}/b")
    await session.look()
    await crash(session)
    lost = await session.look()
    assert lost.can_go_back
    assert GoBack in lost.verbs()
    back = await act(session, lost, "go_back")
    assert back.situation.observation.text == "first"
    assert not back.situation.can_go_back


async def test_a_crash_during_an_action_is_an_outcome(browse: Browse, serve: Serve) -> None:
    session, page = await browse(serve("<button>Go</button>"))
    devtools: Any = await session.page.context.new_cdp_session(session.page)
    calls: list[asyncio.Future[Any]] = []

    def die() -> None:
        calls.append(asyncio.ensure_future(devtools.send("Page.crash")))

    session.page.on("console", lambda _: die())
    await session.page.evaluate(
        "() => document.querySelector('button').onmousedown = () => { console.log('die'); }"
    )
    outcome = await act(session, page, f"click [{ref_of(page, 'button', 'Go')}]")
    while not outcome.situation.trouble:
        outcome = await act(session, page, f"click [{ref_of(page, 'button', 'Go')}]")
    calls[0].cancel()
    assert outcome.situation.trouble == "it crashed"
    assert "nothing of the page can be seen or operated: it crashed" in outcome.changes


@pytest.mark.slow
async def test_a_script_without_end_is_stopped(browse: Browse, serve: Serve) -> None:
    page = """<p id=p>calm</p><button onclick="p.textContent = 'busy'; for (;;);">Hang</button>
      <button onclick="p.textContent = 'alive'">Try</button>"""
    session, seen = await browse(serve(page))
    outcome = await act(session, seen, f"click [{ref_of(seen, 'button', 'Hang')}]")
    assert "a script of the page ran without end and was stopped" in outcome.changes
    assert "busy" in outcome.situation.observation.text
    tried = await act(
        session, outcome.situation, f"click [{ref_of(outcome.situation, 'button', 'Try')}]"
    )
    assert "alive" in tried.situation.observation.text


@pytest.mark.slow
async def test_a_page_that_hangs_again_and_again_is_given_up(browse: Browse, serve: Serve) -> None:
    page = """<button onclick="const hang = () => { setTimeout(hang); setTimeout(hang); for (;;); };
      hang()">Hang</button>"""
    url = serve({"/": page, "/b": "<p>second</p>"})
    session, seen = await browse(url)
    outcome = await act(session, seen, f"click [{ref_of(seen, 'button', 'Hang')}]")
    assert outcome.situation.trouble == "it does not answer"
    there = await act(session, outcome.situation, f"goto [{url}/b]")
    assert there.situation.observation.text == "second"


@pytest.mark.slow
async def test_a_run_goes_on_after_a_crash(play: Play, serve: Serve) -> None:
    """Only the browser itself being lost ends a run."""
    page = "<button onclick='const hang = () => { setTimeout(hang); for (;;); }; hang()'>X</button>"
    url = serve({"/": "<p>start</p><a href=/x>On</a>", "/x": page})
    script = ['click [link "On"]', 'click [button "X"]', "go_back", "stop [went on]"]
    result = await play(url, script, limits=Limits(seconds=90))
    assert result.status is Status.DONE
    assert "it does not answer" in outcomes_of(result)[1]
    seen = events_of(result, "observed")
    assert seen[2]["trouble"] == "it does not answer"
    assert seen[2]["picture"] is None
    assert seen[3]["text"].startswith("start")


async def test_under_trouble_only_leaving_is_offered(browse: Browse, serve: Serve) -> None:
    session, _ = await browse(serve("<p>x</p>"))
    await crash(session)
    offered = (await session.look()).verbs()
    assert {Note, Stop} < set(offered)
    assert all(verb.verb in ("go_home", "goto", "note", "stop") for verb in offered)


async def test_without_a_network_the_reason_is_told_and_it_comes_back(
    browse: Browse, serve: Serve
) -> None:
    url = serve({"/": "<a href=/b>On</a>", "/b": "<p>second</p>"})
    session, page = await browse(url)
    await session.page.context.set_offline(True)
    down = await act(session, page, f"click [{ref_of(page, 'link', 'On')}]")
    assert f"{url}/b could not be opened: there is no network" in str(down)
    await session.page.context.set_offline(False)
    up = await act(session, down.situation, f"goto [{url}/b]")
    assert up.ok
    assert up.situation.observation.text == "second"


async def test_a_request_that_the_network_loses_is_told(browse: Browse, serve: Serve) -> None:
    page = "<button onclick=\"fetch('/x').catch(() => {})\">Ask</button>"
    session, seen = await browse(serve({"/": page, "/x": "x"}))
    await session.page.context.set_offline(True)
    outcome = await act(session, seen, f"click [{ref_of(seen, 'button', 'Ask')}]")
    assert any("the page asked for GET /x, not answered: " in each for each in outcome.remarks)


async def test_an_answer_of_500_is_told(browse: Browse, serve: Serve) -> None:
    page = """<form method=post action=/save><button>Save</button></form>
      <button onclick="fetch('/figures')">Refresh</button>"""
    url = serve(
        {
            "/": page,
            "/save": HTMLResponse("<h1>Sorry</h1>", 500),
            "/figures": Response(status_code=503),
        }
    )
    session, seen = await browse(url)
    asked = await act(session, seen, f"click [{ref_of(seen, 'button', 'Refresh')}]")
    assert asked.remarks == ("the page asked for GET /figures, answered 503",)
    saved = await act(
        session, asked.situation, f"click [{ref_of(asked.situation, 'button', 'Save')}]"
    )
    assert saved.changes[:2] == (
        "the server answered HTTP 500",
        "the page sent POST /save, answered 500",
    )
    assert "Sorry" in saved.situation.observation.text


@pytest.mark.slow
@pytest.mark.parametrize("way", ["goto", "click"])
async def test_a_server_that_never_answers_does_not_hold_up_the_agent(
    browse: Browse, serve: Serve, way: str
) -> None:
    released = asyncio.Event()

    async def hang(_: Request) -> Response:
        with suppress(TimeoutError):
            async with asyncio.timeout(60):
                await released.wait()
        return Response("late")

    url = serve({"/": "<p>here</p><a href=/never>On</a>", "/never": hang})
    session, page = await browse(url)
    action = f"goto [{url}/never]" if way == "goto" else f"click [{ref_of(page, 'link', 'On')}]"
    outcome = await act(session, page, action)
    assert "here" in outcome.situation.observation.text
    assert "the site did not answer within 10 s; loading was broken off" in outcome.changes
    assert "the page asked for GET /never, not answered: it was broken off" in outcome.remarks


async def test_a_frame_that_goes_away_during_an_action(browse: Browse, serve: Serve) -> None:
    inner = "<button onmousedown=\"parent.document.querySelector('iframe').remove()\">In</button>"
    session, page = await browse(
        serve({"/": "<p>around</p><iframe src=/in></iframe>", "/in": inner})
    )
    outcome = await act(session, page, f"click [{ref_of(page, 'button', 'In')}]")
    assert outcome.situation.observation.text == "around"
    assert not outcome.no_effect


async def test_a_navigation_during_an_action(browse: Browse, serve: Serve) -> None:
    page = "<p>first</p><button onmousedown=\"location = '/b'\">Go</button>"
    session, seen = await browse(serve({"/": page, "/b": "<p>second</p>"}))
    outcome = await act(session, seen, f"click [{ref_of(seen, 'button', 'Go')}]")
    assert outcome.situation.observation.text == "second"


async def test_a_tab_that_its_page_closes_during_an_action(browse: Browse, serve: Serve) -> None:
    site = {
        "/": "<p>first</p><a href=/b target=_blank rel=opener>Open</a>",
        "/b": "<button onmousedown='window.close()'>Shut</button>",
    }
    session, page = await browse(serve(site))
    opened = await act(session, page, f"click [{ref_of(page, 'link', 'Open')}]")
    shut = await act(
        session, opened.situation, f"click [{ref_of(opened.situation, 'button', 'Shut')}]"
    )
    assert shut.ok
    assert "tab 2 was closed; tab 1 is now the active one" in shut.changes
    assert shut.situation.observation.text.startswith("first")


async def test_the_last_tab_being_closed_leaves_a_blank_one(browse: Browse, serve: Serve) -> None:
    url = serve("<p>first</p>")
    session, _ = await browse(url)
    await session.page.close()
    empty = await session.look()
    assert "the last tab was closed; a blank one is open in its place" in empty.happened.events
    assert empty.can_go_home
    home = await act(session, empty, "go_home")
    assert home.situation.observation.text == "first"
