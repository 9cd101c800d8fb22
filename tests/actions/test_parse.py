"""What a model writes, and what it means: forms it may take, and how it is told of a mistake."""

from __future__ import annotations

from time import monotonic

import pytest
from webagent_actions import (
    Action,
    Check,
    Click,
    Dialog,
    GoBack,
    Goto,
    Note,
    ParseError,
    Press,
    Select,
    Stop,
    SwitchTab,
    Type,
    parse,
)

FORMS: dict[str, Action] = {
    "click [12]": Click(12),
    "click 12": Click(12),
    "click(12)": Click(12),
    "click (12)": Click(12),
    "CLICK [12]": Click(12),
    "click [ 12 ]": Click(12),
    "click [ref=12]": Click(12),
    "click[12]": Click(12),
    "click [12] to open it": Click(12),
    "```\nclick [12]\n```": Click(12),
    "```click [12]```": Click(12),
    "`click [12]`": Click(12),
    "- click [12]": Click(12),
    "1. click [12]": Click(12),
    "> click [12]": Click(12),
    "**click [12]**": Click(12),
    "Action: click [12]": Click(12),
    "action: `click [12]`": Click(12),
    "**Action:** click [12]": Click(12),
    "**Action**: click [12]": Click(12),
    "The button is [12].\nStop and think.\n\nclick [12]": Click(12),
    "I click [3] later.\nclick [12]": Click(12),
    "click [12]\r\nBecause it is the one.": Click(12),
    "type [5] [green tea]": Type(5, "green tea"),
    "type 5 [green tea]": Type(5, "green tea"),
    "type [5] green tea": Type(5, "green tea"),
    'type [5] "green tea"': Type(5, "green tea"),
    "type [5] []": Type(5, ""),
    "type [5] [on]": Type(5, "on"),
    "type [5] [tea] [on]": Type(5, "tea", enter=True),
    "type [5] [tea] [1]": Type(5, "tea", enter=True),
    "type [5] [tea] [enter=1]": Type(5, "tea", enter=True),
    "type [5] [tea] [no enter]": Type(5, "tea", enter=False),
    "type [5] [tea] [0]": Type(5, "tea", enter=False),
    "type [5] [a [b] c]": Type(5, "a [b] c"),
    "type [5] [a] [b]": Type(5, "a] [b"),
    "type [5] [one\ntwo] [off]": Type(5, "one\ntwo", enter=False),
    "type [5] [“q” 'x' \"y\" 🍵 ä]": Type(5, "“q” 'x' \"y\" 🍵 ä"),
    "select [9] [Price: low to high]": Select(9, "Price: low to high"),
    "check [4]": Check(4),
    "check [4] [off]": Check(4, on=False),
    "check [4] [False]": Check(4, on=False),
    "press [Control+a]": Press("Control+a"),
    "press []]": Press("]"),
    "go_back": GoBack(),
    "go_back()": GoBack(),
    "go_back []": GoBack(),
    "goto [https://example.com/a?b=[1]]": Goto("https://example.com/a?b=[1]"),
    "switch_tab [2]": SwitchTab(2),
    "dialog [accept]": Dialog(accept=True),
    "dialog [off]": Dialog(accept=False),
    "dialog [on] [my answer]": Dialog(accept=True, text="my answer"),
    "note [see [12]]": Note("see [12]"),
    "note [a\n\nb]\nThat was it.": Note("a\n\nb"),
    "stop [The list:\n[1] tea\n[2] cups]": Stop("The list:\n[1] tea\n[2] cups"),
    "stop [[1]\n[2]]": Stop("[1]\n[2]"),
    "stop []": Stop(""),
    "note [never closed": Note("never closed"),
}


@pytest.mark.parametrize(("text", "action"), FORMS.items())
def test_forms(text: str, action: Action) -> None:
    assert parse(text) == (action,)


def test_notes_come_first() -> None:
    text = "note [One]\n- note [Two]\nclick [7]\nnote [Three]"
    assert parse(text) == (Note("One"), Note("Two"), Note("Three"), Click(7))


def test_an_unbalanced_note_does_not_swallow_what_follows() -> None:
    assert parse("note [see [1]\nclick [7]") == (Note("see [1"), Click(7))


MISTAKES = {
    "": ("no_action", "Write one action"),
    "I would click the button.": ("no_action", "Write one action"),
    "stop here and think": ("no_action", "Write one action"),
    "note to myself: [x]": ("no_action", "Write one action"),
    '{"action": "click", "ref": 7}': ("no_action", "Write one action"),
    "[7]": ("no_action", "Write one action"),
    "hover [3]": ("unknown_verb", "There is no action “hover”."),
    "clik [3]": ("unknown_verb", "Did you mean click?"),
    "Then:\n- goback []": ("unknown_verb", "Did you mean go_back?"),
    "click [tea]": ("bad_argument", "ref must be a number, not “tea”"),
    "click [-1]": ("bad_argument", "ref must be a number"),
    "click [1.5]": ("bad_argument", "ref must be a number"),
    "click [12345678901]": ("bad_argument", "ref must be a number"),
    "click [7": ("bad_argument", "ref must be a number"),
    "click": ("bad_argument", "Write it as: click [ref]"),
    "click []": ("bad_argument", "ref must be a number"),
    "type [5]": ("bad_argument", "Write it as: type [ref] [text] [enter]"),
    "check [4] [maybe]": ("bad_argument", "on must be on or off, not “maybe”"),
    "dialog": ("bad_argument", "Write it as: dialog [accept]"),
    "click [1]\nclick [2]": ("too_many", "one action a turn"),
    "click [1]\nstop [done]": ("too_many", "one action a turn"),
    "stop [a]\nstop [b]": ("too_many", "one action a turn"),
}


@pytest.mark.parametrize(("text", "mistake"), MISTAKES.items())
def test_mistakes(text: str, mistake: tuple[str, str]) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text)
    code, hint = mistake
    assert caught.value.code == code
    assert hint in caught.value.hint
    assert str(caught.value) == caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "click [7]\n" * 100_000,
        "note [" + "\n" * 60_000,
        "note [" + "[\n" * 30_000,
        "]" + " " * 60_000 + "[x",
        "type [5] [" + "] [x" * 15_000,
        "- " * 30_000,
    ],
    ids=["1 MB", "many", "open lines", "open brackets", "spaces", "brackets", "markers"],
)
def test_a_huge_reply_is_answered_at_once(text: str) -> None:
    start = monotonic()
    try:
        parse(text)
    except ParseError as error:
        assert len(error.hint) < 500
    assert monotonic() - start < 2
