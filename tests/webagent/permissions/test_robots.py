"""robots.txt at the gate: navigation only, before anything is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from webagent_manifests.robots import RobotsMode

from tests.webagent.runs import assert_complete, events_of
from webagent import Status
from webagent.permissions import PermissionOptions

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.webagent.conftest import Play, Serve

CLOSED = PlainTextResponse("User-agent: *\nDisallow: /closed\n")
PAGE = '<a href="/closed/1">Closed</a> <a href="/open">Open</a> <button>Press</button>'
SITE = {"/": PAGE, "/closed/1": "in", "/open": "out", "/robots.txt": CLOSED}


async def test_a_disallowed_link_is_not_followed(play: Play, serve: Serve) -> None:
    script = ['click [link "Closed"]', 'click [button "Press"]', 'click [link "Open"]', "stop [x]"]
    result = await play(serve(SITE), script)
    assert [step.denied for step in result.steps] == [True, False, False, False]
    assert "robots.txt" in result.denials[0]
    assert "/closed/1" in result.denials[0]


async def test_opening_the_address_is_no_way_around(play: Play, serve: Serve) -> None:
    url = serve(SITE)
    result = await play(url, [f"goto [{url}/closed/1]", "stop [unable: closed]"])
    assert result.status is Status.BLOCKED


@pytest.mark.parametrize("mode", [RobotsMode.WARN, RobotsMode.IGNORE])
async def test_the_user_may_decide_otherwise_and_the_record_says_so(
    play: Play, serve: Serve, mode: RobotsMode
) -> None:
    options = PermissionOptions(robots=mode)
    result = await play(serve(SITE), ['click [link "Closed"]', "stop [in]"], permissions=options)
    assert result.success
    (permission,) = events_of(result, "permission")
    told = [r["reason"] for r in permission["rulings"] if r["source"] == "robots"]
    assert bool(told) is (mode is RobotsMode.WARN)
    assert all("disallows" in reason and "warn" in reason for reason in told)


async def test_a_closed_start_address_is_never_opened(play: Play, serve: Serve) -> None:
    opened: list[str] = []

    def page(request: Request) -> Response:
        opened.append(request.url.path)
        return HTMLResponse(PAGE)

    everything = PlainTextResponse("User-agent: polite-webagent\nDisallow: /\n")
    url = serve({"/": page, "/robots.txt": everything})
    result = await play(url, ["stop [x]"])
    assert opened == []
    assert result.status is Status.BLOCKED
    assert result.steps == ()
    assert "robots.txt" in result.reason
    assert result.denials
    (start,) = events_of(result, "start_permission")
    assert not start["granted"]
    assert_complete(result)


async def test_where_robots_can_not_be_read_a_person_decides(play: Play, serve: Serve) -> None:
    url = serve({"/": PAGE, "/robots.txt": Response("busy", 503)})
    result = await play(url, ["stop [x]"])
    assert result.status is Status.BLOCKED
    assert "cannot be read" in result.reason


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (RobotsMode.ENFORCE, "robots.txt: obeyed"),
        (RobotsMode.WARN, "robots.txt: read, not obeyed"),
        (RobotsMode.IGNORE, "robots.txt: not asked for"),
    ],
)
async def test_the_report_claims_no_more_than_was_obeyed(
    play: Play, serve: Serve, mode: RobotsMode, words: str
) -> None:
    result = await play(serve(SITE), ["stop [x]"], permissions=PermissionOptions(robots=mode))
    assert result.run_dir is not None
    assert words in (result.run_dir / "report.html").read_text(encoding="utf-8")
    (obeying,) = events_of(result, "obeying")
    assert (obeying["robots"], obeying["policies"]) == (mode.value, [])
