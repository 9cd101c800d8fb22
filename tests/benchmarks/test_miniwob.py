"""The MiniWoB benchmark on pages of the same make, small enough to be read here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Stop

from benchmarks.miniwob import Played, passed_families, play_all, table
from tests.support.site import serve_site
from webagent.actors.baseline import BaselineActor
from webagent.state import Proposal

if TYPE_CHECKING:
    from webagent.protocols import Actor
    from webagent.state import State

CORE = """<html><title>toy</title><script>
var WOB_TASK_READY = true, WOB_DONE_GLOBAL = false, WOB_RAW_REWARD_GLOBAL = 0;
Math.seedrandom = (seed) => { core.seed = seed; };
const core = {
  startEpisodeReal() { document.getElementById("query").textContent = "Click the Ok button."; },
  getUtterance: () => GOAL,
  endEpisode(reward) { WOB_DONE_GLOBAL = true; WOB_RAW_REWARD_GLOBAL = reward; },
};
</script><div id=query></div><div id=reward-display>Last reward</div>
<button onclick="core.endEpisode(core.seed === 7 ? 0.5 : 1)">Ok</button>"""


class Witness:
    """Looks once, keeps what it saw, and gives up."""

    name = "witness"

    def __init__(self) -> None:
        self.saw = ""

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        self.saw = state.situation.observation.text
        return [Proposal((Stop("unable: only looking"),))]


async def _play(pages: dict[str, str], *seeds: int, actor: Actor | None = None) -> list[Played]:
    played: list[Played] = []
    families = {f"/miniwob/{family}.html": html for family, html in pages.items()}
    episodes = [(family, seed) for family in pages for seed in seeds]
    with serve_site(families) as url:
        await play_all(episodes, url, lambda _: actor or BaselineActor(), played.append)
    return played


@pytest.mark.slow
async def test_episodes_are_seeded_played_and_rewarded_and_a_broken_one_stops_nothing() -> None:
    pages = {
        "text": CORE.replace("GOAL", "'Click the Ok button.'"),
        "broken": "<html>no task here",
        "object": CORE.replace("GOAL", "({utterance: 'Click Ok'})"),
    }
    played = await _play(pages, 7, 8)
    assert [(one.family, one.reward, one.error is None) for one in played] == [
        ("text", 0.5, True),
        ("text", 1.0, True),
        ("broken", 0.0, False),
        ("broken", 0.0, False),
        ("object", 0.5, True),
        ("object", 1.0, True),
    ]


@pytest.mark.slow
async def test_the_actor_sees_neither_goal_nor_reward_on_the_page() -> None:
    witness = Witness()
    (played,) = await _play({"text": CORE.replace("GOAL", "'Click it.'")}, 1, actor=witness)
    assert "Ok" in witness.saw
    assert "Click the Ok button" not in witness.saw
    assert "reward" not in witness.saw
    assert (played.reward, played.status, played.goal) == (0.0, "failed", "Click it.")


def test_a_family_passes_with_four_of_five_seeds_and_an_error_is_not_solved() -> None:
    good = [Played("a", seed, reward=1.0) for seed in range(4)]
    assert passed_families([*good, Played("a", 4)]) == 1
    assert passed_families([*good[1:], Played("a", 0), Played("a", 4, error="crashed")]) == 0


def test_the_table_counts_claims_that_were_not_true() -> None:
    text = table([Played("a", 0, reward=1.0, status="done"), Played("a", 1, status="done")])
    assert "told to be done that were not: 1" in text
