"""What a model writes, and what it means: forms it may take, and how it is told of a mistake."""

from __future__ import annotations

from time import monotonic

import pytest
from webagent_actions import (
    Action,
    Branch,
    Check,
    Click,
    Dialog,
    Drag,
    DropPlace,
    FieldValue,
    FillForm,
    GoBack,
    Goto,
    Note,
    ParseError,
    Press,
    ScrollContainer,
    ScrollTarget,
    Select,
    SetDate,
    SetRange,
    Stop,
    SwitchTab,
    Type,
    Upload,
    parse,
)

LETTER = "Dear [Ada],\n\nsee [1]\n> more >> here"


def form(**fields: str) -> FillForm:
    """Return a form of fields by their numbers, written `_5="text"`."""
    return FillForm(tuple(FieldValue(int(ref[1:]), text) for ref, text in fields.items()))


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
    "stop [4 euros] [Total: [4] euros]": Stop("4 euros", "Total: [4] euros"),
    "stop [a [1] and [2]]": Stop("a [1] and [2]"),
    "stop [a] b]": Stop("a] b"),
    "stop <<two\nlines>> [Total: 4]": Stop("two\nlines", "Total: 4"),
    "note [never closed": Note("never closed"),
    'click ["12"]': Click(12),
    "click 12.": Click(12),
    "press Enter": Press("Enter"),
    "press Control+a": Press("Control+a"),
    "goto https://example.com/a": Goto("https://example.com/a"),
    "dialog accept": Dialog(accept=True),
    "drag [4] [9]": Drag(4, 9),
    "drag [4] [9] [before]": Drag(4, 9, DropPlace.BEFORE),
    "drag 4 9 After": Drag(4, 9, DropPlace.AFTER),
    "scroll_container [6]": ScrollContainer(6),
    "scroll_container [6] [prev]": ScrollContainer(6, ScrollTarget.PREVIOUS),
    "scroll_container 6 previous": ScrollContainer(6, ScrollTarget.PREVIOUS),
    "set_range [5] [40]": SetRange(5, 40),
    "set_range 5 -0.5": SetRange(5, -0.5),
    "set_range [5] [40 %]": SetRange(5, 40),
    "set_date [5] [2026-01-31T13:30]": SetDate(5, "2026-01-31T13:30"),
    "upload [5] [my report.pdf]": Upload(5, "my report.pdf"),
    "branch [2] [Find it]": Branch(2, "Find it"),
    "fill_form [5: a] [7: on]": form(_5="a", _7="on"),
    "fill_form [5:a], [ref 7: on]": form(_5="a", _7="on"),
    "fill_form [5: a: b [c]] [7: x\ny]": form(_5="a: b [c]", _7="x\ny"),
    "fill_form [5: Ada]\n[7: on]\n[9: x]\nThat is all.": form(_5="Ada", _7="on", _9="x"),
    'fill_form [5: "Ada"] [7: ]': form(_5="Ada", _7=""),
    'fill_form {"5": "a", "7": true}': form(_5="a", _7="on"),
    'fill_form [{"ref": 5, "value": "a"}]': form(_5="a"),
    'fill_form {"fields": {"5": "a"}}': form(_5="a"),
    f"type [5] <<{LETTER}>>": Type(5, LETTER),
    f"type [5] <<\n{LETTER}\n>>\nThat is the letter.": Type(5, LETTER),
    f"type [5] [<<{LETTER}>>]": Type(5, LETTER),
    f"type 5 <<{LETTER}>> [no enter]": Type(5, LETTER, enter=False),
    f"dialog [accept] <<{LETTER}>>": Dialog(accept=True, text=LETTER),
    "stop <<click [7]\nstop [x]>>": Stop("click [7]\nstop [x]"),
    "type [5] [<< back]": Type(5, "<< back"),
    "<think>click [3]?\nclick [4]</think>\nclick [12]": Click(12),
    "Perhaps:\nclick [3]\n</think>\n\nclick [12]": Click(12),
}
"""In the grammar."""

OBJECTS: dict[str, Action] = {
    'click {"ref": 12}': Click(12),
    'type {\n  "ref": 5,\n  "text": "a ] b"\n}\nDone.': Type(5, "a ] b"),
    "go_back {}": GoBack(),
    '{"verb": "click", "ref": 12}': Click(12),
    '{"verb": "click", "ref": "12"}': Click(12),
    '{"verb": "CLICK", "ref": 12.0, "reason": "it is next"}': Click(12),
    '{"action": "click", "ref": 12}': Click(12),
    '{"action": "click [12]"}': Click(12),
    '{"action": {"verb": "click", "ref": 12}}': Click(12),
    '{"reason": "So.", "actions": [{"verb": "click", "ref": 12}]}': Click(12),
    '{"actions": ["click [12]"]}': Click(12),
    '[{"verb": "click", "ref": 12}]': Click(12),
    '["click [12]"]': Click(12),
    '{"click": {"ref": 12}}': Click(12),
    '{"click": 12}': Click(12),
    '{"go_back": {}}': GoBack(),
    '{"name": "click", "arguments": {"ref": 12}}': Click(12),
    '{"name": "click", "arguments": "{\\"ref\\": 12}"}': Click(12),
    '{"id": "1", "type": "function", "function": {"name": "go_back", "arguments": ""}}': GoBack(),
    '{"tool_calls": [{"function": {"name": "click", "arguments": {"ref": 12}}}]}': Click(12),
    '```json\n{"verb": "click",\n "ref": 12}\n```': Click(12),
    'I see.\n```json\n{"verb": "click", "ref": 12}\n```\nSo.': Click(12),
    'The item {"a": 1} is next: {"verb": "click", "ref": 12}': Click(12),
    '{"verb": "type", "ref": 5, "text": "x", "enter": null}': Type(5, "x"),
    '{"verb": "type", "ref": 5, "text": 42, "enter": "no"}': Type(5, "42", enter=False),
    '{"verb": "stop", "answer": "\\ud800"}': Stop("\ufffd"),
    '{"verb": "scroll_container", "ref": 6, "to": "end"}': ScrollContainer(6, ScrollTarget.END),
    # What stands in brackets is text, whatever it looks like.
    'type [5] [{"verb": "click", "ref": 7}]': Type(5, '{"verb": "click", "ref": 7}'),
    'stop {"total": 42}': Stop('{"total": 42}'),
    'stop [{"total": 42}]': Stop('{"total": 42}'),
}
"""In JSON."""


@pytest.mark.parametrize(("text", "action"), [*FORMS.items(), *OBJECTS.items()])
def test_forms(text: str, action: Action) -> None:
    assert parse(text) == (action,)


def test_notes_come_first() -> None:
    text = "note [One]\n- note [Two]\nclick [7]\nnote [Three]"
    assert parse(text) == (Note("One"), Note("Two"), Note("Three"), Click(7))


def test_an_unbalanced_note_does_not_swallow_what_follows() -> None:
    assert parse("note [see [1]\nclick [7]") == (Note("see [1"), Click(7))


def test_lines_in_json_may_have_notes_first() -> None:
    text = '{"actions": [{"verb": "click", "ref": 7}, {"verb": "note", "text": "One"}]}'
    assert parse(text) == (Note("One"), Click(7))


MISTAKES = {
    "": ("no_action", "Write one action"),
    "I would click the button.": ("no_action", "Write one action"),
    "stop here and think": ("no_action", "Write one action"),
    "note to myself: [x]": ("no_action", "Write one action"),
    "[7]": ("no_action", "Write one action"),
    "scroll [down]": ("unknown_verb", "There is no action “scroll”."),
    "clik [3]": ("unknown_verb", "Did you mean click?"),
    "Then:\n- goback []": ("unknown_verb", "Did you mean go_back?"),
    "click [tea]": ("bad_argument", "ref must be a number, not “tea”"),
    "click [-1]": ("bad_argument", "ref must be a number"),
    "click [1.5]": ("bad_argument", "ref must be a number"),
    "click [12345678901]": ("bad_argument", "ref must be a number"),
    "click [7": ("bad_argument", "ref must be a number"),
    "click": ("bad_arity", "click lacks its ref. Write it as: click [ref], such as: click [7]"),
    "click []": ("bad_argument", "ref must be a number"),
    "type [5]": ("bad_arity", "Write it as: type [ref] [text] [enter]"),
    "check [4] [maybe]": ("bad_argument", "on must be on or off, not “maybe”. Write"),
    "dialog": ("bad_arity", "Write it as: dialog [accept]"),
    "drag [4]": ("bad_arity", "drag lacks its to."),
    "drag [4] [9] [left]": ("bad_argument", "place must be into or before or after, not “left”"),
    "set_range [5] [much]": ("bad_argument", "number must be a number such as 40 or 0.5"),
    "set_range [5] [nan]": ("bad_argument", "number must be a number such as"),
    "fill_form": ("bad_arity", "fill_form lacks its fields. Write it as: fill_form [ref: value] …"),
    "fill_form [Name: Ada]": ("bad_argument", "fields must be fields, each with its number"),
    'fill_form {"Name": "Ada"}': ("bad_argument", "fields must be fields, each with its number"),
    "Click here": ("no_action", "Write one action"),
    "Press on": ("no_action", "Write one action"),
    "{}": ("no_action", "Write one action"),
    '{"reason": "Hm.", "actions": []}': ("no_action", "Write one action"),
    '{"verb": "clik", "ref": 7}': ("unknown_verb", "Did you mean click?"),
    '{"action": "submit [7]"}': ("unknown_verb", "There is no action “submit”."),
    '{"verb": "click", "id": 7}': ("bad_argument", "click takes ref, not “id”."),
    '{"verb": "click", "ref": true}': ("bad_argument", "ref must be a number, not “True”"),
    '{"verb": "click", "ref": 7.5}': ("bad_argument", "ref must be a number"),
    '{"verb": "click"}': ("bad_arity", "click lacks its ref."),
    '{"verb": "go_back", "page": 2}': ("bad_argument", "go_back takes no argument, not “page”"),
    '{"name": "click", "arguments": "7"}': ("bad_argument", "must be a JSON object"),
    '{"actions": ["click [1]", "click [2]"]}': ("too_many", "one action a turn"),
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
        "{" * 60_000,
        '{"a":' * 10_000,
        "[" * 60_000,
        "note <<\n" * 8_000 + "x >> y",
        'click {"ref": 7\n' * 4_000,
        "fill_form " + "[7: " * 15_000,
    ],
    ids=[
        *("1 MB", "many", "open lines", "open brackets", "spaces", "brackets", "markers"),
        *("braces", "objects", "lists", "heredocs", "cut objects", "fields"),
    ],
)
def test_a_huge_reply_is_answered_at_once(text: str) -> None:
    start = monotonic()
    try:
        parse(text)
    except ParseError as error:
        assert len(error.hint) < 500
    assert monotonic() - start < 2
