"""Limits in time: short waits are waited for, long ones refused, and every dispatch counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from webagent_manifests import ReasonCode, Verdict

from tests.webagent.runs import manifest, outcomes_of, rule
from webagent import Limits, Status

if TYPE_CHECKING:
    from tests.webagent.conftest import Play, Serve
    from tests.webagent.permissions.conftest import Guard

PAGE = "<button onclick='this.textContent += 1'>Go</button><button>Other</button>"


def _limited(**limit: int) -> dict[str, object]:
    return manifest(rule("click_element", "button", True, rate_limit=limit))


async def test_a_short_wait_is_waited_for(guard: Guard) -> None:
    page = await guard(PAGE, _limited(max_requests=1, window_seconds=1))
    page.gate.settle(await page.admit("click [«Go»]"))
    began = datetime.now(UTC)
    second = await page.check("click [«Go»]")
    assert second.granted
    assert datetime.now(UTC) - began > timedelta(seconds=0.5)


async def test_a_long_wait_is_refused_with_its_end(guard: Guard) -> None:
    page = await guard(PAGE, _limited(max_requests=1, window_seconds=3600))
    page.gate.settle(await page.admit("click [«Go»]"))
    refused = await page.check("click [«Other»]")
    assert refused.verdict is Verdict.WAIT
    assert not refused.granted
    assert "1 times in 3600 seconds, again from " in refused.reason


async def test_asking_alone_uses_nothing_up(guard: Guard) -> None:
    page = await guard(PAGE, _limited(max_requests=1, window_seconds=3600))
    assert (await page.check("click [«Go»]")).granted
    assert (await page.check("click [«Go»]")).granted


async def test_a_limit_per_session_is_used_up_for_good(play: Play, serve: Serve) -> None:
    url = serve(PAGE, _limited(max_requests=2))
    clicks = ['click [button "Go"]', 'click [button "Go1"]', 'click [button "Go11"]']
    result = await play(url, clicks, limits=Limits(seconds=20))
    assert [step.denied for step in result.steps] == [False, False, True, False]
    assert "2 times per session, which are used up" in outcomes_of(result)[2]
    assert result.status is Status.BLOCKED


@pytest.mark.parametrize("offset", [2, 3])
async def test_a_closed_time_window_is_refused(guard: Guard, offset: int) -> None:
    start = datetime.now(UTC) + timedelta(hours=offset)
    window = f"{start:%H:%M}-{start + timedelta(hours=1):%H:%M} UTC"
    page = await guard(PAGE, manifest(rule("click_element", "button", True, time_window=window)))
    refused = await page.check("click [«Go»]")
    assert [r.decision.reason_code for r in refused.rulings] == [ReasonCode.OUTSIDE_TIME_WINDOW]
    assert refused.verdict is Verdict.WAIT
    assert not refused.granted
