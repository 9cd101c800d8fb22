"""The scripted actor says its lines, with elements by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from webagent_actions import Click, Goto, Press, Stop, Type

from webagent import ScriptedActor, State

if TYPE_CHECKING:
    from webagent_actions import Action

    from tests.webagent.conftest import Browse, Serve


@pytest_asyncio.fixture
async def state(browse: Browse, serve: Serve) -> State:
    _, seen = await browse(serve("<a href=/tea>Tea</a><input aria-label=Search>"))
    return State(task="a task", start_url=seen.observation.url, situation=seen)


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ('click [link "Tea"]', Click(1)),
        ('type [textbox "Search"] [green tea] [on]', Type(2, "green tea", True)),
        ("click [2]", Click(2)),
        ("press [Enter]", Press("Enter")),
        ("goto [http://x.test/]", Goto("http://x.test/")),
        ("stop [done]", Stop("done")),
        ('click [link "Nowhere"]', Click(0)),
    ],
)
async def test_a_line_is_an_action(state: State, line: str, action: Action) -> None:
    (proposal,) = await ScriptedActor([line]).propose(state)
    assert proposal.actions == (action,)


async def test_a_line_that_is_no_action_says_why(state: State) -> None:
    (proposal,) = await ScriptedActor(["dance"]).propose(state)
    assert proposal.actions == ()
    assert "Write one action" in proposal.reason


async def test_after_the_last_line_it_gives_up(state: State) -> None:
    actor = ScriptedActor([])
    for _ in range(2):
        (proposal,) = await actor.propose(state)
        (stop,) = proposal.actions
        assert isinstance(stop, Stop)
        assert stop.unable
