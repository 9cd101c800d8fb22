"""One element of each kind that makes a difference, to see what the actions would do to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_observation import Fingerprint, Form, Node, Observation, Option, Scroll, Timings

from .._situation import OpenDialog
from ..verbs import (
    Action,
    Check,
    Click,
    ClickAt,
    CloseTab,
    Dialog,
    Drag,
    DragBy,
    FieldValue,
    FillForm,
    GoBack,
    GoHome,
    Goto,
    Hover,
    Press,
    ScrollContainer,
    Select,
    SelectText,
    SetDate,
    SetRange,
    SwitchTab,
    Type,
    Upload,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_URL = "https://shop.example/"
_ORDER = Form("POST", f"{_URL}order")
_SEARCH = Form("GET", f"{_URL}search", search=True)

LINK = Node("link", "Teas", ref=1, tag="a", href=f"{_URL}teas")
LOGOUT = Node("link", "Out", ref=2, tag="a", href=f"{_URL}logout")
FILE_LINK = Node("link", "Price list", ref=3, tag="a", href=f"{_URL}prices.pdf", download=True)
SENDS = Node("button", "Next", ref=4, tag="button", submits=True, form=_ORDER)
SEARCHES = Node("button", "Search", ref=5, tag="button", submits=True, form=_SEARCH)
OWN = Node("button", "Go", ref=6, tag="button")
BUYS = Node("button", "Buy now", ref=7, tag="button")
OPENS = Node("button", "Filter", ref=8, tag="button", states={"haspopup": "menu"})
TAB = Node("tab", "Reviews", ref=9)
FIELD = Node("textbox", "Name", ref=10, tag="input", type="text", form=_ORDER)
ASKS = Node("searchbox", "Search", ref=11, tag="input", type="search", form=_SEARCH)
LIST = Node("combobox", "Size", ref=12, tag="select", options=(Option("M"),), form=_ORDER)
OWN_LIST = Node("combobox", "Colour", ref=13, tag="div")
BOX = Node("checkbox", "Gift", ref=14, tag="input", type="checkbox", form=_ORDER)
OWN_BOX = Node("switch", "Dark", ref=15, tag="div")
DAY = Node("textbox", "Day", ref=16, tag="input", type="date", form=_ORDER)
SLIDER = Node("slider", "Price", ref=17, tag="input", type="range", form=_ORDER)
OWN_SLIDER = Node("slider", "Sound", ref=18, tag="div")
FILE = Node("file", "CV", ref=19, tag="input", type="file", form=_ORDER)
FIRST = Node("listitem", "First", ref=20, tag="li")
SECOND = Node("listitem", "Second", ref=21, tag="li")
CONTAINER = Node("list", "Inbox", ref=22, tag="div", scroll=Scroll(0.0, 0.5))
DRAWING = Node("img", "Map", ref=23, tag="canvas")

_NODES = (
    *(LINK, LOGOUT, FILE_LINK, SENDS, SEARCHES, OWN, BUYS, OPENS, TAB, FIELD, ASKS, LIST),
    *(OWN_LIST, BOX, OWN_BOX, DAY, SLIDER, OWN_SLIDER, FILE, FIRST, SECOND, CONTAINER, DRAWING),
)


def observed(focused: Node | None = None) -> Observation:
    """Return the observation of a page with one element of each kind, and the focus in one."""
    nodes = tuple(
        replace(node, states={**node.states, "focused": True}) if node is focused else node
        for node in _NODES
    )
    refs = {node.ref: node for node in nodes if node.ref is not None}
    fingerprint = Fingerprint.of(_URL, nodes)
    return Observation(_URL, "Shop", "", refs, nodes, fingerprint, Timings(0.0, 0.0))


CASES: Mapping[type[Action], tuple[tuple[str, Action], ...]] = {
    Click: (
        ("a link", Click(1)),
        ("a link whose address commands", Click(2)),
        ("a link to a file", Click(3)),
        ("the button of a form", Click(4)),
        ("the button of a search", Click(5)),
        ("a button that says what it commits to", Click(7)),
        ("a button that says nothing", Click(6)),
        ("a button that opens a menu", Click(8)),
        ("a tab", Click(9)),
        ("a checkbox", Click(14)),
    ),
    Type: (
        ("a field", Type(10, "x")),
        ("a field, with [enter]", Type(10, "x", enter=True)),
        ("a search box", Type(11, "x")),
        ("a search box, with [no enter]", Type(11, "x", enter=False)),
    ),
    SelectText: (("a field", SelectText(10, "x")),),
    Select: (("a native list", Select(12, "M")), ("a list of the page's own", Select(13, "Red"))),
    Check: (("a native box", Check(14)), ("a switch of the page's own", Check(15))),
    SetDate: (("a native field", SetDate(16, "2026-01-31")),),
    SetRange: (
        ("a native slider", SetRange(17, 4)),
        ("a slider of the page's own", SetRange(18, 4)),
    ),
    FillForm: (
        ("a field and a box", FillForm((FieldValue(10, "Ada"), FieldValue(14, "on")))),
        ("a field and a file", FillForm((FieldValue(10, "Ada"), FieldValue(19, "cv.pdf")))),
    ),
    Upload: (("a file field", Upload(19, "cv.pdf")),),
    ClickAt: (("a drawing", ClickAt(23, 25, 60)),),
    Hover: (("anything", Hover(8)),),
    Drag: (("an item of a list", Drag(20, 21)),),
    DragBy: (("an item of a list", DragBy(20, 0, -40)),),
    ScrollContainer: (("a list", ScrollContainer(22)),),
    GoBack: (("", GoBack()),),
    GoHome: (("", GoHome()),),
    Goto: (
        ("the address of a link of the page", Goto(f"{_URL}teas")),
        ("another address", Goto("https://tea.example/")),
        ("an address that commands", Goto(f"{_URL}account/delete")),
    ),
    SwitchTab: (("", SwitchTab(2)),),
    CloseTab: (("", CloseTab()),),
}
"""What each verb is tried on; what touches no page is not in it."""

KEYS: tuple[tuple[str, Press, Node | None], ...] = (
    ("Escape or Tab, anywhere", Press("Escape"), None),
    ("PageDown", Press("PageDown"), None),
    ("Enter in a field of a form", Press("Enter"), FIELD),
    ("Enter in a search box", Press("Enter"), ASKS),
    ("Enter on a link", Press("Enter"), LINK),
    ("Space on a box", Press("Space"), BOX),
    ("a letter in a field", Press("x"), FIELD),
    ("a letter elsewhere", Press("x"), OWN),
)
"""Keys with what has the focus."""

DIALOGS: tuple[tuple[str, Dialog, OpenDialog], ...] = (
    ("accept a message", Dialog(accept=True), OpenDialog("alert", "Hello")),
    ("accept a question", Dialog(accept=True), OpenDialog("confirm", "Delete it?")),
    ("accept to leave the page", Dialog(accept=True), OpenDialog("beforeunload", "")),
    ("dismiss", Dialog(accept=False), OpenDialog("confirm", "Delete it?")),
)
"""Answers with what is asked."""
