"""Records are found where nothing but repetition tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_observation import Node, Observation, Registry, observe

from webagent.actors.ranking import records_among
from webagent.actors.ranking._sight import Sight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import Page

TITLE = Node("heading", "Guests")
ROLES = ("text", "heading", "button", "link", "clickable", "paragraph", "textbox", "term", "list")


def text(words: str) -> Node:
    return Node("text", words)


def button(name: str) -> Node:
    return Node("button", name, ref=1)


def names(records: Sequence[tuple[Node, ...]]) -> list[list[str]]:
    return [[node.name for node in record] for record in records]


@pytest.mark.parametrize("texts", [1, 3])
@pytest.mark.parametrize("tools", [("Like",), ("Like", "Share", "More")])
@pytest.mark.parametrize("count", [2, 5])
@pytest.mark.parametrize("tools_first", [False, True])
def test_records_of_texts_and_tools(
    texts: int, tools: tuple[str, ...], count: int, tools_first: bool
) -> None:
    wanted: list[tuple[Node, ...]] = []
    for n in range(count):
        told = tuple(text(f"told {n}.{k}") for k in range(texts))
        pressed = tuple(map(button, tools))
        wanted.append(pressed + told if tools_first else told + pressed)
    flat = [node for record in wanted for node in record]
    assert names(records_among(flat)) == names(wanted)
    around = [*flat, text("© 2030")] if tools_first else [TITLE, *flat]
    assert names(records_among(around)) == names(wanted)


def test_a_title_and_a_remark_are_in_no_record() -> None:
    rows = [text("Ada"), text("3"), button("Call"), text("Bob"), text("5"), button("Call")]
    found = names(records_among([TITLE, *rows, text("© 2030")]))
    assert found == [["Ada", "3", "Call"], ["Bob", "5", "Call"]]


def test_tools_are_known_by_what_they_begin_with_or_do() -> None:
    rows = [text("Ada"), button("Call Ada"), text("Bob"), button("Call Bob")]
    assert names(records_among(rows)) == [["Ada", "Call Ada"], ["Bob", "Call Bob"]]
    icons = [text("Ada"), Node("button", "🗑", ref=1, description="Delete"), text("Bob"),
             button("Delete")]  # fmt: skip
    assert len(records_among(icons)) == 2


def test_a_line_that_holds_texts_and_tools_is_told_by_its_parts() -> None:
    lines = [Node("paragraph", children=(text(name), button("Mute"))) for name in ("Ada", "Bob")]
    assert names(records_among(lines)) == [["Ada", "Mute"], ["Bob", "Mute"]]


def test_terms_are_records() -> None:
    terms = [Node("term", name, children=(text("4.3"), button("Hide"))) for name in ("A", "B")]
    assert names(records_among(terms)) == [["A"], ["B"]]


@pytest.mark.parametrize(
    "nodes",
    [
        [],
        [text("Ada"), button("Save")],
        [
            text("Name"),
            Node("textbox", "Name", ref=1),
            text("City"),
            Node("textbox", "City", ref=2),
        ],
        [button("Home"), button("About"), button("Help")],
        [button("OK"), button("OK")],
    ],
)
def test_forms_and_menus_are_no_records(nodes: list[Node]) -> None:
    assert records_among(nodes) == []


nodes = st.recursive(
    st.builds(
        Node,
        st.sampled_from(ROLES),
        st.sampled_from(["", "Like", "Like this", "Ada", "…"]),
        ref=st.none() | st.integers(1, 9),
        hinted=st.booleans(),
    ),
    lambda inner: st.builds(
        Node, st.sampled_from(ROLES), children=st.lists(inner, max_size=4).map(tuple)
    ),
    max_leaves=12,
)


@given(st.lists(nodes, max_size=30))
def test_any_neighbours_give_records_in_order_each_part_once(level: list[Node]) -> None:
    records = records_among(level)
    parts = [id(node) for record in records for node in record]
    order = [id(node) for top in level for node in top.walk()]
    assert all(records)
    assert len(parts) == len(set(parts))
    assert parts == [each for each in order if each in set(parts)]


async def test_what_stands_in_a_record_is_seen_with_it(page: Page) -> None:
    await page.set_content(
        """<h1>Guests</h1><div><div>Ada</div><div>Room 3</div><button>Call</button></div>
        <div><div>Bob</div><div>Room 5</div><button>Call</button></div>"""
    )
    observation: Observation = await observe(page, Registry())
    seen = Sight(observation).elements
    assert [element.entry for element in seen] == ["Ada Room 3 Call", "Bob Room 5 Call"]
    assert [(element.list_place, element.list_length) for element in seen] == [(1, 2), (2, 2)]
