"""Whether an action fits what was observed, before anything is done."""

from __future__ import annotations

import pytest
from webagent_actions import (
    Action,
    ActionRefused,
    Check,
    Click,
    Dialog,
    GoBack,
    Goto,
    Note,
    OpenDialog,
    Press,
    Select,
    Situation,
    Stop,
    SwitchTab,
    Tab,
    Type,
    validate,
)
from webagent_observation import Node, Option

from tests.actions.acting import situated

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
)
PAGE = situated(*NODES, tabs=(Tab(1, "http://127.0.0.1/", active=True), Tab(3, "http://b/", False)))

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
    Note("x"),
    Stop("x"),
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
    Type(1, "x"): ("not_applicable", "[1] is a button; nothing can be typed there."),
    Type(15, "x"): ("not_applicable", "[15] is a slider"),
    Type(6, "L"): ("not_applicable", "Use select."),
    Select(7, "Graz"): ("not_applicable", "[7] is a combobox, no native list."),
    Select(1, "x"): ("not_applicable", "[1] is a button"),
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
    Dialog(accept=True): ("not_applicable", "No dialog is open."),
}


@pytest.mark.parametrize(("action", "refusal"), REFUSED.items(), ids=map(str, REFUSED))
def test_refused(action: Action, refusal: tuple[str, str]) -> None:
    with pytest.raises(ActionRefused) as caught:
        validate(action, PAGE)
    code, hint = refusal
    assert caught.value.code == code
    assert hint in caught.value.hint


def test_an_unknown_ref_on_an_empty_page() -> None:
    with pytest.raises(ActionRefused, match=r"^There is no \[1\] on this page\. ?$"):
        validate(Click(1), situated())


def test_one_may_go_back_when_there_is_a_page() -> None:
    validate(GoBack(), situated(can_go_back=True))


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
