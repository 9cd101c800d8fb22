"""Parsing is total, and reads back whatever an action writes."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st
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
    ParseError,
    Press,
    Select,
    Stop,
    SwitchTab,
    Type,
    parse,
)

NUMBERS = st.integers(0, 999_999_999)
# Any character, with those that mean something to the grammar made likely.
CHARACTERS = st.one_of(
    st.sampled_from("[]() \n`\"'*-:0123on"), st.characters(exclude_characters="\r")
)
TEXTS = st.text(CHARACTERS, max_size=40)

ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(Click, NUMBERS),
    st.builds(Type, NUMBERS, TEXTS, st.none() | st.booleans()),
    st.builds(Select, NUMBERS, TEXTS),
    st.builds(Check, NUMBERS, st.booleans()),
    st.builds(Press, TEXTS),
    st.just(GoBack()),
    st.builds(Goto, TEXTS),
    st.builds(SwitchTab, NUMBERS),
    st.builds(Dialog, st.booleans(), st.none() | TEXTS),
    st.builds(Find, TEXTS),
    st.builds(Expand, NUMBERS),
    st.builds(Note, TEXTS),
    st.builds(Stop, TEXTS),
)


@given(ACTIONS)
def test_what_is_written_is_read_back(action: Action) -> None:
    written = str(action)
    # A line that ends with the closing bracket ends the action, so a text can't have one.
    assume(not any(line.rstrip("` \t").endswith("]") for line in written.split("\n")[:-1]))
    # `[a] [on]` could be a text and its flag.
    assume(not isinstance(action, Type) or action.enter is not None or "] [" not in action.text)
    assert parse(written) == (action,)


@given(ACTIONS, st.sampled_from(["{}", "```\n{}\n```", "Because.\n\n- {}", "Action: {}", "1. {}"]))
def test_what_stands_around_it_does_not_matter(action: Action, frame: str) -> None:
    assume("\n" not in str(action) and "`" not in str(action))
    assert parse(frame.format(action)) == parse(str(action))


@given(st.lists(TEXTS.filter(lambda text: "\n" not in text and "[" not in text), max_size=4))
def test_notes_keep_their_order(texts: list[str]) -> None:
    reply = "\n".join([*(f"note [{text}]" for text in texts), "click [7]"])
    assert parse(reply) == (*map(Note, texts), Click(7))


JUNK = st.one_of(
    st.text(),
    TEXTS,
    st.lists(st.one_of(st.sampled_from([*VERBS, "[", "]", "(", ")", "7", " ", "\n"]), TEXTS)).map(
        "".join
    ),
)


@given(JUNK)
def test_any_text_gives_actions_or_a_hint(text: str) -> None:
    try:
        actions = parse(text)
    except ParseError as error:
        assert error.code in {"no_action", "unknown_verb", "bad_argument", "too_many"}
        assert error.hint
    else:
        assert actions
        assert all(isinstance(action, Action) for action in actions)
        assert sum(not isinstance(action, Note) for action in actions) <= 1
