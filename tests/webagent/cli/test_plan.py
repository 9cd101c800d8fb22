"""`--plan`: a model divides the task first; it is told and drawn, and a killed run keeps it."""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.support.openai_server import serve_openai
from tests.support.site import serve_site
from tests.webagent.actors.model.shopping import act, ref_in, turn_of
from tests.webagent.cli.calling import call, finish, start
from webagent.planning.planners._schema import PLAN  # pyright: ignore[reportPrivateUsage]

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page

    from tests.support.openai_server import OpenAIServer

SITE = {
    "/": '<h1>Teas</h1><a href="/green">Green</a>',
    "/green": "<h1>Green teas</h1><p>Sencha, 4.00 EUR</p>",
}
PLANNED: dict[str, Any] = {
    "constraints": ["only green tea"],
    "success": [{"type": "text", "text": "Sencha"}],
    "subtasks": [
        {
            "intent": "the list of green teas is open",
            "kind": "navigate",
            "must_commit": False,
            "success": [{"type": "url", "pattern": "/green"}],
        },
        {"intent": "the price is read", "kind": "extract", "must_commit": False, "success": []},
    ],
}


def reader(_messages: list[dict[str, Any]], request: dict[str, Any]) -> str:
    """Plan, and do what is planned."""
    if _asked(request) == PLAN.name:
        return json.dumps(PLANNED)
    if _asked(request) == "refinement":
        return json.dumps({"redundant": [], "instead": [], "reason": ""})
    shown = turn_of(request)
    if "[1] now" in shown:
        page = shown.partition("=== BEGIN PAGE")[2]
        number = ref_in(page, "link", "Green")
        return act("subtask_done [Green teas]" if number is None else f"click [{number}]")
    return act("stop [4.00] [Sencha, 4.00 EUR]")


def _asked(request: dict[str, Any]) -> str:
    return str(request["response_format"]["json_schema"]["name"])


def _at(server: OpenAIServer) -> dict[str, str]:
    return {"OPENAI_BASE_URL": server.url, "OPENAI_MODEL": "test-model"}


@pytest.mark.slow
async def test_a_model_plans_first(tmp_path: Path, page: Page) -> None:
    out = tmp_path / "run"
    with serve_site(SITE) as url, serve_openai(reader) as server:
        task = ("What does Sencha cost?", "--url", url, "--out", str(out))
        done = call("run", *task, "--plan", "model", environment=_at(server))
    assert (done.code, done.stdout) == (0, "4.00\n")
    assert [_asked(request) for request in server.requests].count("plan") == 1
    assert "plan [1] to do: the list of green teas is open" in done.stderr
    assert "plan [1] done: the list of green teas is open" in done.stderr
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert result["verified"] is True
    assert result["usage"]["by_purpose"].keys() == {"act", "plan"}

    await page.goto((out / "report.html").as_uri())
    plan = page.get_by_role("region", name="Plan")
    await expect(plan).to_contain_text("Keep to this: only green tea")
    await expect(plan.get_by_role("listitem").first).to_contain_text("done when the address is")
    await expect(plan.get_by_role("listitem").first).to_contain_text("Verified: “Green teas”")
    shown = page.get_by_role("region", name="What shows that it is done")
    await expect(shown).to_contain_text("the page says “Sencha”: checked")


@pytest.mark.slow
def test_a_killed_run_keeps_its_plan(tmp_path: Path) -> None:
    out = tmp_path / "run"
    with serve_site(SITE) as url, serve_openai(reader) as server:
        task = ("What does Sencha cost?", "--url", url, "--out", str(out), "--jsonl")
        process = start("run", *task, "--plan", "model", environment=_at(server))
        assert process.stdout is not None
        for line in process.stdout:
            event = json.loads(line)
            if event["type"] == "planned" and event["plan"]["active"] == 2:
                os.kill(process.pid, signal.SIGKILL)
                break
        assert finish(process).code == -signal.SIGKILL
        done = call("resume", str(out), environment=_at(server))
    assert (done.code, done.stdout) == (0, "4.00\n")
    # The plan is read back, not made again.
    assert [_asked(request) for request in server.requests].count("plan") == 1
    lines = (out / "events.jsonl").read_text(encoding="utf-8").splitlines()
    plans = [e["plan"] for e in map(json.loads, lines) if e["type"] == "planned"]
    assert [part["intent"] for part in plans[-1]["subtasks"][1:]] == [
        "the list of green teas is open",
        "the price is read",
    ]
    assert plans[-1]["subtasks"][1]["status"] == "done"


def test_the_baseline_can_not_plan() -> None:
    done = call("run", "click on Tea", "--url", "http://127.0.0.1:9/", "--plan", "model")
    assert done.code == 2
    assert "--plan model needs a model, and this actor is none" in done.stderr
