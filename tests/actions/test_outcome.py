"""What an action changed, told in sentences."""

from __future__ import annotations

from dataclasses import replace

from webagent_actions import Click, Happened, OpenDialog, Outcome, Situation
from webagent_observation import Node, Option

from tests.actions.acting import observed, situated

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
    assert told[-1] == "3 more controls appeared"
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
