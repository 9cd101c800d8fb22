"""Marking a text in a field (Selection API; HTML, "APIs for the text control selections")."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from webagent_actions import Click, SelectText

from tests.actions.acting import act, ref_of

if TYPE_CHECKING:
    from webagent.browser import Session

SELECTED = """() => {
  const {value, selectionStart, selectionEnd} = document.activeElement;
  return value?.slice(selectionStart, selectionEnd) ?? `${getSelection()}`.replace(/\\s+/g, " ");
}"""
EDITOR = "<div contenteditable role=textbox aria-label=Text>{}</div>"
MARKED = {
    "a word": (EDITOR.format("one two three"), "two", "two"),
    "all of it": (EDITOR.format("one <i>two</i>"), None, "one two"),
    "over elements": (EDITOR.format("on<b>e t</b>wo three"), "one two", "one two"),
    "over lines": (EDITOR.format("<p>one\n  two</p><p>three</p>"), "two three", "two three"),
    "over a break": (EDITOR.format("one<br>two"), "one two", "one two"),
    "where it stands first": (EDITOR.format("two <b>two</b>"), "two", "two"),
    "with spaces as they are shown": (EDITOR.format("one&nbsp; two"), "one two", "one two"),
    "in a text area": ("<textarea aria-label=Text>one\ntwo</textarea>", "e\ntw", "e\ntw"),
    "in a field": ("<input aria-label=Text value='one two'>", "two", "two"),
}


@pytest.mark.parametrize("case", MARKED.values(), ids=MARKED)
async def test_marked(session: Session, case: tuple[str, str | None, str]) -> None:
    html, text, marked = case
    await session.page.set_content(html)
    before = await session.look()
    ref = ref_of(before, "Text")
    outcome = await act(session, before, SelectText(ref, text))
    assert outcome.error is None
    told = "the text" if text is None else f"“{text}”"
    assert outcome.changes[0] == f"{told} is marked in textbox [{ref}]"
    assert await session.page.evaluate(SELECTED) == marked


@pytest.mark.parametrize(
    ("html", "text", "reason"),
    [
        (EDITOR.format("one"), "two", "“two” does not stand in [{}]"),
        ("<input aria-label=Text value=one>", "two", "“two” does not stand in [{}]"),
        ("<input aria-label=Text>", None, "the text is missing: there is none in [{}]"),
    ],
)
async def test_what_is_not_there(
    session: Session, html: str, text: str | None, reason: str
) -> None:
    await session.page.set_content(html)
    before = await session.look()
    ref = ref_of(before, "Text")
    outcome = await act(session, before, SelectText(ref, text))
    assert outcome.error is not None
    assert reason.format(ref) in outcome.error


async def test_what_a_field_holds_is_not_told(session: Session) -> None:
    await session.page.set_content("<input type=password aria-label=Text value=s3cret>")
    before = await session.look()
    ref = ref_of(before, "Text")
    assert "s3cret" not in f"{await act(session, before, SelectText(ref))}"
    assert "s3cret" not in f"{await act(session, before, SelectText(ref, 'x'))}"


async def test_what_is_marked_can_be_made_bold(session: Session) -> None:
    bold = "onmousedown='event.preventDefault()' onclick='document.execCommand(`bold`)'"
    await session.page.set_content(f"{EDITOR.format('one two three')}<button {bold}>B</button>")
    before = await session.look()
    marked = await act(session, before, SelectText(ref_of(before, "Text"), "two"))
    await act(session, marked.situation, Click(ref_of(marked.situation, "B")))
    assert await session.page.evaluate("document.querySelector('b').textContent") == "two"


WORDS = st.lists(st.sampled_from(("ab", "b", "äöü", "x1")), min_size=1, max_size=8)


@given(WORDS, st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_any_run_of_words_is_marked_however_they_are_nested(
    session: Session, words: list[str], data: st.DataObject
) -> None:
    wraps = st.sampled_from(("{}", "<b>{}</b>", "<i><u>{}</u></i>", "<span> {} </span>"))
    html = " ".join(data.draw(wraps).format(word) for word in words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    text = " ".join(words[first : last + 1])
    await session.page.set_content(EDITOR.format(html))
    before = await session.look()
    outcome = await act(session, before, SelectText(ref_of(before, "Text"), text))
    assert outcome.changes[0].startswith(f"“{text}” is marked")
