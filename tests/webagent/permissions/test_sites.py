"""The policy that speaks for each document is fetched once, and met in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import JSONResponse, Response

from tests.webagent.conftest import WELL_KNOWN
from tests.webagent.runs import assert_complete, events_of, manifest, rule
from webagent.product import user_agent

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.webagent.conftest import Play, Serve

LINKS = '<a href="/two">Two</a><a href="/three">Three</a>'


async def test_a_site_is_asked_once_by_an_honest_name(play: Play, serve: Serve) -> None:
    asked: list[str] = []

    def answer(request: Request) -> Response:
        asked.append(request.headers["user-agent"])
        return JSONResponse(manifest())

    url = serve({"/": LINKS, "/two": LINKS, "/three": LINKS, WELL_KNOWN: answer})
    result = await play(url, ['click [link "Two"]', 'click [link "Three"]', "stop [seen]"])
    assert asked == [user_agent()]
    (met,) = events_of(result, "policy")
    assert met["status"] == "present"
    assert met["url"] == f"{url}{WELL_KNOWN}"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (None, "absent"),
        (Response("[]", media_type="application/json"), "invalid"),
        (Response("busy", 503), "unreachable"),
        (JSONResponse({"permissions": [{"agent": "*"}], "version": "1.0"}), "foreign"),
    ],
)
async def test_the_record_says_what_became_of_the_manifest(
    play: Play, serve: Serve, answer: Response | None, status: str
) -> None:
    pages = {"/": LINKS} if answer is None else {"/": LINKS, WELL_KNOWN: answer}
    result = await play(serve(pages), ['click [link "Two"]', "stop [seen]"])
    (met,) = events_of(result, "policy")
    if status != "foreign":  # which formats are known is the manifests' own matter
        assert met["status"] == status
    (permission,) = events_of(result, "permission")
    assert permission["granted"] is (met["status"] == "absent")
    assert_complete(result)


async def test_every_verb_is_in_the_record_with_the_rule_that_decided(
    play: Play, serve: Serve
) -> None:
    policy = manifest(rule("submit_form", "form", allowed=False))
    url = serve("<form method=post><button>Send</button></form>", policy)
    result = await play(url, ['click [button "Send"]', "stop [unable: not allowed]"])
    (permission,) = events_of(result, "permission")
    assert permission["verdict"] == "deny"
    found = [(r["verb"], r["verdict"], r["rule"]) for r in permission["rulings"]]
    assert found == [("click_element", "allow", None), ("submit_form", "deny", 0)]
    assert {r["manifest"] for r in permission["rulings"]} == {f"{url}{WELL_KNOWN}"}
