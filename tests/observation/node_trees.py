"""Random pages as nodes, and pages of a known make."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from webagent_observation import Form, Node, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

WORDS = (
    "tea", "green", "order", "shipped", "price", "€ 4.90", "Kirishima", "a|b", "[x]", "“so”",
    "新しい", "größer", "привет", "1,299.00", "terms", "of", "service", "…", "x",
)  # fmt: skip
_CONTAINERS = (
    "main", "navigation", "contentinfo", "complementary", "region", "list", "listitem", "group",
    "article", "dialog", "form", "listbox", "iframe", "clickable",
)  # fmt: skip
_CONTROLS = ("button", "link", "textbox", "checkbox", "combobox", "option")
_SAYING = ("text", "listitem", "heading", "alert", "status", "img", "redacted")


def labeller() -> Callable[[str], int]:
    """Return what numbers parts of a page as a registry does, far from the numbers of elements."""
    numbers = count(100_000)
    known: dict[str, int] = {}

    def label(key: str) -> int:
        if key not in known:
            known[key] = next(numbers)
        return known[key]

    return label


def texts(longest: int = 12) -> st.SearchStrategy[str]:
    """Return texts of a few words."""
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=longest).map(" ".join)


@st.composite
def pages(draw: st.DrawFn) -> tuple[Node, ...]:
    """Return a page: its nodes, the refs counting up in reading order."""
    roots = draw(st.lists(_nodes(), min_size=1, max_size=6))
    repeats = draw(st.lists(st.integers(1, 12), min_size=len(roots), max_size=len(roots)))
    return numbered(root for root, times in zip(roots, repeats, strict=True) for _ in range(times))


def _nodes() -> st.SearchStrategy[Node]:
    return st.recursive(_leaves(), _around, max_leaves=25)


def _leaves() -> st.SearchStrategy[Node]:
    said = st.builds(Node, st.sampled_from(_SAYING), texts())
    long = st.builds(Node, st.just("text"), texts(12).map(lambda text: f"{text} " * 40))
    control = st.builds(
        Node,
        st.sampled_from(_CONTROLS),
        texts(4),
        ref=st.just(0),
        value=st.none() | texts(3),
        error=st.just("") | texts(3),
        states=st.sampled_from([{}, {}, {}, {"focused": True}, {"disabled": True}]),
        form=st.none() | st.just(Form("POST", "http://a/")),
        options=st.lists(st.builds(Option, texts(2)), max_size=3).map(tuple),
    )
    return said | control | control | long


def _around(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    children = st.lists(inner, min_size=1, max_size=6).map(tuple)
    cells = st.lists(
        st.builds(Node, st.sampled_from(["cell", "columnheader"]), texts(3))
        | st.builds(Node, st.just("cell"), children=st.tuples(inner)),
        min_size=1,
        max_size=4,
    ).map(tuple)
    rows = st.lists(st.builds(Node, st.just("row"), children=cells), min_size=1, max_size=5)
    table = st.builds(Node, st.just("table"), texts(2), children=rows.map(tuple))
    line = st.builds(
        Node,
        st.just("paragraph"),
        children=st.lists(_leaves(), min_size=2, max_size=6).map(tuple),
    )
    container = st.builds(
        Node,
        st.sampled_from(_CONTAINERS),
        st.just("") | texts(2),
        ref=st.none() | st.none() | st.just(0),
        children=children,
    )
    return container | container | table | line


def numbered(roots: Iterable[Node]) -> tuple[Node, ...]:
    """Return nodes with refs of their own, counting up in reading order."""
    numbers = count(1)

    def number(node: Node) -> Node:
        ref = None if node.ref is None else next(numbers)
        return replace(node, ref=ref, children=tuple(map(number, node.children)))

    return tuple(map(number, roots))


def everything(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes and all below them."""
    for node in nodes:
        yield from node.walk()


def orders(rows: int) -> tuple[Node, ...]:
    """Return the page of a shop that lists its orders."""
    head = Node(
        "row", children=tuple(Node("columnheader", name) for name in ("Order", "State", ""))
    )
    table = Node("table", "Orders", children=(head, *map(_order, range(rows))))
    return numbered(
        (
            Node("navigation", "Main", children=tuple(_link(f"Page {n}") for n in range(5))),
            Node("main", children=(Node("heading", "Orders", states={"level": 1}), table)),
            Node("contentinfo", children=(Node("text", "© the shop"), _link("Terms"))),
        )
    )


def _order(number: int) -> Node:
    name = Node("cell", children=(_link(f"#{10_000 + number}"),))
    state = Node("cell", "open" if number % 3 else "shipped to somebody in Vienna")
    refund = Node("button", "Refund", ref=0, tag="button", submits=True)
    return Node("row", children=(name, state, Node("cell", children=(refund,))))


def _link(name: str) -> Node:
    return Node("link", name, ref=0, href=f"http://shop.test/{name}")
