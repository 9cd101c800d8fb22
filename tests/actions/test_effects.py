"""What an action would do, in the verbs of agent-permissions.json, and what it takes to undo it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from webagent_actions import (
    Action,
    Check,
    Click,
    Dialog,
    Effect,
    GoBack,
    Goto,
    Note,
    Press,
    Reach,
    Reversibility,
    Select,
    Stop,
    SwitchTab,
    Type,
    effects,
    presses_enter,
    reversibility,
)
from webagent_observation import Form, Node

from tests.actions.acting import observed

POST = Form("POST", "http://127.0.0.1/cart")
GET = Form("GET", "http://127.0.0.1/list")
SEARCH = Form("GET", "http://127.0.0.1/search", search=True)

SUBMIT = Effect("submit_form", 1, Reach.FORM)
BY_ENTER = Effect("click_element", 1, Reach.SUBMITTER)
CLICK = Effect("click_element", 1)
# What a click may set off around the element; the live page tells whether there is anything.
FIELD_TOO = Effect("set_input_value", 1, Reach.FIELD)
AROUND = (Effect("submit_form", 1, Reach.SENDER), Effect("follow_link", 1, Reach.LINK))
SET = Effect("set_input_value", 1)
FOLLOW = (Effect("click_element", 1, incidental=True), Effect("follow_link", 1))

BUTTON = Node("button", "Go", ref=1, tag="button")
SENDER = Node("button", "Send", ref=1, tag="button", submits=True, form=POST)
SEARCHER = Node("button", "Search", ref=1, tag="button", submits=True, form=SEARCH)
LINK = Node("link", "Help", ref=1, tag="a", href="http://127.0.0.1/help")
FILE = Node("link", "File", ref=1, tag="a", href="http://127.0.0.1/f.pdf", download=True)
BOX = Node("checkbox", "News", ref=1, tag="input", form=POST)
LABEL = Node("checkbox", "News", ref=1, tag="label", form=POST)
FIELD = Node("textbox", "Name", ref=1, tag="input", form=POST)
LONE = Node("textbox", "Name", ref=1, tag="input")
AREA = Node("textbox", "Text", ref=1, tag="textarea", form=POST)
QUERY = Node("searchbox", "Search", ref=1, tag="input", form=SEARCH)
LIST = Node("combobox", "Size", ref=1, tag="select", form=POST)
RANGE = Node("slider", "Price", ref=1, tag="input", form=GET)
TAB = Node("tab", "More", ref=1, tag="div")
SUMMARY = Node("button", "More", ref=1, tag="summary")
CARD = Node("clickable", "Card", ref=1, tag="div")

EDIT, SAFE, COMMIT = Reversibility.EDIT, Reversibility.SAFE, Reversibility.COMMIT

CLICKS = {
    "button": (BUTTON, (CLICK, FIELD_TOO, *AROUND), COMMIT),
    "submit button": (SENDER, (CLICK, SUBMIT), COMMIT),
    "search button": (SEARCHER, (CLICK, SUBMIT), SAFE),
    "link": (LINK, FOLLOW, SAFE),
    "download": (FILE, (*FOLLOW, Effect("download_file", 1)), COMMIT),
    "checkbox": (BOX, (CLICK, SET, *AROUND), EDIT),
    "label for one": (LABEL, (CLICK, SET, *AROUND), EDIT),
    "text field": (FIELD, (CLICK, FIELD_TOO, *AROUND), EDIT),
    "tab": (TAB, (CLICK, FIELD_TOO, *AROUND), EDIT),
    "summary": (SUMMARY, (CLICK, FIELD_TOO, *AROUND), SAFE),
    "clickable": (CARD, (CLICK, FIELD_TOO, *AROUND), COMMIT),
}


@pytest.mark.parametrize(("node", "wanted", "undo"), CLICKS.values(), ids=CLICKS)
def test_click(node: Node, wanted: tuple[Effect, ...], undo: Reversibility) -> None:
    observation = observed(node)
    assert effects(Click(1), observation) == wanted
    assert reversibility(Click(1), observation) is undo


TYPING = {
    "field": (FIELD, None, (SET,), EDIT),
    "field and Enter": (FIELD, True, (SET, BY_ENTER, SUBMIT), COMMIT),
    "search box": (QUERY, None, (SET, BY_ENTER, SUBMIT), SAFE),
    "search box without Enter": (QUERY, False, (SET,), EDIT),
    "text area and Enter": (AREA, True, (SET,), COMMIT),
    "field without a form and Enter": (LONE, True, (SET,), EDIT),
}


@pytest.mark.parametrize(("node", "enter", "wanted", "undo"), TYPING.values(), ids=TYPING)
def test_type(
    node: Node, enter: bool | None, wanted: tuple[Effect, ...], undo: Reversibility
) -> None:
    observation = observed(node)
    action = Type(1, "x", enter)
    assert effects(action, observation) == wanted
    assert reversibility(action, observation) is undo
    assert presses_enter(action, node) is (enter if enter is not None else node is QUERY)


PRESSES = {
    # Enter sends the form of any input but a button (HTML, "implicit submission").
    "Enter in a field": ("Enter", FIELD, (BY_ENTER, SUBMIT), COMMIT),
    "Enter in a search": ("Enter", QUERY, (BY_ENTER, SUBMIT), SAFE),
    "Enter in a text area": ("Enter", AREA, (SET,), COMMIT),
    "Enter in a checkbox": ("Enter", BOX, (BY_ENTER, SUBMIT), COMMIT),
    "Enter in a slider": ("Enter", RANGE, (BY_ENTER, SUBMIT), COMMIT),
    "Enter on a button": ("Enter", SENDER, (CLICK, SUBMIT), COMMIT),
    "Enter on a link": ("Enter", LINK, FOLLOW, SAFE),
    "Space on a button": ("Space", SENDER, (CLICK, SUBMIT), COMMIT),
    "Space in a field": ("Space", FIELD, (SET,), EDIT),
    "Space on a checkbox": ("Space", BOX, (CLICK, SET, *AROUND), EDIT),
    # The same keys by another name.
    "blank": (" ", SENDER, (CLICK, SUBMIT), COMMIT),
    "line break": ("\n", FIELD, (BY_ENTER, SUBMIT), COMMIT),
    "carriage return": ("\r", SENDER, (CLICK, SUBMIT), COMMIT),
    "Shift+Enter": ("Shift+Enter", FIELD, (BY_ENTER, SUBMIT), COMMIT),
    "Control+Enter": ("Control+Enter", LINK, FOLLOW, SAFE),
    "letter": ("a", FIELD, (SET,), EDIT),
    "Control+a": ("Control+a", FIELD, (SET,), EDIT),
    "arrow": ("ArrowDown", LIST, (SET,), EDIT),
    "Escape": ("Escape", FIELD, (), EDIT),
    "Tab": ("Tab", FIELD, (), EDIT),
    "Shift+Tab": ("Shift+Tab", FIELD, (), EDIT),
    "PageDown": ("PageDown", FIELD, (), EDIT),
}


@pytest.mark.parametrize(("key", "node", "wanted", "undo"), PRESSES.values(), ids=PRESSES)
def test_press(key: str, node: Node, wanted: tuple[Effect, ...], undo: Reversibility) -> None:
    observation = observed(replace(node, states={"focused": True}))
    assert effects(Press(key), observation) == wanted
    assert reversibility(Press(key), observation) is undo


@pytest.mark.parametrize("key", ["Enter", "Space", " ", "Shift+Enter"])
def test_press_where_the_focus_is_unknown(key: str) -> None:
    assert effects(Press(key), observed(SENDER)) == (Effect("click_element", None),)
    assert reversibility(Press(key), observed(SENDER)) is COMMIT


def test_other_keys_where_the_focus_is_unknown() -> None:
    assert effects(Press("a"), observed(SENDER)) == ()
    assert reversibility(Press("Escape"), observed(SENDER)) is EDIT


@pytest.mark.parametrize("action", [Select(1, "L"), Check(1), Check(1, on=False)], ids=str)
def test_setting_a_control(action: Action) -> None:
    assert effects(action, observed(BOX)) == (SET,)
    assert reversibility(action, observed(BOX)) is EDIT


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/help",
        "http://127.0.0.1:80/help",
        "HTTP://127.0.0.1/help",
        "http://127.0.0.1/help#part",
        "http://127.0.0.1/h%65lp",
    ],
)
def test_going_where_a_link_leads_is_following_it(url: str) -> None:
    twin = Node("link", "Help too", ref=2, tag="a", href="http://127.0.0.1/help")
    other = Node("link", "Other", ref=3, tag="a", href="http://127.0.0.1/help?x")
    broken = Node("link", "Broken", ref=4, tag="a", href="http://[")
    wanted = (Effect("follow_link", 1), Effect("follow_link", 2))
    assert effects(Goto(url), observed(LINK, twin, other, broken)) == wanted
    assert reversibility(Goto(url), observed(LINK)) is SAFE


def test_going_elsewhere_follows_nothing() -> None:
    assert effects(Goto("http://127.0.0.1/other"), observed(LINK, BUTTON)) == ()


@pytest.mark.parametrize(
    "action", [GoBack(), SwitchTab(1), Note("x"), Stop("x"), Dialog(accept=False)], ids=str
)
def test_what_no_verb_governs(action: Action) -> None:
    assert effects(action, observed(SENDER)) == ()
    assert reversibility(action, observed(SENDER)) is SAFE


def test_accepting_a_dialog_commits() -> None:
    assert effects(Dialog(accept=True), observed()) == ()
    assert reversibility(Dialog(accept=True), observed()) is COMMIT
