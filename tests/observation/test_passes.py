"""Each pass alone: what it leaves, it leaves as it is the next time."""

from __future__ import annotations

import copy
import re
from collections import Counter
from dataclasses import FrozenInstanceError, asdict, fields, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_observation import Node
from webagent_observation.passes import (
    defined,
    in_lines,
    make,
    make_node,
    modals_first,
    structured,
    without_labels,
    without_lone_article,
    without_name,
    without_repeats,
)

from tests.observation.simplified import control, raw, simplified
from tests.observation.trees import TEXT, raw_trees

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PASSES = [defined, in_lines, modals_first, without_labels, without_lone_article]


def sibling_lists(parts: list[Any]) -> list[list[Node]]:
    """Return the nodes below each node of a page, before and after their parent was looked at."""
    nodes = [node for root in simplified(*parts) for node in root.walk()]
    return [[*simplified(*parts)], nodes, *([*node.children] for node in nodes if node.children)]


@pytest.mark.parametrize("one_pass", PASSES, ids=[one.__name__ for one in PASSES])
@given(parts=raw_trees())
def test_a_pass_leaves_what_it_made(
    one_pass: Callable[[Sequence[Node]], Sequence[Node]], parts: list[Any]
) -> None:
    for nodes in sibling_lists(parts):
        before = copy.copy(nodes)
        once = one_pass(nodes)
        assert nodes == before
        assert one_pass(once) == once


@given(st.lists(st.builds(Node, st.sampled_from(["text", "link"]), TEXT)), TEXT)
def test_a_thing_loses_one_text_that_names_it_at_most(nodes: list[Node], name: str) -> None:
    left = without_name(name, nodes)
    lost = [node.name for node in nodes if node.role == "text" and node not in left]
    assert not lost or " ".join(" ".join(lost).split()) == " ".join(name.split())


@given(TEXT, TEXT, st.lists(st.builds(Node, st.sampled_from(["text", "link"]), TEXT)))
def test_only_texts_that_repeat_are_dropped(name: str, value: str, nodes: list[Node]) -> None:
    left = without_repeats(name, value, nodes)
    assert without_repeats(name, value, left) == left
    assert left in (nodes, ())
    if not left:
        assert {node.role for node in nodes} <= {"text"}
        words = re.findall("[ab1]+", " ".join(node.name for node in nodes))
        assert not Counter(words) - Counter(re.findall("[ab1]+", f"{name} {value}"))


def test_what_is_made_in_bulk_is_a_node_like_any_other() -> None:
    made = make("text", "a")
    assert made == Node("text", "a")
    assert type(made) is Node
    assert hash(make("text", "a").role) == hash("text")
    assert replace(made, name="b") == Node("text", "b")
    assert asdict(made) == asdict(Node("text", "a"))
    assert copy.deepcopy(made) == made
    with pytest.raises(FrozenInstanceError):
        made.name = "b"  # pyright: ignore[reportAttributeAccessIssue]


def test_every_field_of_a_raw_node_is_taken_over() -> None:
    told: dict[str, Any] = {
        "value": "v", "states": {"checked": True}, "tag": "input", "type": "text", "href": "/x",
        "download": True, "submits": True, "suggests": True, "description": "d", "error": "e",
        "hinted": True, "place": "covered",
        "form": {"method": "POST", "action": "/", "search": False},
        "scroll": {"above": 0.0, "below": 0.5},
        "options": [{"label": "o", "selected": True, "disabled": False, "id": 7}],
    }  # fmt: skip
    child = Node("text", "c")
    node = make_node(control("textbox", **told), "n", 3, [child], lambda number: number * 10)
    assert {field.name for field in fields(Node) if not getattr(node, field.name)} == set()
    assert (node.role, node.name, node.ref, node.children) == ("textbox", "n", 3, (child,))
    assert node.options[0].ref == 70
    assert node.scroll is not None
    assert node.scroll.total is None


def test_what_says_something_besides_its_text_stays() -> None:
    for role in ("group", "listbox", "list", "term", "table"):
        kept = structured(raw(role, value="1"), "", [Node("text", "a")], int)
        assert [node.value for node in kept] == ["1"]
