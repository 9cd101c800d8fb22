"""Parsing is total, and reads back whatever an action writes."""

from __future__ import annotations

import json
from dataclasses import fields

from hypothesis import assume, given, settings
from hypothesis import strategies as st
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
    ParseError,
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
    from_call,
    parse,
    parse_object,
)

CODES = {"no_action", "unknown_verb", "bad_argument", "bad_arity", "too_many"}
NUMBERS = st.integers(0, 999_999_999)
# Any character, with those that mean something to the grammar made likely.
PIECES = st.one_of(
    st.sampled_from(
        [
            *"[]()<>{} \n\r\t`\"'*-:,0123",
            *("on", "] [", "[on]", ">>", "<<", "]\n", "\nclick [7]", "[7: ", "```\n"),
            *("<think>", "</think>\n", '{"verb": "click", "ref": 7}'),
        ]
    ),
    # Lone surrogates can not be written anywhere.
    st.characters(codec="utf-8"),
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)
FIELDS = st.lists(st.builds(FieldValue, NUMBERS, TEXTS), min_size=1, max_size=4).map(tuple)

FLOATS = st.floats(allow_nan=False, allow_infinity=False)

BY_VERB: dict[type[Action], st.SearchStrategy[Action]] = {
    Click: st.builds(Click, NUMBERS),
    Type: st.builds(Type, NUMBERS, TEXTS, st.none() | st.booleans()),
    SelectText: st.builds(SelectText, NUMBERS, st.none() | TEXTS),
    Select: st.builds(Select, NUMBERS, TEXTS),
    Check: st.builds(Check, NUMBERS, st.booleans()),
    SetDate: st.builds(SetDate, NUMBERS, TEXTS),
    SetRange: st.builds(SetRange, NUMBERS, FLOATS),
    FillForm: st.builds(FillForm, FIELDS),
    Upload: st.builds(Upload, NUMBERS, TEXTS),
    Hover: st.builds(Hover, NUMBERS),
    Press: st.builds(Press, TEXTS),
    ClickAt: st.builds(ClickAt, NUMBERS, FLOATS, FLOATS),
    DragBy: st.builds(DragBy, NUMBERS, FLOATS, FLOATS),
    Drag: st.builds(Drag, NUMBERS, NUMBERS, st.sampled_from(DropPlace)),
    ScrollContainer: st.builds(ScrollContainer, NUMBERS, st.sampled_from(ScrollTarget)),
    GoBack: st.just(GoBack()),
    GoHome: st.just(GoHome()),
    Goto: st.builds(Goto, TEXTS),
    SwitchTab: st.builds(SwitchTab, NUMBERS),
    CloseTab: st.just(CloseTab()),
    Dialog: st.builds(Dialog, st.booleans(), st.none() | TEXTS),
    Find: st.builds(Find, TEXTS),
    Expand: st.builds(Expand, NUMBERS),
    Note: st.builds(Note, TEXTS),
    Branch: st.builds(Branch, NUMBERS, TEXTS),
    Prune: st.builds(Prune, NUMBERS, TEXTS),
    Recall: st.builds(Recall, NUMBERS),
    SubtaskDone: st.builds(SubtaskDone, TEXTS),
    Stop: st.builds(Stop, TEXTS, st.none() | TEXTS),
}
ACTIONS = st.one_of(*BY_VERB.values())
NOTES = st.lists(st.builds(Note, TEXTS), max_size=3)


def test_every_verb_is_here() -> None:
    assert set(BY_VERB) == set(VERBS.values())


@settings(deadline=None)
@given(ACTIONS)
def test_what_is_written_is_read_back(action: Action) -> None:
    assert parse(str(action)) == (action,)


@settings(deadline=None)
@given(NOTES, ACTIONS)
def test_notes_before_an_action_are_read_back_too(notes: list[Note], action: Action) -> None:
    written = "\n".join(map(str, [*notes, action]))
    expected = sorted([*notes, action], key=lambda each: not isinstance(each, Note))
    assert parse(written) == tuple(expected)


@settings(deadline=None)
@given(ACTIONS, st.sampled_from(["{}", "```\n{}\n```", "Because.\n\n- {}", "Action: {}", "1. {}"]))
def test_what_stands_around_it_does_not_matter(action: Action, frame: str) -> None:
    written = str(action)
    assume("\n" not in written and "`" not in written)
    assert parse(frame.replace("{}", written)) == (action,)


@settings(deadline=None)
@given(ACTIONS)
def test_a_call_is_the_action_with_these_arguments(action: Action) -> None:
    arguments = {field.name: getattr(action, field.name) for field in fields(action)}
    if isinstance(action, FillForm):
        arguments = {"fields": [{"ref": each.ref, "value": each.value} for each in action.fields]}
    assert from_call(action.verb, arguments) == action
    assert from_call(action.verb, json.dumps(arguments)) == action
    assert parse(json.dumps({"verb": action.verb, **arguments}, indent=2)) == (action,)
    assert parse_object({"actions": [{"name": action.verb, "arguments": arguments}]}) == (action,)


JUNK = st.one_of(
    st.text(),
    TEXTS,
    st.lists(
        st.one_of(st.sampled_from([*VERBS, "[", "]", "(", ")", "7", " ", "\n", "<<", "{"]), TEXTS)
    ).map("".join),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), NUMBERS, TEXTS, st.sampled_from(list(VERBS))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from([*VERBS, "verb", "action", "actions", "arguments", "ref", "text"]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)


def _check(actions: tuple[Action, ...]) -> None:
    assert actions
    assert all(isinstance(action, Action) for action in actions)
    assert sum(not isinstance(action, Note) for action in actions) <= 1


@settings(deadline=None)
@given(JUNK)
def test_any_text_gives_actions_or_a_hint(text: str) -> None:
    try:
        _check(parse(text))
    except ParseError as error:
        assert error.code in CODES
        assert error.hint


@settings(deadline=None)
@given(JSON)
def test_any_object_gives_actions_or_a_hint(value: object) -> None:
    try:
        _check(parse_object(value))
    except ParseError as error:
        assert error.code in CODES
        assert error.hint


@settings(deadline=None)
@given(st.sampled_from(list(VERBS)), st.dictionaries(st.sampled_from(["ref", "text", "x"]), JSON))
def test_any_call_gives_an_action_or_a_hint(verb: str, arguments: dict[str, object]) -> None:
    try:
        assert from_call(verb, arguments).verb == verb
    except ParseError as error:
        assert error.code in CODES
        assert error.hint
