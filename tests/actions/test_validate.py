"""Whether an action fits what was observed, before anything is done."""

from __future__ import annotations

import pytest
from webagent_actions import (
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
    FieldValue,
    FillForm,
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
    Situation,
    Stop,
    SubtaskDone,
    SwitchTab,
    Tab,
    Type,
    Upload,
    is_valid,
    validate,
)
from webagent_observation import Node, Option, Scroll, fit

from tests.actions.acting import situated
from tests.observation.node_trees import labeller, orders

NODES = (
    Node("button", "Go", ref=1),
    Node("button", "Off", ref=2, states={"disabled": True}),
    Node("textbox", "Name", ref=3),
    Node("textbox", "Fixed", ref=4, states={"readonly": True}),
    Node("textbox", "Dead", ref=5, states={"disabled": True}),
    Node("combobox", "Size", ref=6, tag="select", options=(Option("S"), Option("L"))),
    Node("combobox", "City", ref=7, tag="input"),
    Node("checkbox", "News", ref=8),
    Node("radio", "Red", ref=9),
    Node("checkbox", "Old", ref=10, states={"disabled": True}),
    Node("combobox", "Late", ref=11, tag="select", states={"disabled": True}),
    Node("link", "see note [12]", ref=14),
    Node("slider", "Loud", ref=15),
    Node("switch", "Wifi", ref=16),
    Node("textbox", "Day", ref=17, tag="input", type="date"),
    Node("slider", "Size", ref=18, states={"min": "0", "max": "10"}),
    Node("file", "CV", ref=19, tag="input", type="file"),
    Node("textbox", "Shade", ref=20, tag="input", type="color"),
    Node("list", "Inbox", ref=21, scroll=Scroll(0.0, 0.5)),
    Node("listitem", "First", ref=22),
    Node("listitem", "Second", ref=23),
    Node("textbox", "Month", ref=24, tag="input", type="month"),
    Node("textbox", "Week", ref=25, tag="input", type="week"),
    Node("textbox", "Start", ref=26, tag="input", type="datetime-local"),
    Node("textbox", "At", ref=27, tag="input", type="time"),
    Node("button", "Sort", ref=28, states={"haspopup": "menu"}),
)
PAGE = situated(
    *NODES,
    tabs=(Tab(1, "http://127.0.0.1/", active=True), Tab(3, "http://b/", False)),
    files=("cv.pdf",),
)


def form(**fields: str) -> FillForm:
    """Return a form of fields by their numbers, written `_5="text"`."""
    return FillForm(tuple(FieldValue(int(ref[1:]), text) for ref, text in fields.items()))


FITTING: list[Action] = [
    Click(1),
    Type(3, "x"),
    Type(7, "x"),
    Select(6, "L"),
    Check(8),
    Check(8, on=False),
    Check(9),
    Check(16, on=False),
    Press("Enter"),
    Press("Control+a"),
    Press("Shift+Tab"),
    Press("+"),
    Press("é"),
    Press("F12"),
    Goto("https://example.com/a?b#c"),
    Goto("http://127.0.0.1:8080"),
    SwitchTab(3),
    CloseTab(),
    Note("x"),
    Stop("x"),
    Select(7, "Graz"),
    Select(28, "By price"),
    Type(17, "2026-02-28"),
    Type(17, ""),
    Type(20, "#1a2B3c"),
    SelectText(3, "x"),
    SelectText(3),
    SetDate(17, "2026-01-31"),
    SetDate(24, "2026-01"),
    SetDate(25, "2026-W53"),
    SetDate(26, "2026-01-31T13:30"),
    SetDate(27, "23:59:59"),
    SetRange(18, 10),
    SetRange(15, -3.5),
    Upload(19, "cv.pdf"),
    Upload(1, "cv.pdf"),
    Hover(2),
    Drag(22, 23),
    Drag(1, 22),
    DragBy(22, 10, -5),
    ClickAt(1, 0, 100),
    ScrollContainer(21),
    form(_3="Ada", _6="L", _8="on", _17="2026-01-31", _18="4", _19="cv.pdf"),
]


@pytest.mark.parametrize("action", FITTING, ids=str)
def test_fits(action: Action) -> None:
    validate(action, PAGE)


REFUSED: dict[Action, tuple[str, str]] = {
    # Refs are compared as numbers: 1 is shown, 12 stands in a name, and neither is ref 12 or 142.
    Click(12): ("unknown_ref", "There is no [12] on this page. Near it: [11] combobox “Late”"),
    Click(142): ("unknown_ref", "There is no [142] on this page."),
    Click(0): ("unknown_ref", "[1] button “Go”"),
    Type(99, "x"): ("unknown_ref", "[99]"),
    Select(99, "x"): ("unknown_ref", "[99]"),
    Check(99): ("unknown_ref", "[99]"),
    Click(2): ("disabled", "[2] button “Off” is disabled."),
    Type(5, "x"): ("disabled", "[5] textbox “Dead” is disabled."),
    Type(4, "x"): ("disabled", "[4] “Fixed” is read-only."),
    Check(10): ("disabled", "[10] checkbox “Old” is disabled."),
    Select(11, "x"): ("disabled", "[11] combobox “Late” is disabled."),
    Type(1, "x"): ("not_applicable", "[1] is a button; nothing can be typed there. Use click [1]."),
    Type(15, "x"): (
        "not_applicable",
        "[15] is a slider; nothing can be typed there. Use set_range",
    ),
    Type(6, "L"): ("not_applicable", "Use select [6] [option]."),
    Type(8, "on"): ("not_applicable", "Use check [8] [on]."),
    Type(19, "cv.pdf"): ("not_applicable", "Use upload [19] [file]."),
    Type(17, "31.1.2026"): ("not_applicable", "it takes a date. Use set_date [17] [2026-01-31]."),
    Type(20, "red"): ("not_applicable", "[20] takes a colour such as #1a2b3c"),
    SelectText(1): ("not_applicable", "[1] is a button; no text is marked in it. Use click [1]."),
    SelectText(5): ("disabled", "[5] textbox “Dead” is disabled."),
    Select(1, "x"): ("not_applicable", "[1] is a button; there is nothing to choose from in it."),
    Select(3, "x"): ("not_applicable", "Use type [3] [text]."),
    SetDate(3, "2026-01-31"): ("not_applicable", "nothing says that it takes a date or a time"),
    SetDate(6, "2026-01-31"): ("not_applicable", "Use select [6] [option]."),
    SetDate(17, "2026-02-30"): ("not_applicable", "“2026-02-30” is no value for [17]. Write it as"),
    SetDate(17, "31.01.2026"): ("not_applicable", "Write it as: 2026-01-31."),
    SetDate(17, "2026-01-31T10:00"): ("not_applicable", "Write it as: 2026-01-31."),
    SetDate(24, "2026-13"): ("not_applicable", "Write it as: 2026-01."),
    SetDate(25, "2025-W53"): ("not_applicable", "Write it as: 2026-W05."),
    SetDate(26, "2026-01-31 13:30"): ("not_applicable", "Write it as: 2026-01-31T13:30."),
    SetDate(27, "24:00"): ("not_applicable", "Write it as: 13:30."),
    SetRange(18, 11): ("not_applicable", "[18] only goes from 0 to 10."),
    SetRange(3, 1): ("not_applicable", "[3] is a textbox; it is not set to a number. Use type"),
    Upload(19, "tax.pdf"): ("not_applicable", "There is no file “tax.pdf”. You have: “cv.pdf”."),
    Upload(3, "cv.pdf"): ("not_applicable", "[3] is a textbox; it takes no file. Use type"),
    Drag(22, 22): ("not_applicable", "can't be dropped on itself"),
    Drag(17, 22): ("not_applicable", "[17] is a textbox; it can't be dragged."),
    Drag(22, 99): ("unknown_ref", "There is no [99]"),
    DragBy(17, 1, 1): ("not_applicable", "[17] is a textbox; it can't be dragged."),
    ClickAt(1, 101, 5): ("not_applicable", "in percent, from 0 to 100"),
    ClickAt(2, 5, 5): ("disabled", "[2] button “Off” is disabled."),
    ScrollContainer(1): ("not_applicable", "does not scroll. What does: [21]."),
    Hover(99): ("unknown_ref", "[99]"),
    form(_3="x", _99="y"): ("unknown_ref", "There is no [99]"),
    form(_3="x", _4="y"): ("disabled", "[4] “Fixed” is read-only."),
    form(_3="x", _6="XL"): ("option_not_found", "[6] has no option “XL”"),
    form(_3="x", _1="y"): ("not_applicable", "[1] is a button"),
    FillForm((FieldValue(3, "x"), FieldValue(3, "y"))): ("not_applicable", "[3] is filled twice"),
    Select(6, "XL"): ("option_not_found", "It has: “L”"),
    Check(1): ("not_applicable", "[1] is a button: click it instead."),
    Check(9, on=False): ("not_applicable", "check another of its group"),
    Press("Return"): ("not_applicable", "There is no key “Return”."),
    Press("enter"): ("not_applicable", "There is no key “enter”."),
    Press("Control+"): ("not_applicable", "There is no key “”."),
    Press(""): ("not_applicable", "There is no key “”."),
    Goto("example.com"): ("not_applicable", "Only whole http:// and https://"),
    Goto("/help"): ("not_applicable", "Only whole http:// and https://"),
    Goto("file:///etc/passwd"): ("not_applicable", "Only whole http:// and https://"),
    Goto("javascript:alert(1)"): ("not_applicable", "Only whole http:// and https://"),
    Goto("https://"): ("not_applicable", "Only whole http:// and https://"),
    Goto("http://[::1"): ("not_applicable", "Only whole http:// and https://"),
    Goto("http://a:99999/"): ("not_applicable", "Only whole http:// and https://"),
    SwitchTab(2): ("not_applicable", "There is no tab 2. Open tabs: 1 (http://127.0.0.1/), 3 ("),
    GoBack(): ("not_applicable", "There is no page to go back to."),
    GoHome(): ("not_applicable", "This is the page where the task began."),
    Branch(1, "x"): ("not_applicable", "This task has no plan to change."),
    Prune(1, "x"): ("not_applicable", "This task has no plan to change."),
    SubtaskDone("x"): ("not_applicable", "This task has no subtask. End it with: stop [answer]."),
    Recall(1): ("not_applicable", "What is done for part 1 is shown. Parts that are over: none."),
    Dialog(accept=True): ("not_applicable", "No dialog is open."),
}


@pytest.mark.parametrize(("action", "refusal"), REFUSED.items(), ids=map(str, REFUSED))
def test_refused(action: Action, refusal: tuple[str, str]) -> None:
    with pytest.raises(ActionRefused) as caught:
        validate(action, PAGE)
    code, hint = refusal
    assert caught.value.code == code
    assert hint in caught.value.hint


@pytest.mark.parametrize("action", [*FITTING, *REFUSED], ids=str)
def test_valid_is_what_fits(action: Action) -> None:
    assert is_valid(action, PAGE) == (action in FITTING)


def test_an_unknown_ref_on_an_empty_page() -> None:
    with pytest.raises(ActionRefused, match=r"^There is no \[1\] on this page\. ?$"):
        validate(Click(1), situated())


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("I click Wifi to switch it on: click [142]", "You may mean: [16] switch “Wifi”."),
        ("The city or the news?", "You may mean: [7] combobox “City”, [8] checkbox “News”."),
        # Parts of words are no names.
        ("Newsletters, going", "Near it: [28] button “Sort”, [27] textbox “At”, [26]"),
    ],
)
def test_an_unknown_ref_whose_name_was_said(said: str, hint: str) -> None:
    with pytest.raises(ActionRefused) as caught:
        validate(Click(142), PAGE, said)
    assert hint in caught.value.hint


def test_a_part_that_is_left_out_is_no_element() -> None:
    page = orders(300)
    view = fit(page, 500, label=labeller())
    ref = view.elisions[0].ref
    with pytest.raises(ActionRefused, match=rf"expand \[{ref}\] shows it") as caught:
        validate(Click(ref), situated(*page, view=view))
    assert caught.value.code == "not_interactive"


def test_one_may_go_where_there_is_somewhere_to_go() -> None:
    validate(GoBack(), situated(can_go_back=True))
    validate(GoHome(), situated(can_go_home=True))
    with pytest.raises(ActionRefused, match="This is the only tab"):
        validate(CloseTab(), situated(tabs=(Tab(1, "http://127.0.0.1/", active=True),)))


def test_the_plan_has_the_parts_it_has() -> None:
    planned = situated(plan=(0, 1, 4))
    for action in (Branch(4, "x"), Prune(0, "x"), SubtaskDone("x")):
        validate(action, planned)
    with pytest.raises(ActionRefused, match=r"no part 3\. Its parts: 0, 1, 4"):
        validate(Branch(3, "x"), planned)
    validate(Recall(2), situated(closed=(2, 3)))


GIVEN = situated(
    Node("link", "Help", ref=1, href="https://shop.test/help?topic=1#top"),
    Node("text", "Write to (https://mail.test/new). Or see https://shop.test/a_(b)"),
    addresses=frozenset({"https://user.test/a b/ü"}),
    tabs=(Tab(1, "http://127.0.0.1/", active=True), Tab(2, "https://other.test/", False)),
)


@pytest.mark.parametrize(
    "address",
    [
        "https://shop.test/help?topic=1",
        "HTTPS://SHOP.test:443/help?topic=1#else",
        "https://mail.test/new",
        "https://shop.test/a_(b)",
        "https://user.test/a%20b/%C3%BC",
        "https://other.test",
        "http://127.0.0.1/",
    ],
)
def test_an_address_that_was_given_may_be_opened(address: str) -> None:
    validate(Goto(address), GIVEN)


@pytest.mark.parametrize(
    "address",
    [
        "https://shop.test/help",
        "https://shop.test/help?topic=2",
        "https://shop.test/",
        "http://shop.test/help?topic=1",
        "https://shop.test:8443/help?topic=1",
        "https://evil.test/https://mail.test/new",
    ],
)
def test_no_address_is_made_up(address: str) -> None:
    with pytest.raises(ActionRefused) as caught:
        validate(Goto(address), GIVEN)
    assert caught.value.code == "unknown_address"
    assert f"{address} was not." in caught.value.hint
    # Without a task nothing is known of what was given.
    validate(Goto(address), PAGE)


def test_the_refusal_of_an_address_tells_one_that_may_be_opened() -> None:
    with pytest.raises(ActionRefused, match=r"Near it: https://shop\.test/help\?topic=1"):
        validate(Goto("https://shop.test/help?topic=3"), GIVEN)


def test_an_open_dialog_comes_first() -> None:
    asking = situated(*NODES, dialog=OpenDialog("confirm", "Sure?"), can_go_back=True)
    for action in (Click(1), Press("Enter"), GoBack(), Goto("https://example.com/")):
        with pytest.raises(ActionRefused) as caught:
            validate(action, asking)
        assert caught.value.code == "dialog_open"
    for action in (Dialog(accept=True), Dialog(accept=False), Note("x"), Stop("x")):
        validate(action, asking)


def test_what_was_in_vain_twice_is_not_tried_again() -> None:
    def tried(times: int) -> Situation:
        page = situated(*NODES)
        fingerprint = page.observation.fingerprint
        return situated(*NODES, fruitless={(fingerprint, Click(1)): times})

    validate(Click(1), tried(1))
    with pytest.raises(ActionRefused, match=r"“click \[1\]” was tried 2 times") as caught:
        validate(Click(1), tried(2))
    assert caught.value.code == "repeated"
    # Another action, or the same one on a page in another state, is worth a try.
    validate(Press("Tab"), tried(2))
    validate(Click(1), situated(*NODES[:1], fruitless=tried(2).fruitless))


def test_a_form_is_told_all_that_does_not_fit_at_once() -> None:
    with pytest.raises(ActionRefused) as refusal:
        validate(form(_1="x", _3="Ada", _4="y", _99="z"), situated(*NODES))
    for told in ("[1] is a button", "“Fixed” is read-only", "There is no [99]"):
        assert told in refusal.value.hint
    assert "[3]" not in refusal.value.hint.partition("Near it")[0]
