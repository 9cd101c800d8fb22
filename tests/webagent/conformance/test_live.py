"""The agent itself, in Chromium and through its gate, passes the conformance vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_manifests.vectors import Status, load_vectors, run_vectors

from webagent.conformance import open_adapter_in

if TYPE_CHECKING:
    from playwright.async_api import Browser


@pytest.mark.slow
async def test_the_agent_passes_every_case(browser: Browser) -> None:
    # The rewriting asks every question twice more; what it shows is not the browser's to say.
    vectors = [vector for vector in load_vectors() if vector.question != "rewrite"]

    async with open_adapter_in(browser) as agent:
        result = await run_vectors(agent, vectors, at_once=4)

    troubled = [
        (each.vector.id, each.status.value, each.detail, each.differences)
        for each in result.outcomes
        if each.status is not Status.PASSED or each.differences
    ]
    assert troubled == []
    assert result.cases == (99, 99)
    by_gate = sum(each.answer.get("by") == "gate" for each in result.outcomes)
    assert by_gate >= 100
