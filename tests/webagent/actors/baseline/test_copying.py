"""Texts of the page that are put into fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import FieldValue, FillForm, Type

from webagent.actors.baseline._handled import CopyDetails, CopyText
from webagent.actors.baseline._understanding import understand

if TYPE_CHECKING:
    from tests.webagent.actors.baseline.conftest import Ask, Do

TABLE = "<table><tr><td>Year<td>1990<tr><td>First name<td>Ada</table>"
LIST = "<dl><dt>City<dd>Graz</dl><p>Phone: 123</p>"
FIELDS = "<label>First name: <input></label><p>City</p><input><label>Age <input></label>"


@pytest.mark.parametrize(
    "task",
    [
        "Enter the values that correspond to each label into the form",
        "copy the details from the table into the form",
        "fill in the form with the information above",
    ],
)
async def test_fields_get_what_is_told_under_their_labels(ask: Ask, task: str) -> None:
    proposal, _ = await ask(task, TABLE + LIST + FIELDS)
    assert proposal.actions[-1] == FillForm((FieldValue(1, "Ada"), FieldValue(2, "Graz")))


async def test_where_no_label_is_told_of_nothing_is_filled(ask: Ask) -> None:
    proposal, _ = await ask("copy the details into the form", TABLE + "<label>Age <input></label>")
    assert not isinstance(proposal.actions[-1], FillForm)


HELD = "<textarea aria-label=Notes>one two</textarea><label>Title <input></label>"


@pytest.mark.parametrize(
    ("task", "html", "typed"),
    [
        ("Type the text below into the field", "<p>x7Q</p><input>", Type(1, "x7Q", enter=False)),
        ("enter the code shown above", "<b>x7Q</b><p><input>", Type(1, "x7Q", enter=False)),
        ("Copy the notes, paste it into the title", HELD, Type(2, "one two", enter=False)),
        (
            "copy the text in the text area into the title field",
            HELD,
            Type(2, "one two", enter=False),
        ),
        (
            "Enter the value of Year into the field",
            f"{TABLE}<input>",
            Type(1, "1990", enter=False),
        ),
    ],
)
async def test_a_text_is_copied(ask: Ask, task: str, html: str, typed: Type) -> None:
    proposal, _ = await ask(task, html)
    assert proposal.actions[-1] == typed


@pytest.mark.parametrize(
    "task",
    ['copy "abc" into the name field', "enter the text hello into the field", "type the date"],
)
def test_what_the_task_itself_says_is_not_looked_for_on_the_page(task: str) -> None:
    assert not any(isinstance(each, CopyText | CopyDetails) for each in understand(task))


async def test_what_was_copied_is_sent(do: Do) -> None:
    button = (
        "<button onclick='document.title = document.querySelector(`input`).value'>Send</button>"
    )
    result = await do("Type the text below into the field and press Send", f"<p>x7Q<input>{button}")
    assert "“x7Q”" in result.answer
