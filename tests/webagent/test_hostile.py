"""Input that means harm or was never meant: every run ends, in time, with its record complete."""

from __future__ import annotations

import json
import re
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tests.support.openai_server import serve_openai
from tests.webagent.runs import assert_complete, events_of, outcomes_of
from webagent import Limits, ModelActor, OpenAIModel, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from tests.support.site import Resource
    from tests.webagent.conftest import Play, Serve
    from webagent import RunResult

LOOKS = ("note [one]", "note [two]", "stop [seen]")
BOUND_S = 60.0


async def ended(play: Play, url: str, *script: str, limits: Limits | None = None) -> RunResult:
    """Run a script, and check that the run ended in bounded time with a complete record."""
    started = monotonic()
    result = await play(url, script or LOOKS, limits=limits or Limits(seconds=BOUND_S - 20))
    assert monotonic() - started < BOUND_S
    assert_complete(result)
    return result


async def test_dialogs_without_end(play: Play, serve: Serve) -> None:
    url = serve("<script>while (true) alert('again')</script>")
    answers = ["dialog [dismiss]"] * 20

    result = await ended(play, url, *answers)

    assert result.status is Status.FAILED
    assert result.reason == "it repeated itself without effect"
    assert len(result.steps) < len(answers)
    assert events_of(result, "observed")[0]["dialog"] == {"kind": "alert", "message": "again"}


async def test_dialogs_from_a_timer_without_end(play: Play, serve: Serve) -> None:
    url = serve("<p>Hello</p><script>setInterval(() => confirm('sure?'), 20)</script>")

    result = await ended(play, url, *["dialog [accept]"] * 20)

    assert result.status is Status.FAILED


async def test_redirects_without_end(play: Play, serve: Serve) -> None:
    url = serve({"/": RedirectResponse("/")})

    result = await ended(play, url)

    assert result.status is Status.ERROR
    assert "redirects without end" in result.reason


async def test_a_link_that_redirects_without_end(play: Play, serve: Serve) -> None:
    url = serve({"/": "<a href=/loop>Loop</a>", "/loop": RedirectResponse("/loop")})

    result = await ended(play, url, 'click [link "Loop"]', "stop [unable: no page]")

    assert result.status is Status.FAILED
    assert outcomes_of(result)[0] != "nothing changed"


@pytest.mark.slow
async def test_a_page_that_moves_on_forever(play: Play, serve: Serve) -> None:
    def moving(request: Request) -> Response:
        number = int(request.query_params.get("n", "0")) + 1
        return HTMLResponse(f"<p>{number}</p><script>location.replace('/?n={number}')</script>")

    result = await ended(play, serve({"/": moving}))

    assert result.status in {Status.DONE, Status.ERROR}
    if result.status is Status.ERROR:
        assert "could not be read" in result.reason


async def test_a_page_that_navigates_while_it_is_observed(play: Play, serve: Serve) -> None:
    pages: Mapping[str, Resource] = {
        "/": "<p>First</p><script>setTimeout(() => location.href = '/second', 130)</script>",
        "/second": "<p>Second</p>" + "<div><a href=#>x</a></div>" * 2_000,
    }

    result = await ended(play, serve(pages))

    assert result.status is Status.DONE
    assert "Second" in events_of(result, "observed")[-1]["text"]


@pytest.mark.slow
async def test_fifty_thousand_elements(play: Play, serve: Serve) -> None:
    rows = "".join(f"<p>Row {n} <button>Act {n}</button></p>" for n in range(25_000))

    result = await ended(play, serve(f"<button>First</button>{rows}"), 'click [button "First"]')

    seen = events_of(result, "observed")[0]
    assert seen["elements"] > 50_000
    assert seen["refs"] == 25_001
    assert seen["tokens"] <= 12_600
    assert seen["left_out"] == 1
    assert re.search(r"^\[… 2\d,\d{3} items: .* — expand \[\d+\]\]$", seen["text"], re.MULTILINE)
    assert not result.steps[0].failed


async def test_ten_thousand_elements_deep(play: Play, serve: Serve) -> None:
    depth = 10_000
    url = serve("<div>" * depth + "<button>Deep</button>" + "</div>" * depth + "<p>After</p>")

    result = await ended(play, url)

    assert result.status is Status.DONE
    assert "After" in events_of(result, "observed")[0]["text"]


async def test_a_manifest_of_ten_megabytes(play: Play, serve: Serve) -> None:
    rules = '{"verb": "click_element", "selector": "*", "allowed": true},' * 160_000
    manifest = Response(f'{{"resource_rules": [{rules}', media_type="application/json")
    url = serve({"/": "<button>Go</button>", "/.well-known/agent-permissions.json": manifest})

    result = await ended(play, url, 'click [button "Go"]', "stop [unable: not allowed]")

    policy = events_of(result, "policy")[0]
    assert policy["status"] in {"invalid", "unreachable"}
    assert result.status is Status.BLOCKED


@pytest.mark.slow
async def test_a_script_without_end(play: Play, serve: Serve) -> None:
    url = serve("<p>Hello</p><script>setTimeout(() => { while (true) {} }, 50)</script>")

    result = await ended(play, url)

    assert result.status is Status.DONE


@pytest.mark.slow
async def test_windows_without_end(play: Play, serve: Serve) -> None:
    url = serve(
        "<button onclick=\"for (let i = 0; i < 60; i++) window.open('/', '_blank')\">Open</button>"
    )

    result = await ended(play, url, 'click [button "Open"]', "stop [seen]")

    assert result.status is Status.DONE


async def test_a_page_that_closes_itself(play: Play, serve: Serve) -> None:
    url = serve("<p>Bye</p><script>setTimeout(() => window.close(), 200)</script>")

    result = await ended(play, url)

    assert result.status in {Status.DONE, Status.ERROR}


@pytest.mark.parametrize("shape", ["prose", "actions"])
async def test_a_megabyte_from_the_model(play: Play, serve: Serve, shape: str) -> None:
    flood = "x" * 1_000_000 if shape == "prose" else "click [1]\n" * 100_000
    url = serve("<button>Go</button>")

    with serve_openai(lambda _messages, _request: flood) as server:
        model = OpenAIModel("flood", base_url=server.url)
        result = await play(url, actor=ModelActor(model), limits=Limits(steps=2, seconds=40))
        await model.aclose()

    assert_complete(result)
    assert result.status is Status.LIMIT
    assert all(step.failed for step in result.steps)
    sent = max(len(json.dumps(request)) for request in server.requests)
    assert sent < 50_000, "what the model said is not sent back whole"
