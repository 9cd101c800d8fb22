"""A search grows its tree by what can be undone, within its budget, until it finds the goal."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Never

import pytest

from tests.webagent.planning.search.worlds import (
    START,
    WrittenExplorer,
    WrittenWorld,
    commit,
    named,
    safe,
    scored,
    tree,
)
from webagent.planning.search import (
    Blocked,
    Budget,
    Node,
    Reached,
    Refused,
    Search,
    Status,
    Stopped,
    Tree,
)

TWO_WAYS = {START: [safe("a"), safe("b")], "a": [safe("a1")], "b": [safe("b1"), safe("b2")]}
VALUES = {
    "a": scored(2),
    "b": scored(8),
    "a1": scored(1),
    "b1": scored(6),
    "b2": scored(4, met=True),
}


async def test_the_first_success_stops_it() -> None:
    world = WrittenWorld(TWO_WAYS, VALUES)
    grown = tree()

    found = await Search(world).run(grown)

    assert found.stopped is Stopped.SUCCESS
    assert [node.candidate and node.candidate.action for node in found.path] == ["b", "b2"]
    assert found.path == found.prefix
    assert found.commit is None
    # b was worth more than a, so that all beneath b was tried before all beneath a.
    assert world.taken == ["a", "b", "b1", "b2"]
    assert named(grown)["b"].best == 10
    assert named(grown)["a"].asked is None


async def test_where_criteria_are_left_to_a_judge_nine_is_success() -> None:
    for value, stopped in ((9, Stopped.SUCCESS), (8.9, Stopped.EXHAUSTED)):
        world = WrittenWorld({START: [safe("a")]}, {"a": scored(value, met=None)})
        assert (await Search(world).run(tree())).stopped is stopped
    world = WrittenWorld({START: [safe("a")]}, {"a": scored(10, met=False)})
    assert (await Search(world).run(tree())).stopped is Stopped.EXHAUSTED


async def test_a_commit_is_predicted_at_a_discount_and_never_taken() -> None:
    asked = replace(safe("asked"), reserved="a rule")
    world = WrittenWorld(
        {START: [commit("order"), asked, safe("a")]},
        {"order": scored(10), "asked": scored(5), "a": scored(1)},
    )
    grown = tree()

    found = await Search(world).run(grown)

    nodes = named(grown)
    assert world.taken == ["a"]
    assert sorted(world.predicted) == ["asked", "order"]
    assert nodes["order"].value == pytest.approx(7)
    assert nodes["asked"].why == "a rule"
    assert found.commit is nodes["order"]
    assert found.ready
    assert found.prefix == ()


async def test_what_the_guard_stops_is_a_commit() -> None:
    world = WrittenWorld(
        {START: [safe("a")]}, {"a": scored(5)}, {"a": Blocked("it sent POST /cart")}
    )
    grown = tree()
    await Search(world).run(grown)

    node = named(grown)["a"]
    assert node.status is Status.COMMIT
    assert (node.why, node.value) == ("it sent POST /cart", 3.5)
    assert world.asked["a"] == 0


async def test_what_is_denied_is_kept_out() -> None:
    world = WrittenWorld(
        {START: [replace(safe("a", 9), denied="a rule"), safe("b")]}, {"b": scored(1)}
    )
    grown = tree()
    await Search(world).run(grown)

    assert world.taken == ["b"]
    assert named(grown)["a"].status is Status.DENIED
    assert named(grown)["a"].why == "a rule"


async def test_what_leads_nowhere_dies_and_says_why() -> None:
    world = WrittenWorld(
        {START: [safe("nothing"), safe("fails"), safe("a")], "a": [safe("back")]},
        {"a": scored(5)},
        {
            "nothing": Reached(START, changed=False),
            "fails": Refused("the element is covered"),
            "back": Reached(START),
        },
    )
    grown = tree()
    await Search(world).run(grown)

    nodes = named(grown)
    assert {name: nodes[name].why for name in ("nothing", "fails", "back")} == {
        "nothing": "nothing changed",
        "fails": "the element is covered",
        "back": "it leads back to #0",
    }
    assert {nodes[name].status for name in ("nothing", "fails", "back")} == {Status.DEAD}
    assert grown.root.visits == 5


async def test_a_state_that_is_reached_twice_is_explored_once() -> None:
    world = WrittenWorld(
        {START: [safe("a"), safe("b")], "a": [safe("x")], "b": [safe("y")], "x": [safe("z")]},
        {"a": scored(6), "b": scored(5.9), "x": scored(7), "z": scored(1)},
        {"x": Reached("the same"), "y": Reached("the same")},
    )
    grown = tree()
    await Search(world).run(grown)

    nodes = named(grown)
    assert nodes["y"].status is Status.ALIAS
    assert nodes["y"].alias_of is nodes["x"]
    assert world.asked["y"] == 0
    assert (nodes["y"].value, nodes["b"].best) == (7, 7)


async def test_candidates_are_asked_for_again_with_what_was_learned() -> None:
    world = WrittenWorld(
        {START: [safe("a", 2), safe("b", 1)]},
        {"a": scored(0, lesson="it opens help"), "c": scored(5)},
        later={START: [safe("c", 3)]},
    )
    grown = tree()
    await Search(world, Budget(nodes=2)).run(grown)

    assert world.taken == ["a", "c"]
    assert world.lessons[START] == ["it opens help"]


async def test_a_node_that_can_not_be_gone_back_to_is_lost_with_all_beneath_it() -> None:
    world = WrittenWorld(
        {START: [safe("a"), safe("b")], "a": [safe("a1")], "b": [safe("b1")]},
        {"a": scored(8), "b": scored(3), "b1": scored(2)},
        lost=["a"],
    )
    grown = tree()
    found = await Search(world).run(grown)

    nodes = named(grown)
    assert world.taken == ["a", "b", "b1"]
    assert nodes["a"].status is nodes["a1"].status is Status.DEAD
    assert grown.root.best == 3
    assert found.path == (nodes["b"],)


async def test_it_says_so_when_the_start_is_lost() -> None:
    found = await Search(WrittenWorld({START: [safe("a")]}, {}, lost=[START])).run(tree())

    assert found.stopped is Stopped.LOST
    assert found.path == ()


@pytest.mark.parametrize(
    ("budget", "reason", "taken"),
    [
        (Budget(nodes=2), "the limit of 2 nodes was reached", 2),
        (Budget(calls=3), "the limit of 3 model calls was reached", 1),
        (Budget(tokens=100), "the limit of 100 tokens was reached", 0),
        (Budget(requests=0), "the limit of 0 requests was reached", 0),
        (Budget(allowance=lambda: 0.5), "the rate limits of the sites leave no more", 0),
    ],
)
async def test_a_budget_is_not_exceeded(budget: Budget, reason: str, taken: int) -> None:
    world = WrittenWorld(TWO_WAYS, VALUES)

    found = await Search(world, budget).run(tree())

    assert (found.stopped, found.reason) == (Stopped.BUDGET, reason)
    assert len(world.taken) == taken
    assert found.spent == world.spent


async def test_depth_and_branch_are_bounds_too() -> None:
    chain = {START: [safe("a"), safe("b"), safe("c"), safe("d")], "a": [safe("a1")]}
    world = WrittenWorld(chain, {name: scored(9) for name in ("a", "b", "a1")})

    await Search(world, Budget(depth=1, branch=2)).run(tree())

    assert world.taken == ["a", "b"]


async def test_each_commit_takes_one_off_the_budget() -> None:
    world = WrittenWorld({START: [commit("order"), safe("a")]}, {"order": scored(9)})
    grown = tree()
    await Search(world, Budget(nodes=1)).run(grown)
    after = grown.reroot(named(grown)["order"], Reached("receipt", label="Thank you"))

    found = await Search(world, Budget(nodes=1)).run(after)

    assert found.reason == "the limit of 0 nodes was reached"


async def test_what_is_under_way_when_time_is_up_is_cut_off() -> None:
    world = Sleepless({START: [safe("a"), safe("b")]}, {"a": scored(1)})
    grown = tree()

    found = await Search(world, Budget(seconds=0.05)).run(grown)

    assert (found.stopped, found.reason) == (
        Stopped.BUDGET,
        "the limit of 0.05 seconds was reached",
    )
    assert [(node.busy, node.pending) for node in grown.nodes] == [(False, 0)] * 3


class Sleepless(WrittenWorld):
    """A world in which the judge never answers."""

    async def evaluate(self, node: Node[str]) -> Never:
        await asyncio.Event().wait()
        raise AssertionError


async def test_an_error_of_the_world_is_passed_on_and_stops_what_is_under_way() -> None:
    world = WrittenWorld(TWO_WAYS, {"a": scored(1)}, explorers=2)
    grown = tree()

    with pytest.raises(KeyError):
        await Search(world, parallel=2).run(grown)

    assert not any(node.busy or node.pending for node in grown.nodes)


async def test_as_many_are_opened_at_once_as_asked_for_and_as_the_world_holds() -> None:
    wide = {START: [safe(name) for name in "abcd"]}
    for explorers, parallel, at_once in ((4, 3, 3), (2, 4, 2), (4, 1, 1)):
        world = WrittenWorld(wide, {name: scored(1) for name in "abcd"}, explorers=explorers)
        grown = tree()
        found = await Search(world, Budget(branch=4), parallel=parallel).run(grown)

        assert world.at_once == at_once
        assert sorted(world.taken) == list("abcd")
        assert found.stopped is Stopped.EXHAUSTED
        assert grown.root.visits == 5


async def test_a_look_ahead_counts_a_quarter_and_takes_only_what_is_safe() -> None:
    world = WrittenWorld(
        {START: [safe("a")], "a": [commit("order", 9), safe("a1", 1)]},
        {"a": scored(4), "a1": scored(8), "order": scored(5)},
    )
    grown = tree()
    await Search(world, Budget(nodes=2), look_ahead=True).run(grown)

    nodes = named(grown)
    assert world.taken == ["a", "a1"]
    assert nodes["a"].value == pytest.approx(0.75 * 4 + 0.25 * 8)
    assert (nodes["a"].best, nodes["a"].visits, grown.root.visits) == (8, 2, 3)


async def test_after_a_commit_the_way_is_history_and_all_else_is_dropped() -> None:
    world = WrittenWorld(
        {START: [safe("a"), safe("b")], "a": [commit("order")]},
        {"a": scored(8), "b": scored(1), "order": scored(10)},
    )
    grown = tree()
    await Search(world).run(grown)
    last = max(node.id for node in grown.nodes)

    after: Tree[str] = grown.reroot(named(grown)["order"], Reached(START, label="Thank you"))

    assert [(past.action, past.commit) for past in after.history] == [("a", False), ("order", True)]
    assert after.commits == 1
    assert list(after.nodes) == [after.root]
    assert after.root.id > last
    # What looks as before is another state now, and explored anew.
    world.taken.clear()
    await Search(WrittenWorld({START: [safe("c")]}, {"c": scored(1)})).run(after)
    assert named(after)["c"].status is Status.REACHED


async def test_the_live_state_is_brought_to_each_node_before_anything_is_done_there() -> None:
    """`WrittenExplorer.step` asserts it; this makes sure that it was asked at all."""
    gone: list[str] = []

    class Telling(WrittenExplorer):
        async def go_to(self, node: Node[str]) -> bool:
            gone.append(str(node.actions))
            return await super().go_to(node)

    world = WrittenWorld(TWO_WAYS, VALUES)
    world.explorers = [Telling(world)]
    await Search(world).run(tree())

    assert gone == ["()", "()", "('b',)", "('b',)"]


async def test_to_end_the_task_is_worth_what_is_seen() -> None:
    """Nothing is changed by it, so nothing about it is guessed; a sure one ends the search."""
    end = replace(commit("stop", 0.9), final=True)
    world = WrittenWorld(
        {START: [safe("a", 0.1), end]}, {"a": scored(1), "stop": scored(9.5, met=None)}
    )

    found = await Search(world).run(tree())

    assert found.stopped is Stopped.SUCCESS
    assert found.commit is not None
    assert (found.commit.value, found.ready, world.taken) == (9.5, True, [])
