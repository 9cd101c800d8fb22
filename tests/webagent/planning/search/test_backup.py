"""Maximal-value backup: M = max(M, r), N += 1, W += r."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.webagent.planning.search.worlds import safe, tree
from webagent.planning.search import Node, Status, back_up, lose


def chain(length: int) -> list[Node[str]]:
    made = tree()
    nodes = [made.root]
    for number in range(length):
        node = made.add(nodes[-1], safe(f"a{number}"))
        node.status = Status.REACHED
        nodes.append(node)
    return nodes


@given(st.lists(st.tuples(st.integers(1, 4), st.floats(0, 10)), max_size=20))
def test_every_node_knows_the_greatest_value_beneath_it(found: list[tuple[int, float]]) -> None:
    nodes = chain(4)
    for depth, value in found:
        back_up(nodes[depth], value)

    for depth, node in enumerate(nodes):
        beneath = [value for where, value in found if where >= depth]
        assert node.best == max(beneath, default=0)
        assert node.visits == len(beneath) + (node.parent is None)
        assert node.total == sum(beneath)


def test_what_is_lost_is_worth_nothing_to_what_is_above() -> None:
    root, a, b, c = chain(3)
    for node, value in ((a, 3.0), (b, 5.0), (c, 9.0)):
        node.value = value
        back_up(node, value)
    assert root.best == a.best == 9

    lose(b, "it could not be gone back to")

    assert [node.status for node in (a, b, c)] == [Status.REACHED, Status.DEAD, Status.DEAD]
    assert (root.best, a.best, b.best, c.best) == (3, 3, 0, 0)
    assert c.why == f"#{b.id} can't be gone back to"
    assert root.visits == 4


def test_what_comes_back_from_beneath_what_is_lost_counts_for_nothing() -> None:
    root, a, b = chain(2)
    lose(a, "it could not be gone back to")

    back_up(b, 10)

    assert (root.best, root.visits) == (0, 1)
