"""Every verb tells the model its form and writes itself as the grammar reads it."""

from __future__ import annotations

import re

import pytest
from webagent_actions import (
    VERBS,
    Action,
    Check,
    Click,
    Dialog,
    Expand,
    Find,
    GoBack,
    Goto,
    Note,
    Press,
    Select,
    Stop,
    SwitchTab,
    Type,
    parse,
)

WRITTEN = {
    Click(7): "click [7]",
    Type(5, "green tea"): "type [5] [green tea]",
    Type(5, "green tea", enter=True): "type [5] [green tea] [enter]",
    Type(5, "green tea", enter=False): "type [5] [green tea] [no enter]",
    Select(9, "Price: low"): "select [9] [Price: low]",
    Check(4): "check [4] [on]",
    Check(4, on=False): "check [4] [off]",
    Press("Control+a"): "press [Control+a]",
    GoBack(): "go_back",
    Goto("https://example.com/"): "goto [https://example.com/]",
    SwitchTab(2): "switch_tab [2]",
    Dialog(accept=True): "dialog [accept]",
    Dialog(accept=False): "dialog [dismiss]",
    Dialog(accept=True, text="Me"): "dialog [accept] [Me]",
    Find("green tea"): "find [green tea]",
    Expand(57): "expand [57]",
    Note("a fact"): "note [a fact]",
    Stop("42"): "stop [42]",
}

SIGNATURES = {
    "click": "click [ref]",
    "type": "type [ref] [text] [enter]",
    "select": "select [ref] [option]",
    "check": "check [ref] [on]",
    "press": "press [key]",
    "go_back": "go_back",
    "goto": "goto [url]",
    "switch_tab": "switch_tab [tab]",
    "dialog": "dialog [accept] [text]",
    "find": "find [text]",
    "expand": "expand [ref]",
    "note": "note [text]",
    "stop": "stop [answer]",
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
    assert documentation.startswith(f"{SIGNATURES[verb]} — ")
    assert "\n" not in documentation
    assert "  " not in documentation


@pytest.mark.parametrize("verb", VERBS)
def test_every_example_is_the_verb_it_explains(verb: str) -> None:
    _, _, text = VERBS[verb].documentation().partition("Example")
    examples = [one.strip(" .") for one in re.split(r"^s?:| and (?=\w+ \[)", text) if one]
    assert examples
    for example in examples:
        (action,) = parse(example)
        assert type(action) is VERBS[verb]
        if verb not in {"check", "dialog"}:
            assert str(action) == example


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
