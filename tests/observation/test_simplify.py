"""Simplifying any tree: nothing that can be acted on or read is lost, and it never fails."""

from __future__ import annotations

import copy
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from webagent_observation import Fingerprint, Registry, Snapshot, render, simplify

from tests.observation.simplified import (
    control,
    frame_of,
    lines,
    page_of,
    raw,
    serialise,
    simplified,
    walk,
)
from tests.observation.trees import raw_trees

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from webagent_observation import Document, Node
    from webagent_observation._snapshot import FrameSnapshot


def nodes_of(parts: Sequence[Any]) -> list[Node]:
    return [node for root in simplified(*parts) for node in root.walk()]


def raw_nodes(parts: Sequence[Any]) -> Iterator[dict[str, Any]]:
    return (cast("dict[str, Any]", part) for part in walk(parts) if isinstance(part, dict))


@given(raw_trees())
def test_everything_to_act_on_is_kept_once(parts: list[Any]) -> None:
    wanted = [node for node in raw_nodes(parts) if "id" in node and node["role"] != "iframe"]
    kept = [node for node in nodes_of(parts) if node.ref is not None]
    assert sorted((node.role, node.name) for node in kept) == sorted(
        (node["role"], node["name"]) for node in wanted
    )
    assert len({node.ref for node in kept}) == len(wanted)


@given(raw_trees())
def test_refs_count_up_in_reading_order_but_for_what_comes_first(parts: list[Any]) -> None:
    refs = [node.ref for node in nodes_of(parts) if node.ref is not None]
    modal = any(node.get("states", {}).get("modal") is True for node in raw_nodes(parts))
    assert modal or refs == sorted(refs)


@given(raw_trees())
def test_every_ref_is_printed_once(parts: list[Any]) -> None:
    nodes = simplified(*without_brackets(parts))
    everything = [node for root in nodes for node in root.walk()]
    refs = [node.ref for node in everything] + [
        option.ref for node in everything for option in node.options
    ]
    known = sorted(ref for ref in refs if ref is not None)
    for mode in ("compact", "rich"):
        printed = re.findall(r"\[(\d+)\]", render(nodes, mode))
        assert sorted(map(int, printed)) == known


@given(raw_trees())
def test_the_same_tree_gives_the_same_nodes(parts: list[Any]) -> None:
    before = copy.deepcopy(parts)
    page, registry = page_of(*parts), Registry()
    nodes = simplify(page, registry)
    assert parts == before, "the snapshot is left as it was"
    assert simplify(page, registry) == nodes
    assert simplified(*parts) == nodes
    assert Fingerprint.of("", simplified(*parts)) == Fingerprint.of("", nodes)


@given(raw_trees())
def test_equal_parts_give_equal_nodes(parts: list[Any]) -> None:
    inside = raw("main", "a", *parts, "b", name="m")
    page, registry = page_of(raw("group", inside, name="g"), inside), Registry()
    first, second = (node for node in simplify(page, registry) if node.role in {"group", "main"})
    assert first.children == (second,)


@given(raw_trees())
def test_no_word_is_lost(parts: list[Any]) -> None:
    # A text goes only where it says the same as a name, an error or a description.
    said = Counter(words(render(simplified(*parts))))
    for text in told(parts):
        assert not Counter(words(text)) - said, text


def told(parts: Sequence[Any]) -> Iterator[str]:
    for part in walk(parts):
        if isinstance(part, str):
            yield part
            continue
        for field in ("name", "text", "value", "description", "error"):
            if part["role"] != "iframe" or field == "name":
                yield part.get(field, "")
        for option in part.get("options", []):
            yield option["label"]


def words(text: str) -> list[str]:
    return re.findall(r"[ab1]+", text)


def without_brackets(raw: Any) -> Any:
    """Take brackets out of all strings, so that only refs have them."""
    if isinstance(raw, str):
        return raw.replace("[", "").replace("]", "")
    if isinstance(raw, list):
        return [without_brackets(one) for one in cast("list[Any]", raw)]
    if isinstance(raw, dict):
        return {key: without_brackets(one) for key, one in cast("dict[str, Any]", raw).items()}
    return raw


class TestTexts:
    """Text goes only where it repeats, word for word, what is told beside it."""

    def test_beside_the_field_they_name(self) -> None:
        field = control("textbox", "Name")
        assert lines("Name", field) == ['textbox [1] "Name"']
        assert lines(control("checkbox", "Milk"), "Milk") == ['checkbox [1] "Milk"']
        assert lines("Name:", field) == ["Name:", 'textbox [1] "Name"']
        assert lines("Names", field) == ["Names", 'textbox [1] "Name"']
        assert lines("Nam", field) == ["Nam", 'textbox [1] "Name"']
        assert lines("Name", "or", field) == ["Name", "or", 'textbox [1] "Name"']

    def test_a_link_is_not_named_by_the_text_beside_it(self) -> None:
        assert lines("Name", control("link", "Name")) == ["Name", 'link [1] "Name"']

    def test_a_number_beside_one_that_contains_it(self) -> None:
        # AgentOccam drops a text that is part of a neighbour's name.
        assert lines("1", control("textbox", "10"), "Qty 1") == ["1", 'textbox [1] "10"', "Qty 1"]

    def test_an_error_is_told_beside_its_field_alone(self) -> None:
        field = control("textbox", "E-mail", error="Not valid", states={"invalid": True})
        told = ['textbox [1] "E-mail" invalid error: "Not valid"']
        assert lines("E-mail", field, "Not valid") == told
        assert lines("Not valid", "So", field) == ["Not valid", "So", *told]
        assert lines(field, raw("alert", text="Not valid")) == [*told, 'alert "Not valid"']

    def test_a_description_too(self) -> None:
        field = control("button", "Buy", description="Ships today")
        assert lines(field, "Ships today") == ['button [1] "Buy" description: "Ships today"']
        assert lines(field, "Ships", "today", "Really") == [*lines(field), "Really"]
        assert lines("Really", "Ships", "today", field) == ["Really", *lines(field)]

    def test_a_label_around_its_field(self) -> None:
        field = control("textbox", "Card number *")
        assert lines(raw("line", "Card number ", field, " *")) == ['textbox [1] "Card number *"']
        assert lines(raw("line", "Card ", field, " *")) == ['Card textbox [1] "Card number *" *']

    def test_of_a_label_with_links_the_links_stay(self) -> None:
        box = control("checkbox", "I accept the terms and the rules", 1)
        terms, rules = control("link", "terms", 2), control("link", "rules", 3)
        label = raw("line", "I accept the ", terms, " and the ", rules)
        assert lines(box, label) == [
            'checkbox [1] "I accept the terms and the rules"', 'link [2] "terms" link [3] "rules"',
        ]  # fmt: skip
        box["name"] = "I accept the terms"
        assert len(lines(box, label)[1]) > 40

    def test_what_a_thing_is_called_is_not_told_in_it_again(self) -> None:
        assert lines(raw("group", "Size", control("radio", "S"), name="Size")) == [
            'group "Size"', ' radio [1] "S"',
        ]  # fmt: skip
        assert lines(control("clickable", "a b", 1, "a", "b")) == ['clickable [1] "a b"']
        # Equal texts are two: one names the group.
        assert lines(raw("group", "Red", "Red", control("link", "x"), name="Red")) == [
            'group "Red"', " Red", ' link [1] "x"',
        ]  # fmt: skip

    def test_another_text_in_a_control_is_told_beside_its_name(self) -> None:
        field = control("combobox", "Country", 1, "Austria")
        assert lines(field) == ['combobox [1] "Country" shows "Austria"']

    def test_but_not_a_mere_sign(self) -> None:
        assert lines(control("button", "Close", 1, "×")) == ['button [1] "Close"']
        assert lines(control("button", "", 1, "×")) == ['button [1] shows "×"']
        assert lines(control("button", "close-btn", 1, "×", hinted=True)) == [
            'button [1] "close-btn"? shows "×"'
        ]
        assert lines(raw("img", "★★★★½", name="4.5 of 5")) == ['img "4.5 of 5"']
        assert lines(raw("region", "★", name="Stars"), raw("group", "★")) == [
            'region "Stars"', " ★", "★",
        ]  # fmt: skip

    def test_and_not_what_name_and_value_say(self) -> None:
        assert lines(control("link", "Page 2", 1, "2")) == ['link [1] "Page 2"']
        assert lines(control("link", "Inbox, 3 unread", 1, "Inbox", "3")) == [
            'link [1] "Inbox, 3 unread"'
        ]
        assert lines(control("spinbutton", "Decimals", 1, "2", value="2")) == [
            'spinbutton [1] "Decimals" = "2"'
        ]
        assert lines(control("spinbutton", "", 1, "2", value="2")) == ['spinbutton [1] = "2"']
        row = raw("row", raw("gridcell", "12", name="June 12, check-in"), raw("gridcell", "x"))
        assert lines(row) == ["| June 12, check-in | x |"]

    @pytest.mark.parametrize(
        ("name", "shown"),
        [("Score 3", "-3"), ("Page 12", "2"), ("Price 5", "$5"), ("Set 2", "2 2"), ("a", "a b")],
    )
    def test_what_differs_is_told(self, name: str, shown: str) -> None:
        assert lines(control("link", name, 1, shown)) == [f'link [1] "{name}" shows "{shown}"']

    def test_what_only_scrolls_keeps_its_text(self) -> None:
        scroll = {"above": 0.0, "below": 0.5}
        assert lines(control("region", "Log 3", 1, "3", scroll=scroll)) == [
            'region [1] "Log 3": scrolls, 50 % below', " 3",
        ]  # fmt: skip


class TestStructure:
    """What says nothing gives way to what is in it."""

    def test_nameless_blocks(self) -> None:
        assert lines(raw("group", raw("article", "a"), raw("img")), raw("figure", text="b")) == [
            "a", "b",
        ]  # fmt: skip

    def test_empty_ones(self) -> None:
        assert lines(raw("main"), raw("status"), raw("list"), raw("listitem"), raw("heading")) == []

    def test_images(self) -> None:
        assert lines(raw("img"), raw("img", name="Tea"), raw("canvas", states={"size": "3×4"})) == [
            'img "Tea"', "canvas 3×4",
        ]  # fmt: skip

    def test_headings(self) -> None:
        level = {"level": 3}
        link = control("link", "Tea")
        assert lines(raw("heading", name="Tea", states=level)) == ['heading 3 "Tea"']
        assert lines(raw("heading", link, name="Tea", states=level)) == ['link [1] "Tea" h3']
        assert lines(raw("heading", link, name="Tea for two")) == [
            'heading 2 "Tea for two"', ' link [1] "Tea"',
        ]  # fmt: skip
        assert lines(raw("heading", link, "for two")) == ['link [1] "Tea"', "for two"]

    def test_the_title_of_something_that_is_called_like_it(self) -> None:
        title = raw("heading", name="Cart", states={"level": 3})
        assert lines(raw("region", "a", title, name="Cart")) == ['region "Cart" h3', " a"]
        assert lines(raw("region", title, name="My cart")) == [
            'region "My cart"', ' heading 3 "Cart"',
        ]  # fmt: skip

    def test_what_a_page_announces_is_one_line(self) -> None:
        assert lines(raw("alert", "One", "Two")) == ['alert "One Two"']
        assert lines(raw("status", text="3 found")) == ['status "3 found"']
        assert lines(raw("log", "Ann: Hi", "Bob: Hello", name="Chat")) == [
            'log "Chat"', " Ann: Hi", " Bob: Hello",
        ]  # fmt: skip

    def test_hidden_parts_side_by_side_are_one(self) -> None:
        redacted = raw("redacted")
        assert len(lines(redacted, raw("group", redacted), "a", redacted)) == 3


class TestDialogs:
    """A modal dialog comes first, since nothing else can be used."""

    def test_it_comes_first(self) -> None:
        modal = raw("dialog", control("button", "OK", 2), name="Cookies", states={"modal": True})
        page = [raw("main", control("link", "Tea"), raw("region", modal, name="r"))]
        assert lines(*page) == [
            'dialog "Cookies" modal: blocks the rest of the page',
            ' button [2] "OK"',
            "main",
            ' link [1] "Tea"',
            ' region "r"',
        ]

    def test_what_it_covers_need_not_be_said_to_be(self) -> None:
        modal = raw("dialog", control("button", "OK", 2, place="covered"), states={"modal": True})
        link = control("link", "Tea", place="covered")
        assert 'link [1] "Tea" covered' in lines(link)
        assert lines(link, modal)[1:] == [' button [2] "OK" covered', 'link [1] "Tea"']
        assert lines(raw("row", raw("cell", link), "x"), modal)[2] == '| link [1] "Tea" | x |'

    def test_others_stay_where_they_are(self) -> None:
        assert lines("a", raw("dialog", text="b", name="d")) == ["a", 'dialog "d"', " b"]

    def test_one_in_a_frame_blocks_that_frame(self) -> None:
        modal = raw("dialog", "b", states={"modal": True})
        frame = frame_of(["a", modal], title="Shop")
        nodes = simplified("before", raw("iframe", id=1), inner={1: frame})
        assert render(nodes).splitlines() == [
            "before",
            'iframe "Shop"',
            " dialog modal: blocks the rest of the page",
            "  b",
            " a",
        ]


class TestMemory:
    """What a raw node became is known again by its serial."""

    def test_nothing_is_simplified_twice(self) -> None:
        parts = [raw("main", raw("list", raw("listitem", control("link", "Tea"))), "a")]
        serialise(parts)
        page, registry = page_of(*parts), Registry()
        known: dict[int, Sequence[Node]] = {}
        first = simplify(page, registry, {page.main.document: known})
        assert known.keys() == {1, 2, 3}
        second = simplify(page, registry, {page.main.document: known})
        assert second[0] is first[0]

    def test_what_did_not_change_is_kept_in_what_did(self) -> None:
        same = raw("list", raw("listitem", control("link", "Tea")))
        before, after = [raw("main", same, "a")], [raw("main", same, "b")]
        serialise(before)
        after[0]["serial"] = 9
        page, registry = page_of(*before), Registry()
        known: dict[int, Sequence[Node]] = {}
        first = simplify(page, registry, {page.main.document: known})
        page.main.children[:] = after
        second = simplify(page, registry, {page.main.document: known})
        assert second[0].children[0] is first[0].children[0]
        assert second[0].children[1].name == "b"

    def test_frames_and_modal_dialogs_are_looked_at_again(self) -> None:
        parts = [raw("main", raw("group", raw("iframe", id=1), "x", name="g"))]
        serialise(parts)
        registry, known = Registry(), dict[int, "Sequence[Node]"]()
        page = page_of(*parts, inner={1: frame_of(["old"])})
        assert "old" in render(simplify(page, registry, {page.main.document: known}))
        page.inner[page.main.document, 1].children[:] = ["new"]
        assert "new" in render(simplify(page, registry, {page.main.document: known}))
        assert known == {}
        modal = raw("main", "a", raw("group", raw("dialog", "b", states={"modal": True}), name="g"))
        serialise([modal])
        page = page_of(modal)
        for _ in range(2):
            nodes = simplify(page, registry, {page.main.document: known})
            assert [node.role for node in nodes] == ["dialog", "main"]

    @given(raw_trees())
    def test_remembering_changes_nothing(self, parts: list[Any]) -> None:
        serialise(parts)
        page, registry = page_of(*parts), Registry()
        fresh = simplify(page, registry)
        known: dict[int, Sequence[Node]] = {}
        assert simplify(page, registry, {page.main.document: known}) == fresh
        assert simplify(page, registry, {page.main.document: known}) == fresh


@pytest.mark.parametrize("depth", [100, 5_000])
def test_any_depth(depth: int) -> None:
    part: Any = "text"
    for level in range(depth):
        part = raw("group", part, control("button", f"b{level}", level + 1), name=f"g{level}")
    page = page_of(part)
    nodes = simplify(page, Registry(), {page.main.document: {}})
    said = render(nodes)
    assert len([node for root in nodes for node in root.walk() if node.ref]) == depth
    assert said.count("group") == depth
    assert "text" in said


def test_frames_in_frames() -> None:
    deep = raw("main", "text")
    for level in range(150):
        deep = raw("group", deep, name=f"g{level}")
    frames = [frame_of([deep]) for _ in range(60)]
    iframes: dict[tuple[Document, int], FrameSnapshot] = {}
    for outer, inner in pairwise(frames):
        outer.children.append(raw("iframe", id=1))
        iframes[outer.document, 1] = inner
    assert render(simplify(Snapshot(frames[0], iframes, ()), Registry())).count("text") == 60
