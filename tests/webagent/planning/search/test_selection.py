"""PUCT with maximal values: U = V + C · P · √N(parent) / (1 + N)."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webagent.planning.search.worlds import safe, tree
from webagent.planning.search import (
    Budget,
    Candidate,
    Node,
    Status,
    Tree,
    back_up,
    expand,
    puct,
    select,
)


def grown(*scores: float) -> tuple[Tree[str], list[Node[str]]]:
    """Return a tree with a child for each score, none of them opened."""
    made = tree()
    proposed = [safe(f"a{number}", score) for number, score in enumerate(scores)]
    expand(made, made.root, proposed, branch=len(scores))
    return made, sorted(made.root.children, key=lambda node: node.id)


def visited(child: Node[str], value: float, times: int = 1) -> None:
    child.status, child.asked = Status.REACHED, None
    for _ in range(times):
        back_up(child, value)
    assert child.parent is not None
    child.parent.asked = len(child.parent.opened)


@pytest.mark.parametrize(
    ("visits", "threshold"),
    [
        # 0.06 M > √2/3 − √2/6, hence M > 3.928
        (1, 3.928),
        # 0.06 M > 2/3 − 2/12, hence M > 8.333
        (3, 8.334),
    ],
)
def test_a_child_is_gone_on_with_from_a_certain_value(visits: int, threshold: float) -> None:
    """The check values: N(parent) = 2, N = 1 from M > 3.9; N(parent) = 4, N = 3 from M > 8.3."""
    for value, gone_on in ((threshold + 0.01, True), (threshold - 0.01, False)):
        made, (first, *_) = grown(0, 0, 0)
        visited(first, value, visits)

        leaf = select(made.root, Budget())

        assert made.root.visits == visits + 1
        assert leaf is not None
        assert (leaf.node is first) is gone_on


def test_three_rollouts_by_hand() -> None:
    """Scores 2, 1, 1; values 5, 8 and 3."""
    made, (a, b, c) = grown(2, 1, 1)
    assert [node.prior for node in (a, b, c)] == [0.5, 0.25, 0.25]
    assert [puct(made.root, node) for node in (a, b, c)] == [0.5, 0.25, 0.25]

    visited(a, 5)
    # V of the others is 0.4 · 5/10.
    assert puct(made.root, a) == pytest.approx(0.5 + 0.5 * sqrt(2) / 2)
    assert puct(made.root, b) == pytest.approx(0.2 + 0.25 * sqrt(2))

    visited(b, 8)
    assert puct(made.root, a) == pytest.approx(0.5 + 0.5 * sqrt(3) / 2)
    assert puct(made.root, b) == pytest.approx(0.8 + 0.25 * sqrt(3) / 2)
    assert puct(made.root, c) == pytest.approx(0.32 + 0.25 * sqrt(3))
    leaf = select(made.root, Budget())
    assert leaf is not None
    assert leaf.node is b

    expand(made, b, [safe("b1")], branch=3)
    visited(b.children[0], 3)
    assert (made.root.visits, made.root.total, made.root.best) == (4, 16, 8)
    assert (b.visits, b.total, b.best, b.mean) == (2, 11, 8, 5.5)
    assert puct(made.root, a) == pytest.approx(0.5 + 0.5 * 2 / 2)
    assert puct(made.root, b) == pytest.approx(0.8 + 0.25 * 2 / 3)


def test_of_equals_the_greater_mean_is_chosen_then_the_lower_number() -> None:
    made, (first, second, _) = grown(0, 0, 0)
    leaf = select(made.root, Budget())
    assert leaf is not None
    assert leaf.child is first

    made, (first, second) = grown(0, 0)
    visited(first, 9)
    visited(first, 1)
    visited(second, 9)
    visited(second, 2)
    leaf = select(made.root, Budget())
    assert puct(made.root, first) == puct(made.root, second)
    assert leaf is not None
    assert leaf.node is second


def test_what_is_not_permitted_has_no_prior_and_is_never_selected() -> None:
    made = tree()
    denied = Candidate("denied", safe("x").reversibility, 9.0, denied="a rule")
    expand(made, made.root, [denied, safe("a", 1), safe("b", 3)], branch=3)
    by_action = {str(n.candidate and n.candidate.action): n for n in made.root.children}

    assert by_action["denied"].prior == 0
    assert (by_action["a"].prior, by_action["b"].prior) == (0.25, 0.75)
    assert by_action["denied"] not in made.root.offered


def test_nothing_is_selected_below_the_greatest_depth() -> None:
    made, (only,) = grown(1)
    visited(only, 5)

    assert select(made.root, Budget(depth=1)) is None
    assert select(made.root, Budget(depth=2)) is not None


def test_what_is_under_way_is_avoided_and_counts_as_a_visit_in_vain() -> None:
    """Virtual loss: under maximal backup, a visit that found nothing raises N and not M."""
    made, (first, second, _) = grown(0, 0, 0)
    visited(first, 8)
    before = puct(made.root, first)
    leaf = select(made.root, Budget())
    assert leaf is not None
    assert leaf.node is first

    leaf.reserve()
    assert puct(made.root, first) == pytest.approx(0.8 + sqrt(3) / 3 / 3) != before
    other = select(made.root, Budget())
    assert other is not None
    assert other.child is second
    other.reserve()
    assert [n.pending for n in (made.root, first)] == [2, 1]
    for each in (leaf, other):
        each.release()
    assert [n.pending for n in made.nodes] == [0, 0, 0, 0]
    assert puct(made.root, first) == before


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=6))
def test_priors_are_shares(scores: list[float]) -> None:
    _, children = grown(*scores)

    assert sum(node.prior for node in children) == pytest.approx(1)
    if not any(scores):
        assert {node.prior for node in children} == {1 / len(scores)}
