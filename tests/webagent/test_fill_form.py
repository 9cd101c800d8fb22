"""`fill_form`: one step, many fields, each permitted and checked on its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.webagent.runs import assert_complete, events_of, manifest, outcomes_of, rule

if TYPE_CHECKING:
    from tests.webagent.conftest import Play, Serve

FORM = """<form>
  <label>Name <input></label>
  <label>Country <select><option>Austria<option>Italy</select></label>
  <label><input type=checkbox> Terms</label>
  <label>Born <input type=date></label>
  <button>Send</button></form>"""


def _refs(page_text: str) -> dict[str, int]:
    """Return the numbers of the controls by name, as they are counted on a fresh page."""
    return {name: int(ref) for ref, name in re.findall(r'\w \[(\d+)\] "([^"]+)"', page_text)}


async def _numbers(play: Play, url: str) -> dict[str, int]:
    seen = await play(url, ["stop [seen]"])
    return _refs(events_of(seen, "observed")[0]["text"])


async def test_every_field_is_filled_in_one_step(play: Play, serve: Serve) -> None:
    url = serve(FORM)
    ref = await _numbers(play, url)
    line = (
        f"fill_form [{ref['Name']}: Ada] [{ref['Country']}: Italy] "
        f"[{ref['Terms']}: on] [{ref['Born']}: 1815-12-10]"
    )
    result = await play(url, [line, "stop [filled]"])
    (step, _) = result.steps
    assert not step.failed, result
    assert step.outcome == (
        "textbox “Name”: “Ada”; combobox “Country”: “Italy”; checkbox “Terms”: on; "
        "textbox “Born”: “1815-12-10”"
    )
    assert step.reversibility == "edit"
    assert len(events_of(result, "permission")) == 4
    assert [event["action"].split()[0] for event in events_of(result, "intent")] == [
        "type",
        "select",
        "check",
        "set_date",
    ]
    assert len(events_of(result, "observed")) == 2
    assert_complete(result)


async def test_it_stops_at_the_first_field_that_is_not_permitted(play: Play, serve: Serve) -> None:
    denied = manifest(rule("set_input_value", "select", allowed=False))
    url = serve({"/": FORM}, denied)
    ref = await _numbers(play, url)
    line = f"fill_form [{ref['Name']}: Ada] [{ref['Country']}: Italy] [{ref['Terms']}: on]"
    result = await play(url, [line, "stop [unable: not permitted]"])
    step = result.steps[0]
    assert step.denied
    assert step.outcome.startswith("1 of 3 fields were filled; combobox “Country”: not permitted: ")
    # What went wrong stands first, where no shortening takes it away.
    assert step.outcome.endswith("; not filled: checkbox “Terms”; textbox “Name”: “Ada”")
    text = events_of(result, "observed")[1]["text"]
    assert '"Name" = "Ada"' in text
    assert '"Terms" unchecked' in text
    assert len(result.denials) == 1
    assert result.status.exit_code == 3


async def test_a_value_that_does_not_fit_is_told(play: Play, serve: Serve) -> None:
    url = serve(FORM)
    ref = await _numbers(play, url)
    line = f"fill_form [{ref['Name']}: Ada] [{ref['Country']}: Narnia] [{ref['Terms']}: on]"
    result = await play(url, [line, "stop [unable: no such country]"])
    assert result.steps[0].failed
    assert "no option “Narnia”" in outcomes_of(result)[0]
    assert '"Terms" unchecked' in events_of(result, "observed")[1]["text"]


async def test_a_field_that_is_none_refuses_all_of_it(play: Play, serve: Serve) -> None:
    url = serve(FORM)
    ref = await _numbers(play, url)
    line = f"fill_form [{ref['Name']}: Ada] [{ref['Send']}: yes]"
    result = await play(url, [line, "stop [unable: no field]"])
    assert result.steps[0].failed
    assert "no field that could be filled" in outcomes_of(result)[0]
    assert '"Name" = "Ada"' not in events_of(result, "observed")[1]["text"]


@pytest.mark.slow
async def test_what_sends_on_its_way_is_told_and_ends_it(play: Play, serve: Serve) -> None:
    """A page that leaves when one field changes has no place for the others."""
    page = FORM.replace("<select>", "<select onchange=\"location = '/next'\">")
    url = serve({"/": page, "/next": "<p>Next page</p>"})
    ref = await _numbers(play, url)
    line = f"fill_form [{ref['Country']}: Italy] [{ref['Name']}: Ada] [{ref['Terms']}: on]"
    result = await play(url, [line, "stop [seen]"])
    step = result.steps[0]
    assert step.failed
    assert step.outcome.startswith("1 of 3 fields were filled")
    assert "not filled: checkbox “Terms”" in step.outcome
    assert events_of(result, "observed")[1]["url"].endswith("/next")


async def test_a_field_that_took_something_else_is_none_that_was_filled(
    play: Play, serve: Serve
) -> None:
    page = (
        "<label>Digits <input oninput='this.value = this.value.replace(/[^0-9]/g, ``)'></label>"
        "<label>Name <input></label><button disabled>Send</button>"
    )
    url = serve({"/": page})
    ref = await _numbers(play, url)
    line = f"fill_form [{ref['Name']}: Ada] [{ref['Digits']}: a1]"
    result = await play(url, [line, "stop [seen]"])
    told = result.steps[0].outcome
    assert told.startswith("textbox “Digits”: the field now holds “1” instead of “a1”")
    assert told.endswith("; textbox “Name”: “Ada”")
