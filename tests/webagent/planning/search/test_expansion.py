"""Candidates become children, for as many places as a node has."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from webagent_actions import Reversibility

from tests.webagent.planning.search.worlds import commit, named, safe, tree
from webagent.planning.search import Candidate, Status, expand

CANDIDATES = st.lists(
    st.builds(
        Candidate[str],
        action=st.sampled_from("abcdefgh"),
        reversibility=st.sampled_from(Reversibility),
        score=st.floats(0, 10),
        denied=st.sampled_from(["", "", "a rule"]),
        reserved=st.sampled_from(["", "", "a rule"]),
    ),
    max_size=12,
)


@given(st.lists(CANDIDATES, max_size=4), st.integers(1, 4))
def test_an_action_is_offered_once_in_a_place_of_its_own_if_permitted(
    asked: list[list[Candidate[str]]], branch: int
) -> None:
    made = tree()
    for candidates in asked:
        expand(made, made.root, candidates, branch=branch)

        actions = [n.candidate.action for n in made.root.children if n.candidate]
        assert len(set(actions)) == len(actions)
        assert len(made.root.offered) <= branch
        denied = {c.action for c in candidates if c.denied}
        assert not any(n.candidate and n.candidate.action in denied for n in made.root.offered)
        assert len({node.id for node in made.nodes}) == len(list(made.nodes))


def test_equal_actions_are_merged_and_the_strictest_word_counts() -> None:
    made = tree()
    asked = replace(safe("a", 1), reserved="a rule")
    expand(made, made.root, [safe("a", 1), asked, commit("b", 3), safe("b", 1)], branch=3)

    nodes = named(made)
    assert (nodes["a"].weight, nodes["b"].weight) == (2, 4)
    for action in "ab":
        candidate = nodes[action].candidate
        assert candidate is not None
        assert not candidate.explorable


def test_what_waits_gives_way_to_what_comes_with_more_weight() -> None:
    made = tree()
    expand(made, made.root, [safe("a", 3), safe("b", 2), safe("c", 1)], branch=3)
    named(made)["a"].status = Status.REACHED

    expand(made, made.root, [safe("d", 5), safe("b", 1.5), safe("a", 9)], branch=3)

    nodes = named(made)
    assert set(nodes) == {"start", "a", "b", "d"}
    assert (nodes["a"].weight, nodes["b"].weight, nodes["d"].weight) == (3, 1.5, 5)


def test_what_is_denied_later_is_not_offered_any_more() -> None:
    made = tree()
    expand(made, made.root, [safe("a", 3)], branch=3)
    expand(made, made.root, [replace(safe("a", 1), denied="a rule")], branch=3)

    assert named(made)["a"].status is Status.DENIED
    assert made.root.offered == ()
