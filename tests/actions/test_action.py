"""Every verb tells the model its form and writes itself as the grammar reads it."""

from __future__ import annotations

import pytest
from webagent_actions import (
    VERBS,
    Action,
    Branch,
    Check,
    Click,
    ClickAt,
    CloseTab,
    Dialog,
    Drag,
    DragBy,
    DropPlace,
    Expand,
    FieldValue,
    FillForm,
    Find,
    GoBack,
    GoHome,
    Goto,
    Hover,
    Note,
    Press,
    Prune,
    Recall,
    ScrollContainer,
    ScrollTarget,
    Select,
    SelectText,
    SetDate,
    SetRange,
    Stop,
    SubtaskDone,
    SwitchTab,
    Type,
    Upload,
    parse,
)

WRITTEN = {
    Click(7): "click [7]",
    Type(5, "green tea"): "type [5] [green tea]",
    Type(5, "green tea", enter=True): "type [5] [green tea] [enter]",
    Type(5, "green tea", enter=False): "type [5] [green tea] [no enter]",
    Type(5, "see [1],\nand [2]"): "type [5] [see [1],\nand [2]]",
    # What brackets could not hold stands in an object.
    Type(5, "a [b]\nc"): 'type {"ref": 5, "text": "a [b]\\nc"}',
    Type(5, "a] [on"): 'type {"ref": 5, "text": "a] [on"}',
    SelectText(5, "this [word]"): "select_text [5] [this [word]]",
    SelectText(5): "select_text [5]",
    Select(9, "Price: low"): "select [9] [Price: low]",
    Check(4): "check [4] [on]",
    Check(4, on=False): "check [4] [off]",
    SetDate(5, "2026-01-31"): "set_date [5] [2026-01-31]",
    SetRange(5, 40): "set_range [5] [40]",
    SetRange(5, 0.25): "set_range [5] [0.25]",
    FillForm((FieldValue(5, "Ada"), FieldValue(7, "on"))): "fill_form [5: Ada] [7: on]",
    FillForm((FieldValue(5, "a] [7: b"),)): (
        'fill_form {"fields": [{"ref": 5, "value": "a] [7: b"}]}'
    ),
    Upload(5, "a b.pdf"): "upload [5] [a b.pdf]",
    Hover(3): "hover [3]",
    Press("Control+a"): "press [Control+a]",
    Drag(4, 9): "drag [4] [9] [into]",
    Drag(4, 9, DropPlace.BEFORE): "drag [4] [9] [before]",
    DragBy(4, 120, -40.5): "drag_by [4] [120] [-40.5]",
    ClickAt(5, 25, 60): "click_at [5] [25] [60]",
    ScrollContainer(6): "scroll_container [6] [next]",
    ScrollContainer(6, ScrollTarget.PREVIOUS): "scroll_container [6] [prev]",
    GoBack(): "go_back",
    GoHome(): "go_home",
    Goto("https://example.com/"): "goto [https://example.com/]",
    SwitchTab(2): "switch_tab [2]",
    CloseTab(): "close_tab",
    Dialog(accept=True): "dialog [accept]",
    Dialog(accept=False): "dialog [dismiss]",
    Dialog(accept=True, text="Me"): "dialog [accept] [Me]",
    Find("green tea"): "find [green tea]",
    Expand(57): "expand [57]",
    Note("a fact"): "note [a fact]",
    Branch(2, "Find the price"): "branch [2] [Find the price]",
    Prune(2, "sold out"): "prune [2] [sold out]",
    Recall(2): "recall [2]",
    SubtaskDone("in the cart, [31]"): "subtask_done [in the cart, [31]]",
    Stop("42"): "stop [42]",
    Stop("[3] and [4]"): "stop [[3] and [4]]",
    Stop("42", "Total [now]: 42"): "stop [42] [Total [now]: 42]",
    Stop("a] [b"): 'stop {"answer": "a] [b"}',
}

SIGNATURES = {
    "click": "click [ref]",
    "type": "type [ref] [text] [enter]",
    "select_text": "select_text [ref] [text]",
    "select": "select [ref] [option]",
    "check": "check [ref] [on]",
    "set_date": "set_date [ref] [value]",
    "set_range": "set_range [ref] [number]",
    "fill_form": "fill_form [ref: value] …",
    "upload": "upload [ref] [file]",
    "hover": "hover [ref]",
    "press": "press [key]",
    "click_at": "click_at [ref] [across] [down]",
    "drag": "drag [ref] [to] [place]",
    "drag_by": "drag_by [ref] [right] [down]",
    "scroll_container": "scroll_container [ref] [to]",
    "go_back": "go_back",
    "go_home": "go_home",
    "goto": "goto [url]",
    "switch_tab": "switch_tab [tab]",
    "close_tab": "close_tab",
    "dialog": "dialog [accept] [text]",
    "find": "find [text]",
    "expand": "expand [ref]",
    "note": "note [text]",
    "branch": "branch [parent] [intent]",
    "prune": "prune [resume] [reason]",
    "recall": "recall [part]",
    "subtask_done": "subtask_done [evidence]",
    "stop": "stop [answer] [evidence]",
}


@pytest.mark.parametrize(("action", "text"), WRITTEN.items(), ids=WRITTEN.values())
def test_written_as_the_grammar_reads_it(action: Action, text: str) -> None:
    assert str(action) == text
    assert parse(text) == (action,)


def test_every_verb_is_here() -> None:
    assert {action.verb for action in WRITTEN} == VERBS.keys() == SIGNATURES.keys()


@pytest.mark.parametrize("verb", VERBS)
def test_documentation(verb: str) -> None:
    action = VERBS[verb]
    documentation = action.documentation()
    assert action.signature() == SIGNATURES[verb]
    assert documentation.startswith(f"{SIGNATURES[verb]} — {action.explanation()} Example")
    assert documentation.endswith(action.examples[-1])
    assert "\n" not in documentation
    assert "  " not in documentation


EXAMPLES = [(verb, example) for verb in VERBS.values() for example in verb.examples]


@pytest.mark.parametrize(("verb", "example"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_every_example_is_the_verb_it_explains(verb: type[Action], example: str) -> None:
    (action,) = parse(example)
    assert type(action) is verb
    # What may be left out is written where it was not.
    assert str(action).startswith(example)


def test_every_verb_has_an_example() -> None:
    assert all(verb.examples for verb in VERBS.values())


@pytest.mark.parametrize(
    ("answer", "unable"),
    [
        ("unable: it is sold out", True),
        (" Unable to log in", True),
        ("N/A", True),
        ("42", False),
        ("The shop was unable to answer", False),
    ],
)
def test_an_answer_that_says_it_can_not_be_done(answer: str, unable: bool) -> None:
    assert Stop(answer).unable is unable
    assert SubtaskDone(answer).unable is unable
