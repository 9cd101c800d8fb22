"""A site's limits outlive the agent: over restarts, kills, processes and tabs."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from webagent_manifests import Verdict

from tests.webagent.conftest import WELL_KNOWN
from tests.webagent.runs import manifest, rule
from webagent.permissions import PermissionOptions

if TYPE_CHECKING:
    from tests.webagent.conftest import Play, Serve
    from tests.webagent.permissions.conftest import Guard

PAGE = "<button onclick='this.textContent += 1'>Go</button>"
ONCE = manifest(
    rule("click_element", "button", True, rate_limit={"max_requests": 1, "window_seconds": 3600})
)
# Clicks once, says so, and waits to be killed.
_PROGRAM = """
import asyncio, sys
from webagent import Agent, ScriptedActor

class Hanging(ScriptedActor):
    async def propose(self, state, k=1):
        if state.history:
            print(state.history[0].outcome, flush=True)
            await asyncio.sleep(600)
        return await super().propose(state, k)

Agent("a task", url=sys.argv[1], actor=Hanging(['click [button "Go"]', "stop [x]"])).run_sync()
"""


@pytest.mark.slow
async def test_a_killed_agent_started_again_still_honours_a_limit(play: Play, serve: Serve) -> None:
    url = serve(PAGE, ONCE)
    agent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _PROGRAM, url, stdout=asyncio.subprocess.PIPE
    )
    assert agent.stdout is not None
    assert b"Go1" in await agent.stdout.readline()
    agent.kill()
    await agent.wait()

    again = await play(url, ['click [button "Go"]', "stop [unable: limit]"])

    assert [step.denied for step in again.steps] == [True, False]
    assert "1 times in 3600 seconds" in again.denials[0]


async def test_another_identity_has_limits_of_its_own(play: Play, serve: Serve) -> None:
    url, script = serve(PAGE, ONCE), ['click [button "Go"]', "stop [x]"]
    assert (await play(url, script)).success
    other = await play(url, script, permissions=PermissionOptions(agent="another"))
    assert [step.denied for step in other.steps] == [False, False]


async def test_an_action_under_way_holds_its_slot_until_it_is_over(guard: Guard) -> None:
    page = await guard(
        PAGE, manifest(rule("click_element", "button", True, burst=1)), patience=timedelta(0)
    )
    under_way = await page.admit("click [«Go»]")
    assert under_way.granted
    waiting = await page.check("click [«Go»]")
    assert (waiting.verdict, waiting.granted) == (Verdict.WAIT, False)
    page.gate.settle(under_way)
    assert (await page.check("click [«Go»]")).granted


async def test_a_site_without_a_manifest_is_named_as_such(play: Play, serve: Serve) -> None:
    result = await play(serve(PAGE), ['click [button "Go"]', "stop [x]"])
    assert result.run_dir is not None
    events = (result.run_dir / "events.jsonl").read_text(encoding="utf-8")
    assert "there is no site policy" in events
    assert WELL_KNOWN in events
    report = (result.run_dir / "report.html").read_text(encoding="utf-8")
    assert "there is no site policy" in report
