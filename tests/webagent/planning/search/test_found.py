"""What to perform of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.webagent.planning.search.worlds import commit, safe, scored, tree
from webagent.planning.search import Found, Spent, Status, Stopped, Tree, best_path

if TYPE_CHECKING:
    from webagent.planning.search import Node


def reached(grown: Tree[str], parent: Node[str], action: str, value: float) -> Node[str]:
    node = grown.add(parent, safe(action))
    node.status, node.value, node.evaluation = Status.REACHED, value, scored(value)
    return node


def found(grown: Tree[str], stopped: Stopped = Stopped.BUDGET) -> Found[str]:
    return Found(stopped, "", grown, Spent(), best_path(grown))


def test_the_path_leads_to_the_greatest_value_and_less_deep_of_equals() -> None:
    grown = tree()
    a = reached(grown, grown.root, "a", 5)
    b = reached(grown, grown.root, "b", 8)
    reached(grown, b, "b1", 8)
    reached(grown, a, "a1", 7.9)

    assert found(grown).path == (b,)


def test_the_prefix_ends_with_the_first_node_that_is_not_surely_right() -> None:
    grown = tree()
    a = reached(grown, grown.root, "a", 7.5)
    b = reached(grown, a, "b", 7.0)
    c = reached(grown, b, "c", 8)

    assert found(grown).path == (a, b, c)
    assert found(grown).prefix == (a, b)
    assert found(grown, Stopped.SUCCESS).prefix == (a, b, c)


def test_a_commit_that_promises_no_less_goes_on_from_the_best_state() -> None:
    grown = tree()
    a = reached(grown, grown.root, "a", 8)
    order = grown.add(a, commit("order"))
    order.status = Status.COMMIT
    for predicted, chosen in ((9.0, order), (7.9, None)):
        order.evaluation, order.value = scored(predicted), 0.7 * predicted

        assert found(grown).commit is chosen
        assert found(grown).prefix == (a,)
        assert found(grown).ready is (chosen is not None)


def test_a_commit_behind_an_unsure_step_is_not_ready() -> None:
    grown = tree()
    a = reached(grown, grown.root, "a", 5)
    b = reached(grown, a, "b", 5)
    order = grown.add(b, commit("order"))
    order.status, order.evaluation, order.value = Status.COMMIT, scored(9), 6.3

    assert found(grown).path == (a, b, order)
    assert found(grown).prefix == (a,)
    assert not found(grown).ready


def test_nothing_found_is_nothing_to_do() -> None:
    grown = tree()
    dead = reached(grown, grown.root, "a", 5)
    reached(grown, dead, "b", 9)
    dead.status = Status.DEAD
    grown.add(grown.root, safe("c"))

    assert found(grown).path == found(grown).prefix == ()
    assert found(grown).commit is None
