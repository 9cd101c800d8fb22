"""What an action would do, in the verbs of agent-permissions.json."""

from __future__ import annotations

from dataclasses import replace

import pytest
from webagent_actions import (
    Action,
    ActionRefused,
    Check,
    Click,
    CloseTab,
    Dialog,
    Drag,
    Effect,
    FieldValue,
    FillForm,
    GoBack,
    Goto,
    Hover,
    Note,
    Press,
    Reach,
    ScrollContainer,
    Select,
    SetDate,
    SetRange,
    Stop,
    SwitchTab,
    Type,
    Upload,
    effects,
    presses_enter,
)
from webagent_observation import Node

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
    LABEL,
    LINK,
    LIST,
    LONE,
    QUERY,
    RANGE,
    SEARCHER,
    SENDER,
    SLIDER,
    SUMMARY,
    TAB,
    UPLOAD,
    ZONE,
)

SUBMIT = Effect("submit_form", 1, Reach.FORM)
BY_ENTER = Effect("click_element", 1, Reach.SUBMITTER)
CLICK = Effect("click_element", 1)
IN_PASSING = Effect("click_element", 1, incidental=True)
# What a click may set off around the element; the live page tells whether there is anything.
FIELD_TOO = Effect("set_input_value", 1, Reach.FIELD)
AROUND = (Effect("submit_form", 1, Reach.SENDER), Effect("follow_link", 1, Reach.LINK))
SET = Effect("set_input_value", 1)
FOLLOW = (IN_PASSING, Effect("follow_link", 1))
SCROLL = Effect("scroll_page", None)

CLICKS = {
    "button": (BUTTON, (CLICK, FIELD_TOO, *AROUND)),
    "submit button": (SENDER, (CLICK, SUBMIT)),
    "search button": (SEARCHER, (CLICK, SUBMIT)),
    "link": (LINK, FOLLOW),
    "download": (FILE, (*FOLLOW, Effect("download_file", 1))),
    "checkbox": (BOX, (CLICK, SET, *AROUND)),
    "label for one": (LABEL, (CLICK, SET, *AROUND)),
    "text field": (FIELD, (CLICK, FIELD_TOO, *AROUND)),
    "tab": (TAB, (CLICK, FIELD_TOO, *AROUND)),
    "summary": (SUMMARY, (CLICK, FIELD_TOO, *AROUND)),
    "clickable": (CARD, (CLICK, FIELD_TOO, *AROUND)),
}


@pytest.mark.parametrize(("node", "wanted"), CLICKS.values(), ids=CLICKS)
def test_click(node: Node, wanted: tuple[Effect, ...]) -> None:
    assert effects(Click(1), observed(node)) == wanted


TYPING = {
    "field": (FIELD, None, (SET,)),
    "field and Enter": (FIELD, True, (SET, BY_ENTER, SUBMIT)),
    "search box": (QUERY, None, (SET, BY_ENTER, SUBMIT)),
    "search box without Enter": (QUERY, False, (SET,)),
    "text area and Enter": (AREA, True, (SET,)),
    "field without a form and Enter": (LONE, True, (SET,)),
}


@pytest.mark.parametrize(("node", "enter", "wanted"), TYPING.values(), ids=TYPING)
def test_type(node: Node, enter: bool | None, wanted: tuple[Effect, ...]) -> None:
    action = Type(1, "x", enter)
    assert effects(action, observed(node)) == wanted
    assert presses_enter(action, node) is (enter if enter is not None else node is QUERY)


PRESSES = {
    # Enter sends the form of any input but a button (HTML, "implicit submission").
    "Enter in a field": ("Enter", FIELD, (BY_ENTER, SUBMIT)),
    "Enter in a search": ("Enter", QUERY, (BY_ENTER, SUBMIT)),
    "Enter in a text area": ("Enter", AREA, (SET,)),
    "Enter in a checkbox": ("Enter", BOX, (BY_ENTER, SUBMIT)),
    "Enter in a slider": ("Enter", RANGE, (BY_ENTER, SUBMIT)),
    "Enter on a button": ("Enter", SENDER, (CLICK, SUBMIT)),
    "Enter on a link": ("Enter", LINK, FOLLOW),
    "Space on a button": ("Space", SENDER, (CLICK, SUBMIT)),
    "Space in a field": ("Space", FIELD, (SET,)),
    "Space on a checkbox": ("Space", BOX, (CLICK, SET, *AROUND)),
    # The same keys by another name.
    "blank": (" ", SENDER, (CLICK, SUBMIT)),
    "line break": ("\n", FIELD, (BY_ENTER, SUBMIT)),
    "carriage return": ("\r", SENDER, (CLICK, SUBMIT)),
    "Shift+Enter": ("Shift+Enter", FIELD, (BY_ENTER, SUBMIT)),
    "Control+Enter": ("Control+Enter", LINK, FOLLOW),
    "letter": ("a", FIELD, (SET,)),
    "Control+a": ("Control+a", FIELD, (SET,)),
    "arrow in a list": ("ArrowDown", LIST, (SET,)),
    "arrow on a link": ("ArrowDown", LINK, (SCROLL,)),
    "End in a field": ("End", FIELD, (SET,)),
    "Escape": ("Escape", FIELD, ()),
    "Tab": ("Tab", FIELD, ()),
    "Shift+Tab": ("Shift+Tab", FIELD, ()),
    "PageDown": ("PageDown", FIELD, (SCROLL,)),
}


@pytest.mark.parametrize(("key", "node", "wanted"), PRESSES.values(), ids=PRESSES)
def test_press(key: str, node: Node, wanted: tuple[Effect, ...]) -> None:
    assert effects(Press(key), observed(replace(node, states={"focused": True}))) == wanted


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("Enter", (Effect("click_element", None),)),
        ("Shift+Enter", (Effect("click_element", None),)),
        ("Space", (Effect("click_element", None), SCROLL)),
        (" ", (Effect("click_element", None), SCROLL)),
        ("End", (SCROLL,)),
        ("a", ()),
        ("Escape", ()),
    ],
)
def test_press_where_the_focus_is_unknown(key: str, wanted: tuple[Effect, ...]) -> None:
    assert effects(Press(key), observed(SENDER)) == wanted


SETTING = {
    "native list": (Select(1, "L"), LIST, (SET,)),
    "native box": (Check(1), BOX, (SET,)),
    "native box off": (Check(1, on=False), BOX, (SET,)),
    "label": (Check(1), LABEL, (SET,)),
    "native date": (SetDate(1, "2026-01-31"), DATE, (SET,)),
    "native slider": (SetRange(1, 4), RANGE, (SET,)),
    # A control of the page's own is set by clicks and keys: whoever denies them denies this.
    "slider of the page": (SetRange(1, 4), SLIDER, (SET, IN_PASSING, *AROUND)),
    "list of the page": (Select(1, "L"), DROPDOWN, (SET, IN_PASSING, *AROUND)),
    "box of the page": (
        Check(1),
        Node("checkbox", "News", ref=1, tag="div"),
        (SET, IN_PASSING, *AROUND),
    ),
    # agent-permissions.json has a verb of its own for files, and a file field is a field as well.
    "file": (Upload(1, "a.pdf"), UPLOAD, (Effect("upload_file", 1), SET)),
    "drop zone": (
        Upload(1, "a.pdf"),
        ZONE,
        (Effect("upload_file", 1), SET, IN_PASSING, *AROUND),
    ),
}


@pytest.mark.parametrize(("action", "node", "wanted"), SETTING.values(), ids=SETTING)
def test_setting_a_control(action: Action, node: Node, wanted: tuple[Effect, ...]) -> None:
    assert effects(action, observed(node)) == wanted


def test_choosing_in_an_open_list_clicks_the_option() -> None:
    options = (Node("option", "Large", ref=2, tag="li"), Node("option", "Small", ref=3, tag="li"))
    found = effects(
        Select(1, "large"), observed(replace(DROPDOWN, role="listbox", children=options))
    )
    assert [effect for effect in found if effect.ref == 2] == [
        Effect("set_input_value", 2),
        Effect("click_element", 2, incidental=True),
    ]
    assert all(effect.ref != 3 for effect in found)


def test_a_drag_is_a_click_on_both_ends() -> None:
    observation = observed(CARD, replace(CARD, ref=2))
    assert effects(Drag(1, 2), observation) == (CLICK, Effect("click_element", 2))
    assert SET in effects(Drag(1, 2), observed(SLIDER, replace(CARD, ref=2)))


def test_scrolling_a_part_of_the_page() -> None:
    assert effects(ScrollContainer(1), observed(CARD)) == (Effect("scroll_page", 1),)


def test_filling_a_form_is_the_sum_of_its_fields() -> None:
    box = replace(BOX, ref=2)
    filled = FillForm((FieldValue(1, "Ada"), FieldValue(2, "on")))
    assert effects(filled, observed(FIELD, box)) == (SET, Effect("set_input_value", 2))
    # Not even in a search box does it press Enter.
    assert effects(FillForm((FieldValue(1, "tea"),)), observed(QUERY)) == (SET,)


def test_filling_what_is_no_field_is_refused() -> None:
    with pytest.raises(ActionRefused, match="no field"):
        effects(FillForm((FieldValue(1, "x"),)), observed(BUTTON))


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


def test_going_elsewhere_follows_nothing() -> None:
    assert effects(Goto("http://127.0.0.1/other"), observed(LINK, BUTTON)) == ()


@pytest.mark.parametrize(
    "action",
    [
        GoBack(),
        SwitchTab(1),
        CloseTab(),
        Hover(1),
        Note("x"),
        Stop("x"),
        Dialog(accept=True),
        Dialog(accept=False),
    ],
    ids=str,
)
def test_what_no_verb_governs(action: Action) -> None:
    assert effects(action, observed(SENDER)) == ()
