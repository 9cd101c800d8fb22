"""`--search`: the model's alternatives are tried, told and counted; a killed search goes on."""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import HTMLResponse, RedirectResponse

from tests.support.openai_server import serve_openai
from tests.support.site import serve_site
from tests.webagent.actors.model.shopping import ref_in, turn_of
from tests.webagent.cli.calling import call, finish, start

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from tests.support.openai_server import OpenAIServer

HOME = "<h1>Home</h1><a href=/east>East</a> <a href=/west>West</a>"
WEST = "<h1>West</h1><form method=post action=/order><button>Order</button></form>"
TASK = "Order what there is"


class Site:
    """Takes orders, and counts them."""

    def __init__(self) -> None:
        self.orders = 0

    def pages(self) -> dict[str, Any]:
        def order(request: Request) -> Response:
            self.orders += request.method == "POST"
            return RedirectResponse("/thanks", 303)

        texts = {
            "/": HOME,
            "/east": "<h1>East</h1><p>Nothing</p>",
            "/west": WEST,
            "/thanks": "<h1>Thanks</h1><p>Order 7 was placed</p>",
        }
        pages = {path: HTMLResponse(f"<title>Shop</title>{text}") for path, text in texts.items()}
        return {**pages, "/order": order}


def unsure(_messages: list[dict[str, Any]], request: dict[str, Any]) -> str:
    """Waver between two links; judge pages by their headings."""
    shown = turn_of(request)
    page = shown.partition("=== BEGIN PAGE")[2]
    if request["response_format"]["json_schema"]["name"] == "score":
        done = "Thanks" in page or ("West" in page and "it is only thought of" in shown)
        grade = 9.5 if done else 7.5 if 'heading 1 "West"' in page else 1
        return json.dumps(
            {
                "reason": "by its heading",
                "effect": grade,
                "promise": grade,
                "met": [],
                "child_reflection": "",
                "sibling_reflection": "" if grade > 1 else "nothing is there",
            }
        )
    if "Order 7" in page:
        return _reply({"verb": "stop", "answer": "ordered", "evidence": "Order 7 was placed"})
    order = ref_in(page, "button", "Order")
    if order is not None:
        return _reply({"verb": "click", "ref": order})
    east, west = ref_in(page, "link", "East"), ref_in(page, "link", "West")
    if east is None or west is None:
        return _reply({"verb": "stop", "answer": "unable: a dead end", "evidence": None})
    other = {"reason": "or this", "action": {"verb": "click", "ref": west}, "sure": 45}
    return _reply({"verb": "click", "ref": east}, other)


def _reply(action: dict[str, Any], *others: dict[str, Any]) -> str:
    return json.dumps(
        {
            "reason": "a try",
            "actions": [action],
            "sure": 50 if others else 95,
            "alternatives": list(others),
        }
    )


def _at(server: OpenAIServer) -> dict[str, str]:
    return {"OPENAI_BASE_URL": server.url, "OPENAI_MODEL": "test-model"}


@pytest.mark.slow
def test_an_unsure_model_is_searched_with(tmp_path: Path) -> None:
    out, site = tmp_path / "run", Site()
    with serve_site(site.pages()) as url, serve_openai(unsure) as server:
        done = call("run", TASK, "--url", url, "--out", str(out), environment=_at(server))
    assert (done.code, done.stdout) == (0, "ordered\n")
    assert site.orders == 1
    assert "tries click" in done.stderr
    assert "searched, since the actor is unsure: 53% speaks for one action, 47%" in done.stderr
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert result["steps"][0]["target"] == "link “West”"
    assert {"act", "search", "critic"} <= result["usage"]["by_purpose"].keys()
    assert result["effort"]["search"]["requests"] >= 2
    assert result["verified"] is True

    drawn = call("tree", str(out))
    assert "link “West” · safe · value 7.5" in drawn.stdout
    assert "button “Order” · commit" in drawn.stdout


@pytest.mark.slow
def test_a_run_killed_while_it_searches_goes_on_and_orders_once(tmp_path: Path) -> None:
    out, site = tmp_path / "run", Site()
    with serve_site(site.pages()) as url, serve_openai(unsure) as server:
        options = ("--url", url, "--out", str(out), "--search", "mcts", "--jsonl")
        process = start("run", TASK, *options, environment=_at(server))
        assert process.stdout is not None
        for line in process.stdout:
            if json.loads(line)["type"] == "tried_permission":
                os.kill(process.pid, signal.SIGKILL)
                break
        assert finish(process).code == -signal.SIGKILL
        assert site.orders == 0
        done = call("resume", str(out), environment=_at(server))
    assert (done.code, done.stdout) == (0, "ordered\n")
    assert site.orders == 1
    assert "searched, since that was asked for" in done.stderr
