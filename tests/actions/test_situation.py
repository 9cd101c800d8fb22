"""Only what can be done now is offered."""

from __future__ import annotations

from typing import Any

import pytest
from webagent_actions import (
    VERBS,
    Action,
    ActionRefused,
    Branch,
    Check,
    Click,
    ClickAt,
    CloseTab,
    Dialog,
    Drag,
    DragBy,
    Expand,
    FillForm,
    Find,
    GoBack,
    GoHome,
    Goto,
    Hover,
    Note,
    OpenDialog,
    Press,
    Prune,
    Recall,
    ScrollContainer,
    Select,
    SelectText,
    SetDate,
    SetRange,
    Stop,
    SubtaskDone,
    SwitchTab,
    Tab,
    Type,
    Upload,
    from_call,
    validate,
)
from webagent_observation import Node, Option, Scroll, fit

from tests.actions.acting import situated
from tests.observation.node_trees import labeller, orders

ONE = (Tab(1, "http://a/", active=True),)
TWO = (*ONE, Tab(2, "http://b/", active=False))
ALWAYS: set[type[Action]] = {Goto, Note, Stop}


def _in_order(verbs: set[type[Action]]) -> list[type[Action]]:
    return [verb for verb in VERBS.values() if verb in verbs]


def test_on_a_page_of_text() -> None:
    assert situated(Node("text", "Hello"), tabs=ONE).verbs() == _in_order(ALWAYS)


AROUND: list[tuple[dict[str, Any], set[type[Action]]]] = [
    ({"can_go_back": True}, {GoBack}),
    ({"can_go_home": True}, {GoHome}),
    ({"tabs": TWO}, {SwitchTab, CloseTab}),
    ({"plan": (0,)}, {Branch}),
    ({"plan": (0, 1)}, {Branch, Prune, SubtaskDone}),
    ({"plan": (0,), "closed": (1,)}, {Branch, Recall}),
    # Without anything to give them to, files change nothing.
    ({"files": ("a.pdf",)}, set()),
]


@pytest.mark.parametrize(("facts", "verbs"), AROUND, ids=[str(facts) for facts, _ in AROUND])
def test_what_rests_on_what_is_around_the_page(
    facts: dict[str, Any], verbs: set[type[Action]]
) -> None:
    assert situated(Node("text", "Hello"), **facts).verbs() == _in_order(ALWAYS | verbs)


def _node(role: str, name: str = "It", **rest: Any) -> Node:
    return Node(role, name, ref=1, **rest)


def _input(kind: str, name: str = "It", role: str = "textbox", **rest: Any) -> Node:
    return _node(role, name, tag="input", type=kind, **rest)


OFFERED: dict[str, tuple[Node, set[type[Action]]]] = {
    "button": (_node("button"), set()),
    "link": (_node("link", href="http://a/"), set()),
    "text field": (_input("text"), {Type, Press}),
    "rich editor": (_node("textbox", tag="div"), {Type, SelectText, Press}),
    "checkbox": (_input("checkbox", role="checkbox"), {Check}),
    "switch": (_node("switch"), {Check}),
    "native list": (
        _node("combobox", tag="select", options=(Option("S"), Option("M"))),
        {Select},
    ),
    "ARIA list that opens": (_node("combobox", tag="div"), {Select}),
    "suggestions": (_input("text", role="combobox"), {Type, Select, Press}),
    "button that opens a list": (
        _node("button", states={"haspopup": "listbox", "expanded": False}),
        {Select, Hover, Press},
    ),
    "button that opens a menu": (_node("button", states={"haspopup": "menu"}), {Hover, Press}),
    "menu entry that is closed": (_node("menuitem", states={"expanded": False}), {Hover, Press}),
    "summary": (_node("button", tag="summary", states={"expanded": False}), set()),
    "expanded button": (_node("button", states={"expanded": True}), {Press}),
    "focused button": (_node("button", states={"focused": True}), {Press}),
    "grid cell": (_node("gridcell"), {Press}),
    "date": (_input("date"), {Type, SetDate, Press}),
    "time": (_input("time"), {Type, SetDate, Press}),
    "date by its placeholder": (
        _input("text", description="DD.MM.YYYY"),
        {Type, SetDate, Press},
    ),
    "date by a German placeholder": (
        _input("text", description="TT.MM.JJJJ"),
        {Type, SetDate, Press},
    ),
    "date by its name": (_input("text", "Arrival date"), {Type, SetDate, Press}),
    "date in Japanese": (_input("text", "日付"), {Type, SetDate, Press}),
    "no date": (_input("text", "Candidate, update data"), {Type, Press}),
    "calendar button": (
        _node("button", "Choose a date", states={"haspopup": "dialog"}),
        {SetDate, Hover, Press},
    ),
    "slider": (_input("range", role="slider"), {SetRange, Press}),
    "number": (_input("number", role="spinbutton"), {Type, SetRange, Press}),
    "scroll container": (_node("list", scroll=Scroll(0.0, 0.7)), {ScrollContainer}),
    "feed": (_node("feed"), {ScrollContainer}),
    "native list box": (
        _node("listbox", tag="select", options=(Option("S"),)),
        {Select},
    ),
}


@pytest.mark.parametrize(("node", "verbs"), OFFERED.values(), ids=OFFERED)
def test_what_rests_on_an_element(node: Node, verbs: set[type[Action]]) -> None:
    assert situated(node).verbs() == _in_order(ALWAYS | {Click} | verbs)


ARGUMENTS: dict[type[Action], dict[str, object]] = {
    Type: {"text": ""},
    Select: {"option": "S"},
    SetRange: {"number": 1},
    Upload: {"file": "a.pdf"},
}
VALUES = {"time": "13:30"}


@pytest.mark.parametrize(("node", "verbs"), OFFERED.values(), ids=OFFERED)
def test_what_is_offered_for_an_element_is_accepted(node: Node, verbs: set[type[Action]]) -> None:
    for verb in verbs - {Press}:
        arguments = {"ref": 1, **ARGUMENTS.get(verb, {})}
        if verb is SetDate:
            arguments["value"] = VALUES.get(node.type, "2026-01-31")
        validate(from_call(verb.verb, arguments), situated(node))


@pytest.mark.parametrize(
    "node",
    [
        _input("file", role="file"),
        _node("button", "Datei auswählen"),
        _node("clickable", "Drop it"),
    ],
    ids=["file", "button", "drop zone"],
)
def test_files_go_where_they_are_taken(node: Node) -> None:
    offered = situated(node, files=("a.pdf",)).verbs()
    assert Upload in offered
    assert Upload not in situated(node).verbs()
    validate(Upload(1, "a.pdf"), situated(node, files=("a.pdf",)))
    with pytest.raises(ActionRefused, match=r"There is no file “b\.pdf”\. You have: “a.pdf”"):
        validate(Upload(1, "b.pdf"), situated(node, files=("a.pdf",)))


def _numbered(*roles: str, **rest: Any) -> tuple[Node, ...]:
    return tuple(Node(role, f"{role} {ref}", ref=ref, **rest) for ref, role in enumerate(roles, 1))


@pytest.mark.parametrize(
    ("roles", "offered"),
    [
        (("textbox",), False),
        (("textbox", "checkbox"), True),
        (("radio", "radio", "radio"), False),
        (("radio", "radio", "textbox"), True),
        (("button", "button"), False),
    ],
    ids=str,
)
def test_a_form_has_several_fields(roles: tuple[str, ...], offered: bool) -> None:
    assert (FillForm in situated(*_numbered(*roles)).verbs()) is offered


@pytest.mark.parametrize(
    ("roles", "offered"),
    [
        (("listitem", "listitem"), True),
        (("clickable", "img"), True),
        (("listitem",), False),
        (("clickable", "button"), False),
        (("button", "link", "textbox"), False),
    ],
    ids=str,
)
def test_something_to_drag_and_somewhere_to_drop_it(roles: tuple[str, ...], offered: bool) -> None:
    assert (Drag in situated(*_numbered(*roles)).verbs()) is offered


@pytest.mark.parametrize(
    ("node", "offered"),
    [
        (Node("img", "Map", ref=1, tag="canvas"), {ClickAt, DragBy}),
        (Node("clickable", "Dot", ref=1, tag="circle"), {DragBy}),
        (Node("clickable", "", ref=1, tag="div"), {ClickAt, DragBy}),
        (Node("listitem", "Tea", ref=1, tag="li"), {DragBy}),
        (Node("clickable", "Card", ref=1, tag="div"), set[type]()),
    ],
    ids=lambda value: value.tag if isinstance(value, Node) else "",
)
def test_places_and_distances_are_for_what_is_drawn(node: Node, offered: set[type]) -> None:
    assert offered == {ClickAt, DragBy} & set(situated(node).verbs())


def test_keys_are_for_what_lies_over_the_page() -> None:
    dialog = Node("dialog", "Sure?", states={"modal": True})
    assert Press in situated(dialog).verbs()


def test_under_a_dialog() -> None:
    dialog = OpenDialog("alert", "Hi")
    page = orders(300)
    view = fit(page, 500, label=labeller())
    situation = situated(*page, tabs=TWO, can_go_back=True, dialog=dialog, view=view)
    assert situation.verbs() == [Dialog, Note, Stop]


def test_reading_on_is_offered_where_something_is_left_out() -> None:
    page = orders(300)
    whole, part = (fit(page, budget, label=labeller()) for budget in (100_000, 500))
    assert not {Find, Expand} & {*situated(*page, view=whole).verbs()}
    assert {Find, Expand} <= {*situated(*page, view=part).verbs()}


def test_searching_is_offered_for_a_list_too_long_to_be_shown() -> None:
    options = tuple(Option(f"Country {number}") for number in range(60))
    countries = Node("combobox", "Country", ref=3, tag="select", options=options)
    view = fit((countries,), 100_000, label=labeller())
    offered = situated(countries, view=view).verbs()
    assert Find in offered
    assert Expand not in offered
