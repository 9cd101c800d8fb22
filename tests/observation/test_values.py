"""Values of fields, and options of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import Option, observe

from tests.observation.looking import look_at_body, only_node, withhold
from tests.observation.told import told_of

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Node, Registry

CLAUSES: dict[str, dict[str, str | None]] = {
    "fields": {
        "<input value='green tea'>": "green tea",
        "<input>": "",
        "<input type=range value=30>": "30",
        "<input type=number value=0>": "0",
        "<input type=date value=2026-01-31>": "2026-01-31",
        "<input type=checkbox value=yes>": None,
        "<input type=checkbox role=switch value=yes>": None,
        "<input type=submit value=Send>": None,
        "<input type=image value=Send>": None,
        "<input type=file>": "",
        "<textarea>Two\nlines</textarea>": "Two\nlines",
    },
    "what is chosen": {
        "<select><option>a<option selected>b  c</select>": "b c",
        "<select><option label=Label>Text</select>": "Label",
        "<select multiple><option selected>a<option>b<option selected>c</select>": "a, c",
        "<select size=3><option>a</select>": "",
    },
    "what is written in the page": {
        "<div contenteditable><p>Two</p><p>lines</p></div>": "Two\n\nlines",
        "<div contenteditable>a <b class=w>SECRET</b></div>": "a",
    },
    "ranges (WAI-ARIA 1.2, aria-valuenow and aria-valuetext)": {
        "<div role=slider aria-valuenow=3></div>": "3",
        "<div role=slider aria-valuenow=3 aria-valuetext=three></div>": "three",
        "<div role=progressbar></div>": None,
        "<button aria-valuenow=3>x</button>": None,
        "<progress value=3 max=10></progress>": "3",
        "<progress></progress>": None,
        "<meter value=0.5></meter>": "0.5",
    },
    "what a combobox shows, unless it is typed into (WAI-ARIA 1.2, combobox)": {
        "<div role=combobox tabindex=0 aria-label=Size>Large  <b>one</b></div>": "Large one",
        "<button role=combobox aria-label=Size>Large</button>": "Large",
        "<div role=combobox>Large<input type=hidden value=l></div>": "Large",
        "<div role=combobox><input value=Large></div>": None,
        "<div role=combobox>Two<ul role=listbox><li role=option>One</ul></div>": "Two",
        "<div role=combobox>Large <b class=w>SECRET</b></div>": "Large",
    },
    "withheld": {"<select><option>a<option class=w selected>SECRET</select>": ""},
    "passwords": {
        "<input type=password value=hunter2>": "•" * 7,
        f"<input type=password value={'x' * 30}>": "•" * 8,
        "<input type=password>": "",
    },
}


@pytest.mark.parametrize("cases", CLAUSES.values(), ids=CLAUSES)
async def test_values(page: Page, cases: dict[str, str | None]) -> None:
    told = await told_of(page, cases)
    assert {body: one.value for body, one in told.items()} == cases


async def test_a_password_is_nowhere(page: Page, registry: Registry) -> None:
    html = "<input type=password aria-label=Password value=hunter2>"
    observation = await look_at_body(page, registry, html)
    assert observation.refs[1].value == "•" * 7
    assert "hunter2" not in repr(observation)
    assert "hunter2" not in str(await registry.inspect(1))


async def test_options_of_a_select(page: Page, registry: Registry) -> None:
    html = (
        "<select aria-label=Size><option>Small<option selected>Large  size<option disabled>None"
        "<optgroup label=G disabled><option label=Label>Text</optgroup></select>"
    )
    node = (await look_at_body(page, registry, html)).refs[1]
    assert [(one.label, one.selected, one.disabled) for one in node.options] == [
        ("Small", False, False),
        ("Large size", True, False),
        ("None", False, True),
        ("Label", False, True),
    ]


async def test_the_options_of_a_disabled_select_are_not_each_said_to_be(
    page: Page, registry: Registry
) -> None:
    node = await only_select(
        page, registry, "<select disabled><option>a<option disabled>b</select>"
    )
    assert [option.disabled for option in node.options] == [False, True]


async def test_a_withheld_option_keeps_its_place(page: Page, registry: Registry) -> None:
    html = "<select aria-label=S><option>a<option class=w>SECRET<option>c</select>"
    observation = await look_at_body(page, registry, html, reading=withhold(".w"))
    a, hidden, c = observation.refs[1].options
    assert hidden == Option("", disabled=True)
    assert (a.label, c.label) == ("a", "c")
    assert a.ref is not None and c.ref is not None


async def test_an_option_can_be_reached_by_its_ref(page: Page, registry: Registry) -> None:
    node = await only_select(page, registry, "<select aria-label=S><option>a<option>b</select>")
    element = await registry.element(node.options[1].ref or 0)
    assert await element.text_content() == "b"


async def test_groups_of_options(page: Page, registry: Registry) -> None:
    html = """<select aria-label=C><option>Any<optgroup label=Europe><option selected>Italy
      <option>Malta</optgroup><optgroup class=w label=SECRET></optgroup><option>Other</select>"""
    observation = await look_at_body(page, registry, html, reading=withhold(".w"))
    groups = [option.group for option in observation.refs[1].options]
    assert groups == ["", "Europe", "Europe", ""]
    assert 'options: [2] "Any" ‖ Europe: [3] "Italy"* | [4] "Malta" ‖ [5] "Other"' in (
        observation.text
    )


async def test_the_content_of_a_combobox_is_told_once(page: Page, registry: Registry) -> None:
    html = "<div role=combobox tabindex=0 aria-label=Size aria-expanded=false><b>Large</b></div>"
    observation = await look_at_body(page, registry, html)
    assert observation.text == 'combobox [1] "Size" = "Large" collapsed'
    await page.evaluate("document.querySelector('b').textContent = 'Small'")
    assert (await observe(page, registry)).refs[1].value == "Small"


async def test_suggestions_of_a_datalist(page: Page, registry: Registry) -> None:
    html = "<input list=l aria-label=City><datalist id=l><option>Graz<option>Linz</datalist>"
    node = await only_node(page, registry, html)
    assert node.options == (Option("Graz"), Option("Linz"))
    assert not node.suggests


async def test_a_long_list_is_known_whole_but_numbered_in_part(
    page: Page, registry: Registry
) -> None:
    options = "".join(f"<option>Country {n}" for n in range(250))
    node = await only_select(page, registry, f"<select aria-label=C>{options}</select>")
    assert node.options[249] == Option("Country 249")
    assert [option.ref is not None for option in node.options] == [True] * 200 + [False] * 50


async def only_select(page: Page, registry: Registry, html: str) -> Node:
    observation = await look_at_body(page, registry, html)
    (node,) = [node for node in observation.refs.values() if node.tag == "select"]
    return node


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
