"""What it would take to undo an action."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_actions import (
    VERBS,
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
    Note,
    OpenDialog,
    Press,
    Reversibility,
    ScrollContainer,
    Select,
    SelectText,
    SetDate,
    SetRange,
    Stop,
    SwitchTab,
    Type,
    Upload,
    judge,
)
from webagent_observation import Form, Node

from tests.actions.acting import observed
from tests.actions.consequences.controls import (
    AREA,
    BOX,
    BUTTON,
    CARD,
    DATE,
    DROPDOWN,
    FIELD,
    FILE,
    GET,
    LABEL,
    LINK,
    LIST,
    LONE,
    POST,
    QUERY,
    RANGE,
    SEARCH,
    SEARCHER,
    SENDER,
    SLIDER,
    SUMMARY,
    TAB,
    UPLOAD,
)

EDIT, SAFE, COMMIT = Reversibility.EDIT, Reversibility.SAFE, Reversibility.COMMIT
PAGE = "http://127.0.0.1/"


def button(name: str, **facts: Any) -> Node:
    return replace(Node("button", name, ref=1, tag="button", type="button"), **facts)


def link(name: str, href: str, **facts: Any) -> Node:
    return Node("link", name, ref=1, tag="a", href=href, **facts)


def sender(name: str, form: Form) -> Node:
    return button(name, submits=True, form=form)


CLICKS = {
    "submit button": (SENDER, COMMIT),
    "search button": (SEARCHER, SAFE),
    "link": (LINK, SAFE),
    "download": (FILE, COMMIT),
    "checkbox": (BOX, EDIT),
    "label for one": (LABEL, EDIT),
    "text field": (FIELD, EDIT),
    "tab": (TAB, SAFE),
    "summary": (SUMMARY, SAFE),
    "clickable": (CARD, COMMIT),
    "button that nothing is known of": (BUTTON, COMMIT),
    # What sends a form is judged by the form first.
    "harmless name, POST": (sender("Show more", POST), COMMIT),
    "search by POST of one button": (sender("Search", replace(SEARCH, method="POST")), COMMIT),
    "saving a search": (sender("Save search", SEARCH), COMMIT),
    "sorting by GET": (sender("Sort", Form("GET", PAGE)), SAFE),
    "unknown name, GET elsewhere": (sender("Weiß nicht", GET), SAFE),
    "unknown name, GET to the very page": (sender("Weiß nicht", Form("GET", PAGE)), COMMIT),
    "GET to an address that deletes": (sender("Los", Form("GET", f"{PAGE}delete")), COMMIT),
    "buying by GET": (sender("Buy", GET), COMMIT),
    "closing a dialog": (sender("Close", Form("DIALOG", PAGE)), SAFE),
    "deleting in a dialog": (sender("Delete it", Form("DIALOG", PAGE)), COMMIT),
    "unknown answer to a dialog": (sender("Hm", Form("DIALOG", PAGE)), COMMIT),
    "reset button": (button("Start over", type="reset"), EDIT),
    # A link asks by GET, but for those that everybody knows.
    "link to a form": (link("Sign in", f"{PAGE}session/new"), SAFE),
    "link that signs out": (link("Sign out", f"{PAGE}session"), COMMIT),
    "link whose address signs out": (link("Bye", f"{PAGE}users/sign_out"), COMMIT),
    "link that deletes": (link("x", f"{PAGE}items/5?action=delete"), COMMIT),
    "link to a text on deleting": (link("Help", f"{PAGE}how-to-delete-an-account"), SAFE),
    "title with a grave word": (link("How to remove a stain from silk", f"{PAGE}a/1"), SAFE),
    "mail": (link("Write", "mailto:a@b.example"), COMMIT),
    "telephone": (link("Call", "tel:+123"), COMMIT),
    "other program": (link("Join", "zoommtg://x"), COMMIT),
    "anchor": (link("To the content", f"{PAGE}#content"), SAFE),
    "link for a script": (link("Delete", f"{PAGE}#"), COMMIT),
    "link for an unknown script": (link("Hm", "javascript:void(0)"), COMMIT),
    "link for a harmless script": (link("More", f"{PAGE}#"), SAFE),
    # What ARIA says of a button.
    "opens a menu": (button("Save", states={"haspopup": "menu"}), SAFE),
    "opens a part of the page": (button("post /pet", states={"expanded": False}), SAFE),
    "opens a dialog": (button("Hm", states={"haspopup": "dialog"}), SAFE),
    "commits, with a dialog": (button("Add to cart", states={"haspopup": "dialog"}), COMMIT),
    "can be switched back": (button("Starred", states={"pressed": True}), EDIT),
    "switch that tells others": (button("Follow", states={"pressed": False}), COMMIT),
    "list of the page": (DROPDOWN, EDIT),
    "menu item": (Node("menuitem", "Delete", ref=1, tag="li"), COMMIT),
    "column to sort by": (Node("columnheader", "Price", ref=1, tag="th"), SAFE),
    "video": (Node("video", "", ref=1, tag="video"), SAFE),
    # What its words say.
    "name": (button("Show details"), SAFE),
    "symbol": (button("›"), SAFE),
    "symbol for deleting": (button("🗑"), COMMIT),
    "icon with a description": (button("x1", description="Delete"), COMMIT),
    "day": (button("14"), EDIT),
    "undo": (button("Undo"), EDIT),
    "no name": (button(""), COMMIT),
}


@pytest.mark.parametrize(("node", "wanted"), CLICKS.values(), ids=CLICKS)
def test_click(node: Node, wanted: Reversibility) -> None:
    judgement = judge(Click(1), observed(node, url=PAGE))
    assert judgement.reversibility is wanted, judgement.reason
    assert judgement.reason


@given(st.text(max_size=30) | st.sampled_from(["http://[", "", "#", "//", "http://a:b"]))
def test_any_address_can_be_judged(address: str) -> None:
    for node in (link("x", address), sender("x", Form("GET", address))):
        judge(Click(1), observed(node, url=PAGE))
        judge(Click(1), observed(node, url=address))


@pytest.mark.parametrize("role", ["dialog", "alertdialog", "alert"])
@pytest.mark.parametrize("name", ["Cancel", "Abbrechen", "Annuler", "いいえ", "No, thanks"])
def test_giving_up_is_harmless_in_a_dialog_only(role: str, name: str) -> None:
    node = button(name)
    around = Node(role, "Delete it?", children=(Node("group", children=(node,)),))
    assert judge(Click(1), observed(around)).reversibility is SAFE
    assert judge(Click(1), observed(node)).reversibility is COMMIT


def test_only_what_nothing_tells_of_is_guessed() -> None:
    assert judge(Click(1), observed(BUTTON)).guessed
    for node in (SENDER, button("Delete"), button("Show more"), LINK):
        assert not judge(Click(1), observed(node)).guessed


DEFAULT = {
    "searching": (replace(SEARCHER, ref=2), SAFE),
    "paying by GET": (sender("Pay", SEARCH), COMMIT),
}


@pytest.mark.parametrize(("node", "wanted"), DEFAULT.values(), ids=DEFAULT)
def test_enter_is_judged_as_the_button_it_presses(node: Node, wanted: Reversibility) -> None:
    observation = observed(QUERY, replace(node, ref=2))
    assert judge(Type(1, "x", enter=True), observation).reversibility is wanted


TYPING = {
    "field": (FIELD, None, EDIT),
    "field and Enter": (FIELD, True, COMMIT),
    "search box": (QUERY, None, SAFE),
    "search box without Enter": (QUERY, False, EDIT),
    "text area and Enter": (AREA, True, COMMIT),
    # As chats do.
    "field without a form and Enter": (LONE, True, COMMIT),
    "search field without a form": (replace(LONE, name="Search the docs"), True, SAFE),
    "open list": (
        Node("combobox", "City", ref=1, tag="input", states={"expanded": True}),
        True,
        EDIT,
    ),
}


@pytest.mark.parametrize(("node", "enter", "wanted"), TYPING.values(), ids=TYPING)
def test_type(node: Node, enter: bool | None, wanted: Reversibility) -> None:
    assert judge(Type(1, "x", enter), observed(node)).reversibility is wanted


PRESSES = {
    "Enter in a field": ("Enter", FIELD, COMMIT),
    "Enter in a search": ("Enter", QUERY, SAFE),
    "Enter in a checkbox": ("Enter", BOX, COMMIT),
    "Enter in a slider": ("Enter", RANGE, COMMIT),
    "Enter on a button": ("Enter", SENDER, COMMIT),
    "Enter on a link": ("Enter", LINK, SAFE),
    "Space on a button": ("Space", SENDER, COMMIT),
    "Space in a field": ("Space", FIELD, EDIT),
    "Space on a checkbox": ("Space", BOX, EDIT),
    "line break": ("\n", FIELD, COMMIT),
    "letter in a field": ("a", FIELD, EDIT),
    "letter elsewhere": ("e", LINK, COMMIT),
    "arrow in a list": ("ArrowDown", LIST, EDIT),
    "arrow on a tab": ("ArrowRight", TAB, EDIT),
    "Control+s on a link": ("Control+s", LINK, COMMIT),
    "Escape": ("Escape", FIELD, SAFE),
    "Shift+Tab": ("Shift+Tab", FIELD, SAFE),
    "PageDown": ("PageDown", FIELD, SAFE),
}


@pytest.mark.parametrize(("key", "node", "wanted"), PRESSES.values(), ids=PRESSES)
def test_press(key: str, node: Node, wanted: Reversibility) -> None:
    observation = observed(replace(node, states={"focused": True}))
    assert judge(Press(key), observation).reversibility is wanted


@pytest.mark.parametrize(
    ("key", "wanted"), [("Enter", COMMIT), ("Space", COMMIT), ("#", COMMIT), ("Escape", SAFE)]
)
def test_press_where_the_focus_is_unknown(key: str, wanted: Reversibility) -> None:
    assert judge(Press(key), observed(SENDER)).reversibility is wanted


MENU = Node("button", "Actions", ref=1, tag="button", states={"haspopup": "menu"})
OTHERS = {
    "select": (Select(1, "L"), LIST, EDIT),
    "select a command of a menu": (Select(1, "Delete"), MENU, COMMIT),
    "select what says nothing in a menu": (Select(1, "Cheapest"), MENU, COMMIT),
    "select of a menu what only sorts": (Select(1, "Sort by price"), MENU, SAFE),
    "check": (Check(1), BOX, EDIT),
    "set_date": (SetDate(1, "2026-01-31"), DATE, EDIT),
    "set_range": (SetRange(1, 4), SLIDER, EDIT),
    "upload": (Upload(1, "a.pdf"), UPLOAD, COMMIT),
    "fill_form": (FillForm((FieldValue(1, "on"),)), BOX, EDIT),
    "fill_form with a file": (FillForm((FieldValue(1, "a.pdf"),)), UPLOAD, COMMIT),
    "fill_form of nothing": (FillForm(()), BOX, EDIT),
    "click_at": (ClickAt(1, 50, 50), SENDER, COMMIT),
    "drag_by": (DragBy(1, 9, 9), CARD, EDIT),
    "select_text": (SelectText(1), BOX, SAFE),
    "hover": (Hover(1), SENDER, SAFE),
    "scroll_container": (ScrollContainer(1), CARD, SAFE),
    "goto": (Goto(f"{PAGE}help"), LINK, SAFE),
    "goto that signs out": (Goto(f"{PAGE}logout"), LINK, COMMIT),
    "go_back": (GoBack(), LINK, SAFE),
    "go_home": (GoHome(), LINK, SAFE),
    "switch_tab": (SwitchTab(2), LINK, SAFE),
    "close_tab": (CloseTab(), LINK, EDIT),
    "note": (Note("x"), LINK, SAFE),
    "stop": (Stop("x"), LINK, SAFE),
}


@pytest.mark.parametrize(("action", "node", "wanted"), OTHERS.values(), ids=OTHERS)
def test_other_verbs(action: Action, node: Node, wanted: Reversibility) -> None:
    assert judge(action, observed(node)).reversibility is wanted


def test_every_verb_is_judged() -> None:
    judged = {type(action).verb for action, _, _ in OTHERS.values()}
    judged |= {"click", "type", "press", "drag", "dialog"}
    only_read = {"find", "expand", "branch", "prune", "recall", "subtask_done"}
    assert judged | only_read == set(VERBS)


def test_a_drag_is_judged_by_what_it_ends_on() -> None:
    trash = Node("group", "Trash", ref=2, tag="div")
    assert judge(Drag(1, 2), observed(CARD, trash)).reversibility is COMMIT
    shelf = replace(trash, name="Shelf")
    assert judge(Drag(1, 2), observed(CARD, shelf)).reversibility is EDIT


@pytest.mark.parametrize(
    ("kind", "accept", "wanted"),
    [
        ("confirm", True, COMMIT),
        ("prompt", True, COMMIT),
        ("alert", True, SAFE),
        ("beforeunload", True, EDIT),
        (None, True, COMMIT),
        ("confirm", False, SAFE),
        ("beforeunload", False, SAFE),
    ],
)
def test_dialogs(kind: str | None, accept: bool, wanted: Reversibility) -> None:
    dialog = None if kind is None else OpenDialog(kind, "Sure?")
    judgement = judge(Dialog(accept=accept), observed(), dialog=dialog)
    assert judgement.reversibility is wanted
