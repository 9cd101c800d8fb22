"""The plan in a run: branched, pruned, closed, recalled, made by a model, and its end verified."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from webagent_actions import parse

from tests.webagent.planning.states import SayingModel
from tests.webagent.runs import assert_complete, events_of, folder_of, manifest, outcomes_of, rule
from webagent import Limits, ModelActor, Proposal, Status
from webagent.models import ContextOverflow
from webagent.planning.planners import ModelPlanner
from webagent.resuming import take_up
from webagent.spending import Purpose

if TYPE_CHECKING:
    from pathlib import Path

    from tests.webagent.conftest import Play, Serve
    from webagent import State

SITE = {
    "/": '<h1>Teas</h1><a href="/green">Green</a> <a href="/black">Black</a>',
    "/green": "<h1>Green teas</h1><p>Sencha, 4.00 EUR</p>",
    "/black": "<h1>Black teas</h1><p>Assam, 5.00 EUR</p>",
}


class Remembering:
    """Says its lines in turn, and keeps each state it was shown."""

    name = "remembering"

    def __init__(self, *lines: str) -> None:
        self._lines = iter(lines)
        self.states: list[State] = []

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        self.states.append(state)
        return [Proposal(parse(next(self._lines)))]


def _parts(state: State) -> list[str]:
    return [part.status.value for part in state.plan.subtasks]


async def test_an_actor_divides_its_task_as_it_goes(play: Play, serve: Serve) -> None:
    url = serve(SITE)
    actor = Remembering(
        "branch [0] [Find the green teas]",
        f"note [The list is at /green]\ngoto [{url}/green]",
        "subtask_done [Green teas]",
        "recall [1]",
        "stop [Sencha] [Sencha, 4.00 EUR]",
    )
    result = await play(url, actor=actor, task=f"look at {url}/green")
    assert [step.subtask for step in result.steps] == [0, 1, 1, 0, 0]
    assert [_parts(state) for state in actor.states] == [
        ["open"],
        ["open", "open"],
        ["open", "open"],
        ["open", "done"],
        ["open", "done"],
    ]
    assert actor.states[3].plan[1].verified
    recalled = result.steps[3]
    assert f"1: note [The list is at /green]; goto [{url}/green]" not in recalled.shown
    assert f"note [The list is at /green]; goto [{url}/green] → " in recalled.shown
    assert "subtask_done [Green teas]" in recalled.shown
    # It branched, the branch was begun, and it was over.
    assert [event["step"] for event in events_of(result, "planned")] == [1, 2, 3]
    assert result.verified
    assert_complete(result)


async def test_pruning_opens_the_page_again_where_the_part_was_begun(
    play: Play, serve: Serve
) -> None:
    url = serve(SITE)
    actor = Remembering(
        "branch [0] [Find it]",
        f"note [Assam is black]\ngoto [{url}/black]",
        "branch [1] [Compare]",
        "prune [1] [There is no green tea]",
        "stop [unable: so]",
    )
    result = await play(url, actor=actor, task=f"look at {url}/black")
    last = actor.states[-1]
    assert last.situation.observation.url == f"{url}/"
    assert _parts(last) == ["open", "open", "pruned"]
    assert last.plan[1].reflections == ("There is no green tea",)
    assert last.notes == ("Assam is black",)
    assert "its page is open again" in outcomes_of(result)[3]
    assert len(events_of(result, "permission")) == 2


async def test_pruning_is_no_way_around_the_gate(play: Play, serve: Serve) -> None:
    """The page may not be gone back to: the part is resumed all the same, and it is said."""
    closed = '<a class="back" href="/">Back</a>'
    deny = manifest(rule("follow_link", ".back", allowed=False))
    url = serve(SITE | {"/black": SITE["/black"] + closed}, deny)
    actor = Remembering(
        "branch [0] [Find it]",
        f"goto [{url}/black]",
        "prune [1] [There is no green tea]",
        "stop [unable: so]",
    )
    result = await play(url, actor=actor, task=f"look at {url}/black")
    assert "its page could not be opened again: not permitted" in outcomes_of(result)[2]
    assert result.steps[2].denied
    assert actor.states[-1].situation.observation.url == f"{url}/black"
    assert actor.states[-1].plan[1].reflections == ("There is no green tea",)


async def test_a_part_that_can_not_be_done_is_closed_as_such(play: Play, serve: Serve) -> None:
    actor = Remembering(
        "branch [0] [Find it]",
        "prune [7] [no such part]",
        "subtask_done [unable: nothing here]",
        "subtask_done [again]",
        "stop [unable: so]",
    )
    result = await play(serve(SITE), actor=actor)
    assert outcomes_of(result)[1] == "not done: The plan has no part 7. Its parts: 0, 1."
    assert actor.states[3].plan[1].reflections == ("unable: nothing here",)
    assert _parts(actor.states[3]) == ["open", "failed"]
    assert "No subtask is open" in outcomes_of(result)[3]
    assert result.status is Status.FAILED


PLANNED: dict[str, Any] = {
    "constraints": ["only green tea"],
    "success": [{"type": "judged", "text": "its price is known"}],
    "subtasks": [
        {
            "intent": "the list of green teas is open",
            "kind": "navigate",
            "must_commit": False,
            "success": [{"type": "url", "pattern": "/green"}],
        },
        {"intent": "read", "kind": "extract", "must_commit": False, "success": []},
    ],
}
NOTHING: dict[str, Any] = {"redundant": [], "instead": [], "reason": ""}


def _says(line: str) -> str:
    return json.dumps({"reason": "so", "actions": [line]})


async def test_a_model_plans_and_its_calls_are_counted_apart(play: Play, serve: Serve) -> None:
    url = serve(SITE)
    dropped = NOTHING | {"redundant": [2], "reason": "the price is on the page"}
    planning = SayingModel(json.dumps(PLANNED), json.dumps(dropped))
    acting = SayingModel(
        _says("subtask_done [Teas]"),  # not so: the address is another
        _says(f"goto [{url}/green]"),
        _says("subtask_done [Green teas]"),
        _says("stop [4.00]"),  # quotes nothing
        _says("stop [4.00] [Sencha, 4.00 EUR]"),
    )
    result = await play(
        url,
        actor=ModelActor(acting),
        planner=ModelPlanner(planning),
        task=f"What does green tea at {url}/green cost?",
    )
    told = outcomes_of(result)
    assert "it is not so that the address is /green" in told[0]
    assert "nothing is quoted that shows: its price is known" in told[3]
    assert (result.status, result.verified) == (Status.DONE, True)
    assert [(each.criterion, each.shown_by) for each in result.evidence] == [
        ("its price is known", "Sencha, 4.00 EUR")
    ]
    assert {purpose: used.calls for purpose, used in result.spent.items()} == {
        Purpose.PLAN: 2,
        Purpose.ACT: 5,
    }
    assert "Keep to this: only green tea" in acting.asked[0]
    assert "[1] now: the list of green teas is open" in acting.asked[0]
    written = json.loads((folder_of(result) / "result.json").read_text(encoding="utf-8"))
    assert written["verified"] is True
    assert written["usage"]["by_purpose"]["plan"]["calls"] == 2
    assert written["usage"]["calls"] == 7
    assert written["effort"]["act"]["requests"] >= 2
    assert written["effort"]["search"] == {"seconds": 0.0, "requests": 0}
    last = events_of(result, "planned")[-1]["plan"]["subtasks"]
    assert [part["status"] for part in last] == ["open", "done", "redundant"]


async def test_the_reactive_default_asks_for_actions_only(play: Play, serve: Serve) -> None:
    model = SayingModel(_says("stop [done]"))
    result = await play(serve(SITE), actor=ModelActor(model))
    assert len(model.asked) == 1
    assert set(result.spent) == {Purpose.ACT}
    assert events_of(result, "planned") == []
    assert "PLAN" not in model.asked[0].partition("Actions you can take now")[2]
    # Nobody asked for evidence, and none was given: accepted, and told as it is.
    assert (result.success, result.verified, result.evidence) == (True, False, ())


async def test_a_planner_that_could_not_plan_says_why(play: Play, serve: Serve) -> None:
    planner = ModelPlanner(SayingModel(ContextOverflow("the prompt is too long")))
    result = await play(serve(SITE), ["stop [done]"], planner=planner)
    (event,) = events_of(result, "planned")
    assert event["reason"] == "the page did not fit the model"
    assert len(event["plan"]["subtasks"]) == 1
    assert result.success


async def test_a_quotation_of_nothing_is_told_once_and_then_recorded(
    play: Play, serve: Serve
) -> None:
    result = await play(serve(SITE), ["stop [5] [Oolong]", "stop [5] [Oolong]"])
    assert outcomes_of(result)[0].startswith("not done: “Oolong” was shown nowhere. Look again")
    assert (result.status, result.verified) == (Status.DONE, False)


async def test_in_the_last_turn_a_stop_is_accepted_as_it_is(play: Play, serve: Serve) -> None:
    result = await play(serve(SITE), ["stop [5] [Oolong]"], limits=Limits(steps=1))
    assert (result.status, result.verified) == (Status.DONE, False)


async def test_what_was_shown_before_counts_as_evidence(play: Play, serve: Serve) -> None:
    url = serve(SITE)
    script = [f"goto [{url}/green]", "go_back", "stop [4] [Sencha, 4.00 EUR | GET /green 200]"]
    assert (await play(url, script, task=f"look at {url}/green")).verified


@pytest.mark.parametrize("cut", ["observed", "planned"])
async def test_a_plan_survives_a_kill(play: Play, serve: Serve, tmp_path: Path, cut: str) -> None:
    """What `take_up` reads of a record that breaks off is what the run had in mind."""
    url = serve(SITE)
    actor = Remembering(
        "branch [0] [Find it]",
        f"note [a fact]\ngoto [{url}/green]",
        "subtask_done [Green teas]",
        "branch [0] [Read it]",
        "stop [4] [Sencha, 4.00 EUR]",
    )
    result = await play(url, actor=actor, task=f"look at {url}/green", run_dir=tmp_path / "run")
    lines = (tmp_path / "run" / "events.jsonl").read_bytes().splitlines(keepends=True)
    kinds = [json.loads(line)["type"] for line in lines]
    last = len(kinds) - 1 - kinds[::-1].index(cut)
    killed = tmp_path / "killed"
    killed.mkdir()
    (killed / "events.jsonl").write_bytes(b"".join(lines[: last + 1]))

    memory = take_up(killed).memory
    assert memory.planned
    last_state = actor.states[-1]
    here = last_state.situation.observation.url
    assert memory.plan.begun(here, memory.turn) == last_state.plan
    assert memory.plan.active == 2
    assert memory.notes == ("a fact",)
    assert [step.subtask for step in memory.steps] == [s.subtask for s in result.steps[:4]]
    shown = memory.evidence(last_state.situation).shown
    assert any("Sencha, 4.00 EUR" in text for text in shown)
