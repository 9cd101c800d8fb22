"""The endpoint that a chosen model is asked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.openai_server import in_turn, serve_openai
from tests.webagent.actors.model.shopping import act
from webagent import choose_actor

if TYPE_CHECKING:
    import pytest

    from tests.webagent.actors.model.conftest import Show


async def test_settings_handed_over_stand_for_those_of_the_process(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "k-process")
    with serve_openai(in_turn(act("stop [42]")), api_key="k-given") as server:
        given = {"OPENAI_BASE_URL": f" {server.url} ", "OPENAI_API_KEY": "k-given"}
        choice = choose_actor("test-model", environment=given)
        (proposal,) = await choice.actor.propose(await show("<p>Hello</p>"))

    assert str(proposal.actions[0]) == "stop [42]"
    assert server.requests[0]["model"] == "test-model"
