"""What an action changed, told in sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from webagent_actions import (
    Click,
    Download,
    Happened,
    OpenDialog,
    Outcome,
    SentRequest,
    Situation,
    Type,
)
from webagent_actions.performing._performed import Performed
from webagent_observation import Node, Option

from tests.actions.acting import observed, situated

if TYPE_CHECKING:
    from pathlib import Path

BUTTON = Node("button", "Go", ref=1)
FIELD = Node("textbox", "Name", ref=2)
TEXT = Node("text", "Hello")


def changes(before: Situation, after: Situation) -> tuple[str, ...]:
    return Outcome.of(Click(1), None, before, after).changes


def test_nothing_changed() -> None:
    outcome = Outcome.of(Click(1), None, situated(BUTTON, TEXT), situated(BUTTON, TEXT))
    assert outcome.ok
    assert outcome.no_effect
    assert str(outcome) == "nothing changed"


def test_an_error_comes_before_what_changed() -> None:
    outcome = Outcome.of(Click(1), "it is covered", situated(BUTTON), situated(BUTTON, TEXT))
    assert not outcome.ok
    assert not outcome.no_effect
    assert str(outcome) == "it is covered; new: Hello"


def test_another_page() -> None:
    after = Situation(replace(observed(Node("button", "Else", ref=9)), url="http://127.0.0.1/b"))
    assert changes(situated(BUTTON), after) == ("the page is now “Test” at http://127.0.0.1/b",)


def test_another_address_of_the_same_page() -> None:
    after = Situation(observed(BUTTON, TEXT, url="http://127.0.0.1/#b"))
    assert changes(situated(BUTTON), after) == (
        "the page is now “Test” at http://127.0.0.1/#b",
        "new: Hello",
    )


def test_another_page_is_told_by_its_heading_where_its_title_says_less() -> None:
    nothing = Node("heading", "Nothing found for “evening”")
    after = Situation(observed(nothing, url="http://127.0.0.1/search"))
    (told,) = changes(situated(BUTTON), after)
    assert told.endswith("/search, headed “Nothing found for “evening””")
    same = Situation(observed(Node("heading", "Test"), url="http://127.0.0.1/search"))
    assert "headed" not in changes(situated(BUTTON), same)[0]


def test_the_page_loaded_again_with_something_to_say() -> None:
    before = situated(BUTTON, TEXT)
    after = situated(replace(BUTTON, ref=7), TEXT, Node("text", "Name is missing"))
    assert changes(before, after) == ("the page was loaded again", "new: Name is missing")


def test_all_controls_gone_is_no_reload() -> None:
    after = situated(Node("text", "Thank you"))
    assert changes(situated(BUTTON), after) == ("new: Thank you", "1 control went away")
    assert changes(after, situated(BUTTON, Node("text", "Thank you"))) == ('new: button [1] "Go"',)


def test_only_texts_changed() -> None:
    assert changes(situated(TEXT), situated(Node("text", "Bye"))) == ("new: Bye",)
    assert changes(situated(TEXT, Node("text", "Bye")), situated(TEXT)) == (
        "the text of the page changed",
    )


def test_values_and_states() -> None:
    before = situated(BUTTON, FIELD)
    after = situated(
        replace(BUTTON, states={"disabled": True}), replace(FIELD, value="x", states={})
    )
    assert changes(before, after) == (
        'now button [1] "Go" disabled',
        'now textbox [2] "Name" = "x"',
    )


def test_a_changed_list_is_told_without_its_options() -> None:
    options = (Option("S"), Option("L"))
    size = Node("combobox", "Size", ref=3, tag="select", value="S", options=options)
    assert changes(situated(size), situated(replace(size, value="L"))) == (
        'now combobox [3] "Size" = "L"',
    )


def test_new_nodes() -> None:
    before = situated(BUTTON, Node("link", "Gone", ref=3), TEXT)
    after = situated(BUTTON, TEXT, Node("text", "Added"), FIELD)
    assert changes(before, after) == (
        "new: Added",
        'new: textbox [2] "Name"',
        "1 control went away",
    )


def test_moving_deeper_is_not_new() -> None:
    after = situated(BUTTON, Node("main", children=(TEXT,)))
    assert "new: Hello" not in changes(situated(BUTTON, TEXT), after)


def test_many_changes_are_counted() -> None:
    fields = [Node("textbox", "F", ref=n) for n in range(1, 9)]
    typed = [replace(field, value="x") for field in fields]
    fresh = [Node("button", "B", ref=n) for n in range(10, 18)]
    told = changes(situated(*fields), situated(*typed, *fresh))
    assert told[5] == "3 more controls changed"
    assert told[-1] == '3 more controls appeared, at last button [17] "B"'
    assert len(told) == 12
    assert changes(situated(*fields), situated(*fields[:1])) == ("7 controls went away",)


def test_the_focus_alone() -> None:
    focused = replace(FIELD, states={"focused": True})
    assert changes(situated(BUTTON, FIELD), situated(BUTTON, focused)) == (
        "nothing changed but the focus, which is now in [2] textbox “Name”",
    )
    assert changes(situated(BUTTON, focused), situated(BUTTON, focused)) == ()


def test_the_focus_is_no_change_of_its_control() -> None:
    after = situated(BUTTON, replace(FIELD, states={"focused": True}), TEXT)
    assert changes(situated(BUTTON, FIELD), after) == ("new: Hello",)


def test_a_dialog_opened() -> None:
    after = Situation(observed(), dialog=OpenDialog("confirm", "Sure?"))
    assert changes(situated(BUTTON), after) == ("a dialog opened (confirm): “Sure?”",)


def test_after_a_dialog_the_page_is_not_new() -> None:
    # Under a dialog nothing is seen, so there is nothing to compare with.
    before = Situation(observed(), dialog=OpenDialog("confirm", "Sure?"))
    assert changes(before, situated(BUTTON, TEXT)) == ("the dialog is closed",)


def test_an_announcement() -> None:
    alert = Node("alert", "Saved")
    assert changes(situated(BUTTON), situated(BUTTON, alert))[0] == "the page says (alert): “Saved”"
    assert changes(situated(BUTTON, alert), situated(BUTTON, alert)) == ()


def test_events_come_first() -> None:
    after = situated(BUTTON, TEXT, happened=Happened(("tab 2 opened and is now the active one",)))
    assert changes(situated(BUTTON), after)[0] == "tab 2 opened and is now the active one"


def test_long_texts_are_cut() -> None:
    told = changes(situated(BUTTON), situated(BUTTON, Node("text", "x" * 900)))
    assert told == ("new: " + "x" * 160,)


def sent(method: str = "POST", kind: str = "fetch", **rest: Any) -> SentRequest:
    return SentRequest(method, "http://127.0.0.1/cart?id=7", kind, **rest)


def outcome_with(*requests: SentRequest, **happened: Any) -> Outcome:
    after = situated(BUTTON, happened=Happened(requests=requests, **happened))
    return Outcome.of(Click(1), None, situated(BUTTON), after)


def test_what_was_sent_is_an_effect() -> None:
    outcome = outcome_with(sent(status=200))
    assert outcome.changes == ("the page sent POST /cart, answered 200",)
    assert not outcome.no_effect
    assert outcome.requests == (sent(status=200),)


def test_another_host_is_named() -> None:
    elsewhere = SentRequest("PUT", "https://api.example/x", "xhr", problem="there is no network")
    assert outcome_with(elsewhere).changes == (
        "the page sent PUT https://api.example/x, not answered: there is no network",
    )


def test_what_only_asks_is_none_and_is_told_where_it_fails() -> None:
    assert outcome_with(sent("GET", status=200)).no_effect
    failed = outcome_with(sent("GET", status=500), sent("GET"), sent("GET", "document"))
    assert failed.no_effect
    assert failed.remarks == (
        "the page asked for GET /cart, answered 500",
        "the page asked for GET /cart, not answered yet",
    )
    assert str(failed).endswith("; nothing changed")


def test_many_requests_are_counted() -> None:
    told = outcome_with(*[sent(status=200)] * 6).changes
    assert len(told) == 5
    assert told[-1] == "the page sent 2 more requests that may change something"


def test_a_message_over_a_socket_is_an_effect() -> None:
    message = SentRequest("GET", "wss://127.0.0.1/live", "websocket", 101)
    assert outcome_with(message).changes == ("the page sent a message to wss://127.0.0.1/live",)


def test_downloads(tmp_path: Path) -> None:
    kept = Download(
        "a.pdf", "http://127.0.0.1/a", tmp_path / "a (2).pdf", 12_300, "application/pdf"
    )
    refused = Download("b.exe", "http://127.0.0.1/b", problem="it is too big")
    outcome = outcome_with(downloads=(kept, refused))
    assert outcome.downloads == (kept, refused)
    assert outcome.changes == (
        "the site gave the file “a.pdf” (12 kB, application/pdf), kept in the run folder as "
        "“a (2).pdf”",
        "the site offered the download “b.exe”; it was not kept: it is too big",
    )


def test_the_facts_of_a_changed_field() -> None:
    before = situated(BUTTON, FIELD)
    after = situated(
        BUTTON, replace(FIELD, value="x"), Node("alert", "Saved"), Node("link", "New", ref=9)
    )
    outcome = Outcome.of(Type(2, "x"), None, before, after)
    assert outcome.url == "http://127.0.0.1/"
    assert outcome.target is not None
    assert outcome.target.ref == 2
    assert outcome.value == "x"
    assert outcome.alerts == ("Saved",)
    assert [node.name for node in outcome.new] == ["Saved", "New"]
    assert outcome.dialog is None


def test_a_target_that_is_gone() -> None:
    outcome = Outcome.of(Click(1), None, situated(BUTTON, FIELD), situated(FIELD))
    assert outcome.target is None
    assert outcome.value == ""


def test_on_another_page_nothing_is_new_but_what_it_says() -> None:
    after = situated(Node("link", "Else", ref=9), Node("status", "Added to the cart"))
    after = replace(after, observation=replace(after.observation, url="http://127.0.0.1/b"))
    outcome = Outcome.of(Click(1), None, situated(BUTTON), after)
    assert outcome.new == ()
    assert outcome.alerts == ("Added to the cart",)


def test_what_was_read_back_is_no_change() -> None:
    performed = Performed(("the field now holds “1” instead of “a1”",))
    outcome = Outcome.of(Click(1), None, situated(BUTTON), situated(BUTTON), performed)
    assert outcome.no_effect
    assert str(outcome) == "the field now holds “1” instead of “a1”; nothing changed"


def test_trouble() -> None:
    lost = Situation(observed(), covered=observed(BUTTON), trouble="it crashed")
    outcome = Outcome.of(Click(1), "it was removed", situated(BUTTON), lost)
    assert outcome.changes == ("nothing of the page can be seen or operated: it crashed",)
    assert outcome.new == ()
    # What is there again is compared with what was seen last.
    assert changes(lost, situated(BUTTON, TEXT)) == ("new: Hello",)


def test_the_same_dialog_again_is_another() -> None:
    first = Situation(observed(), dialog=OpenDialog("confirm", "Sure?", number=1))
    again = Situation(observed(), dialog=OpenDialog("confirm", "Sure?", number=2))
    assert changes(first, again) == ("a dialog opened (confirm): “Sure?”",)
    assert changes(first, first) == ()


def test_a_new_order_is_told_from_the_first_that_moved_to_the_last() -> None:
    one, two, three, four = (
        Node("listitem", name, ref=ref) for ref, name in enumerate(("A", "B", "C", "D"), 1)
    )
    before, after = situated(one, two, three, four), situated(one, three, two, four)
    outcome = Outcome.of(Click(1), None, before, after)
    assert outcome.changes == ("the order is now [3] “C”, [2] “B”",)
    assert not outcome.no_effect
