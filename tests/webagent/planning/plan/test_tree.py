"""The plan as a tree: what holds after any sequence of operations, and what each one does."""

from __future__ import annotations

import json

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from webagent.planning.plan import (
    ROOT,
    Draft,
    Judged,
    PlanTree,
    SubtaskStatus,
    TextShown,
    UrlMatches,
    plan_from,
    plan_json,
)

REASONS = st.text(max_size=8)
NUMBERS = st.integers(0, 40)


class Planning(RuleBasedStateMachine):
    """Any sequence of what a model and a planner may do to a plan."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = PlanTree()
        self.turn = 0
        self.intents: list[str] = [""]
        self.reflections: list[tuple[int, str]] = []

    def _part(self, number: int) -> int:
        return number % len(self.tree.subtasks)

    @rule(number=NUMBERS, intent=REASONS)
    def branch(self, number: int, intent: str) -> None:
        self.tree = self.tree.branch(self._part(number), intent)
        assert self.tree.current.intent == intent
        self.intents.append(intent)

    @rule(number=NUMBERS, reason=REASONS)
    def prune(self, number: int, reason: str) -> None:
        part = self._part(number)
        self.tree = self.tree.prune(part, reason)
        assert self.tree.active == part
        assert not [each for each in self.tree.below(part) if self.tree[each].shown]
        self.reflections.append((part, reason))

    @rule(evidence=REASONS)
    def done(self, evidence: str) -> None:
        closed = self.tree.active
        if closed == ROOT:
            with pytest.raises(ValueError, match="ends with the task"):
                self.tree.done(evidence)
            return
        self.tree = self.tree.done(evidence)
        assert self.tree[closed].status is SubtaskStatus.DONE
        assert self.tree[closed].evidence == evidence

    @rule(reason=REASONS)
    def failed(self, reason: str) -> None:
        part = self.tree.active
        if part == ROOT:
            return
        self.tree = self.tree.failed(reason)
        assert self.tree[part].status is SubtaskStatus.FAILED
        self.reflections.append((part, reason))

    @rule(number=NUMBERS, intents=st.lists(REASONS, max_size=3))
    def rethink(self, number: int, intents: list[str]) -> None:
        self.tree = self.tree.rethink(self._part(number), [Draft(intent) for intent in intents])
        self.intents += intents

    @rule(numbers=st.lists(NUMBERS, max_size=3), reason=REASONS)
    def drop(self, numbers: list[int], reason: str) -> None:
        begun = {each.id for each in self.tree.subtasks if each.turn0}
        self.tree = self.tree.drop(numbers, reason)
        dropped = {each for each in numbers if each < len(self.tree.subtasks)}
        assert not [each for each in dropped - begun - {ROOT} if self.tree[each].open]

    @rule()
    def begin(self) -> None:
        self.turn += 1
        self.tree = self.tree.begun("http://shop.test/", self.turn)

    @invariant()
    def numbers_are_unique_and_stay(self) -> None:
        assert [each.id for each in self.tree.subtasks] == list(range(len(self.tree.subtasks)))
        assert [each.intent for each in self.tree.subtasks] == self.intents

    @invariant()
    def the_active_part_is_open_and_so_is_all_it_is_below_of(self) -> None:
        part = self.tree.current
        while True:
            assert part.open
            if part.parent is None:
                break
            part = self.tree[part.parent]
        assert part.id == ROOT

    @invariant()
    def nothing_that_was_learned_is_lost(self) -> None:
        for part, reflection in self.reflections:
            assert reflection in self.tree[part].reflections

    @invariant()
    def it_is_read_back_from_its_record(self) -> None:
        assert plan_from(json.loads(json.dumps(plan_json(self.tree)))) == self.tree


TestAnySequence = Planning.TestCase


def _statuses(tree: PlanTree) -> list[str]:
    return [each.status.value for each in tree.subtasks]


def test_a_plan_that_says_nothing_is_bare() -> None:
    assert PlanTree().begun("http://shop.test/", 1).bare
    assert not PlanTree.of([], constraints=("cheap",)).bare
    assert not PlanTree.of([], success=(TextShown("Thanks"),)).bare
    assert not PlanTree().branch(ROOT, "find it").bare


def test_parts_come_in_order_and_the_task_last() -> None:
    tree = PlanTree.of([Draft("find it"), Draft("buy it")])
    assert tree.active == 1
    tree = tree.done("found")
    assert tree.active == 2
    assert tree.done("bought").active == ROOT


def test_a_branch_is_done_before_what_it_belongs_to() -> None:
    tree = PlanTree.of([Draft("find it"), Draft("buy it")]).branch(1, "search")
    assert tree.active == 3
    assert tree.depth(3) == 2
    tree = tree.done("found")
    assert tree.active == 1


def test_numbers_stay_unique_after_a_branch_from_an_older_part() -> None:
    """AgentOccam's code numbers this one like the part after the older one."""
    tree = PlanTree().branch(ROOT, "one").branch(ROOT, "two").branch(1, "below one")
    assert tree[3].parent == 1
    assert [each.intent for each in tree.subtasks] == ["", "one", "two", "below one"]


def test_pruning_gives_up_what_was_begun_since_and_keeps_what_is_yet_to_come() -> None:
    tree = PlanTree.of([Draft("find it"), Draft("compare"), Draft("buy it")])
    tree = tree.begun("http://shop.test/list", 1).done("found").begun("http://shop.test/a", 2)
    tree = tree.branch(2, "open the first").begun("http://shop.test/b", 3)
    tree = tree.prune(1, "it was the wrong list")
    assert _statuses(tree) == ["open", "open", "pruned", "open", "pruned"]
    assert tree.current.url0 == "http://shop.test/list"
    assert tree.current.attempts == 2
    assert tree.current.reflections == ("it was the wrong list",)
    assert tree.done("found").active == 3


def test_a_failed_part_is_thought_through_again() -> None:
    tree = PlanTree.of([Draft("find it"), Draft("buy it")]).begun("http://shop.test/", 1)
    tree = tree.failed("no search box")
    assert (tree.active, _statuses(tree)) == (2, ["open", "failed", "open"])
    tree = tree.rethink(1, [Draft("open the catalogue"), Draft("read the list")])
    assert (tree.active, tree[1].open, tree[1].attempts) == (3, True, 2)
    assert tree.done("open").done("read").active == 1


def test_what_was_begun_is_not_dropped() -> None:
    tree = PlanTree.of([Draft("find it"), Draft("buy it")]).begun("http://shop.test/", 1)
    assert _statuses(tree.drop([0, 1, 2, 9], "done already")) == ["open", "open", "redundant"]


def test_criteria_and_constraints_are_recorded_in_words_too() -> None:
    tree = PlanTree.of(
        [Draft("find it", (UrlMatches("/tea*"),))],
        success=(TextShown("Thanks"), Judged("it is the cheapest")),
        constraints=("at most 10 euros",),
    )
    told = plan_json(tree)
    assert told["constraints"] == ["at most 10 euros"]
    assert told["subtasks"][0]["success"][0] == {
        "type": "text",
        "text": "Thanks",
        "told": "the page says “Thanks”",
    }
    assert plan_from(told) == tree
