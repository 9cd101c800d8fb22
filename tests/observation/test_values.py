"""Values of fields, and options of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import Option, observe

from tests.observation.looking import look_at_body, only_node

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

VALUES = {
    "<input value='green tea'>": "green tea",
    "<input>": None,
    "<input type=range value=30>": "30",
    "<input type=number value=0>": "0",
    "<input type=date value=2026-01-31>": "2026-01-31",
    "<input type=checkbox value=yes>": None,
    "<input type=submit value=Send>": None,
    "<textarea>Two\nlines</textarea>": "Two\nlines",
    "<div contenteditable><p>Two</p><p>lines</p></div>": "Two\n\nlines",
    "<select><option>a<option selected>b  c</select>": "b c",
    "<select multiple><option selected>a<option>b<option selected>c</select>": "a, c",
    "<div role=slider tabindex=0 aria-valuenow=3></div>": "3",
    "<div role=slider tabindex=0 aria-valuenow=3 aria-valuetext=three></div>": "three",
}


@pytest.mark.parametrize(("html", "value"), VALUES.items())
async def test_value(page: Page, registry: Registry, html: str, value: str | None) -> None:
    assert (await only_node(page, registry, html)).value == value


@pytest.mark.parametrize(("password", "shown"), [("hunter2", "•" * 7), ("x" * 30, "•" * 8)])
async def test_a_password_is_masked(
    page: Page, registry: Registry, password: str, shown: str
) -> None:
    html = f"<input type=password aria-label=Password value={password}>"
    observation = await look_at_body(page, registry, html)
    assert observation.text == f'textbox [1] "Password" = "{shown}" password'
    assert password not in str(await registry.inspect(1))


async def test_a_field_tells_the_form_of_what_it_takes(page: Page, registry: Registry) -> None:
    html = "<input type=date aria-label=Day><input type=time aria-label=Hour>"
    observation = await look_at_body(page, registry, html)
    assert "format=YYYY-MM-DD" in observation.text
    assert "format=HH:MM" in observation.text


async def test_line_breaks_and_quotes_stay_in_the_line(page: Page, registry: Registry) -> None:
    html = "<textarea aria-label='a \"b\"'>Two\nlines</textarea>"
    text = (await look_at_body(page, registry, html)).text
    assert text == 'textbox [1] "a \'b\'" = "Two ⏎ lines"'


async def test_options_of_a_select(page: Page, registry: Registry) -> None:
    html = (
        "<select aria-label=Size><option>Small<option selected>Large  size<option disabled>None"
        "<optgroup label=G disabled><option label=Label>Text</optgroup></select>"
    )
    observation = await look_at_body(page, registry, html)
    assert observation.refs[1].options == (
        Option("Small"),
        Option("Large size", selected=True),
        Option("None", disabled=True),
        Option("Label", disabled=True),
    )
    assert observation.text == (
        'combobox [1] "Size" = "Large size" options: '
        '"Small" | "Large size"* | "None" (disabled) | "Label" (disabled)'
    )


async def test_suggestions_of_a_datalist(page: Page, registry: Registry) -> None:
    html = "<input list=l aria-label=City><datalist id=l><option>Graz<option>Linz</datalist>"
    node = await only_node(page, registry, html)
    assert node.options == (Option("Graz"), Option("Linz"))
    assert not node.suggests


async def test_a_long_list_is_known_whole_but_shown_in_part(page: Page, registry: Registry) -> None:
    options = "".join(f"<option>Country {n}" for n in range(250))
    observation = await look_at_body(page, registry, f"<select aria-label=C>{options}</select>")
    assert observation.refs[1].options[249] == Option("Country 249")
    assert '"Country 39" … 210 more' in observation.text


@pytest.mark.parametrize(
    ("html", "suggests"),
    [
        ("<input role=combobox>", True),
        ("<input aria-autocomplete=list>", True),
        ("<input autocomplete=off>", True),
        ("<input type=password autocomplete=off>", False),
        ("<input>", False),
    ],
)
async def test_fields_with_suggestions_of_their_own(
    page: Page, registry: Registry, html: str, suggests: bool
) -> None:
    assert (await only_node(page, registry, html)).suggests is suggests


async def test_a_value_set_by_a_script_is_seen(page: Page, registry: Registry) -> None:
    await look_at_body(page, registry, "<input value=old>")
    await page.evaluate("document.querySelector('input').value = 'new'")
    assert (await observe(page, registry)).refs[1].value == "new"
