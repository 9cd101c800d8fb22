"""Typing on real pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Type, perform

from tests.actions.acting import act, ref_of, visit
from tests.support.site import serve_site

if TYPE_CHECKING:
    from webagent.browser import Session

FIELDS = {
    "empty": ("<input aria-label=F>", "green tea", "green tea"),
    "what was in it is replaced": ("<input aria-label=F value=old>", "new", "new"),
    "emptied": ("<input aria-label=F value=old>", "", ""),
    "unicode": ("<input aria-label=F>", "Grün 漢字 🍵 “q”", "Grün 漢字 🍵 “q”"),
    "number": ("<input aria-label=F type=number>", "42", "42"),
    "date": ("<input aria-label=F type=date>", "2026-01-31", "2026-01-31"),
    "date emptied": ("<input aria-label=F type=date value=2026-01-31>", "", ""),
    "date and time": (
        "<input aria-label=F type=datetime-local>",
        "2026-01-31T13:30",
        "2026-01-31T13:30",
    ),
    "month": ("<input aria-label=F type=month>", "2026-01", "2026-01"),
    "week": ("<input aria-label=F type=week>", "2026-W05", "2026-W05"),
    "time": ("<input aria-label=F type=time>", "13:30", "13:30"),
    "color": ("<input aria-label=F type=color>", "#ff00aa", "#ff00aa"),
    "lines": ("<textarea aria-label=F></textarea>", "one\ntwo", "one\ntwo"),
    "long": ("<textarea aria-label=F></textarea>", "tea " * 100, "tea " * 100),
    "editable": ("<div contenteditable aria-label=F>old</div>", "new", "new"),
    "password": ("<input aria-label=F type=password>", "hunter22", "hunter22"),
}

VALUE = "e => e.value ?? e.innerText"


@pytest.mark.parametrize(("html", "text", "value"), FIELDS.values(), ids=FIELDS)
async def test_what_is_in_the_field(session: Session, html: str, text: str, value: str) -> None:
    with serve_site(html) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Type(ref_of(before, "F"), text))
        assert outcome.ok
        assert await session.page.locator("[aria-label=F]").evaluate(VALUE) == value


async def test_the_outcome_tells_the_value(session: Session) -> None:
    with serve_site("<label>Name <input></label>") as url:
        before = await visit(session, url)
        ref = ref_of(before, "Name")
        outcome = await act(session, before, Type(ref, "Ada"))
    assert outcome.changes == (f'now textbox [{ref}] "Name" = "Ada" focused',)


async def test_a_mask_that_listens_to_keys(session: Session) -> None:
    html = """<input aria-label=F><script>
    const input = document.querySelector("input");
    input.addEventListener("keydown", (event) => {
      if (!/^\\d$/.test(event.key)) return;
      event.preventDefault();
      const digits = (input.value + event.key).replaceAll("/", "");
      input.value = digits.replace(/^(\\d\\d)(?=\\d)/, "$1/");
    });</script>"""
    with serve_site(html) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Type(ref_of(before, "F"), "1226"))
    assert '= "12/26"' in outcome.changes[0]


async def test_suggestions_are_waited_for(session: Session) -> None:
    html = """<input aria-label=City autocomplete=off><ul id=list></ul><script>
    let timer;
    document.querySelector("input").oninput = () => {
      clearTimeout(timer);
      timer = setTimeout(() => { list.innerHTML = "<li onclick='0'>Graz</li>" }, 300);
    };</script>"""
    with serve_site(html) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Type(ref_of(before, "City"), "Gr"))
    assert any("listitem" in change and '"Graz"' in change for change in outcome.changes)


FORM = "<form action=/sent>{}<button>Send</button></form>"


@pytest.mark.parametrize(
    ("field", "enter", "sent"),
    [
        ("<input aria-label=F name=q>", None, False),
        ("<input aria-label=F name=q>", True, True),
        ("<input aria-label=F name=q type=search>", None, True),
        ("<input aria-label=F name=q type=search>", False, False),
        ("<textarea aria-label=F name=q></textarea>", True, False),
    ],
)
async def test_enter_only_where_it_is_meant(
    session: Session, field: str, enter: bool | None, sent: bool
) -> None:
    with serve_site({"/": FORM.format(field), "/sent": "<p>Sent</p>"}) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Type(ref_of(before, "F"), "tea", enter))
        assert (session.page.url == f"{url}/sent?q=tea") is sent
    assert (outcome.situation.observation.text == "Sent") is sent


@pytest.mark.parametrize("text", ["two\nlines", "two\rlines", "two\tfields"])
async def test_a_text_never_presses_enter_or_tab(session: Session, text: str) -> None:
    # Sending the form is another verb of the site's policy than filling in a field.
    fields = "<input aria-label=F name=q><input aria-label=G name=r>"
    with serve_site({"/": FORM.format(fields), "/sent": "<p>Sent</p>"}) as url:
        before = await visit(session, url)
        await act(session, before, Type(ref_of(before, "F"), text))
        assert session.page.url == f"{url}/"
        assert await session.page.locator("[aria-label=G]").input_value() == ""


@pytest.mark.parametrize(
    ("kind", "old", "text", "example"),
    [
        ("date", "2026-01-01", "next Monday", "2026-01-31"),
        ("time", "10:00", "1 pm", "13:30"),
        ("month", "2026-02", "March", "2026-01"),
        ("color", "#00ff00", "red", "#ff8800"),
    ],
)
async def test_a_value_the_field_does_not_take(
    session: Session, kind: str, old: str, text: str, example: str
) -> None:
    with serve_site(f"<input aria-label=F type={kind} value={old}>") as url:
        before = await visit(session, url)
        outcome = await perform(Type(ref_of(before, "F"), text), before, session)
        assert await session.page.locator("input").input_value() == old
    assert outcome.error == f"the field takes only values such as {example}"
    assert outcome.no_effect


async def test_a_text_box_that_is_none(session: Session) -> None:
    with serve_site("<div role=textbox tabindex=0 aria-label=F>x</div>") as url:
        before = await visit(session, url)
        outcome = await act(session, before, Type(ref_of(before, "F"), "tea"))
    assert outcome.error == "nothing can be typed there"
