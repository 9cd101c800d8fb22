"""The gate judges the verbs that set, drag and scroll on the live elements they would touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.webagent.runs import manifest, rule

if TYPE_CHECKING:
    from tests.webagent.permissions.conftest import Guard

PAGE = """
<form id="trip">
  <label>Name <input name="name"></label>
  <label>Day <input type="date" name="day"></label>
  <label>Budget <input type="range" name="budget"></label>
  <label>Photo <input type="file" name="photo"></label>
</form>
<div role="slider" tabindex="0" aria-label="Volume" aria-valuenow="3" id="volume">3</div>
<div role="checkbox" tabindex="0" aria-label="News" aria-checked="false" class="box">News</div>
<div role="listbox" tabindex="0" aria-label="Colours" id="colours">
  <div role="option" tabindex="-1" class="no" onclick="0">Red</div>
  <div role="option" tabindex="-1" onclick="0">Blue</div>
</div>
<ul>
  <li tabindex="0" role="button" class="card">Card</li>
  <li tabindex="0" role="button" id="trash">Trash</li>
</ul>
<div id="log" role="log" aria-label="Log" tabindex="0" style="height: 40px; overflow: auto">
  <p style="height: 400px">Lines</p>
</div>
"""


@pytest.mark.parametrize(
    ("rules", "denied", "granted"),
    [
        (
            [rule("set_input_value", "[name=day]", False)],
            ["set_date [«Day»] [2026-01-31]"],
            ["set_range [«Budget»] [40]", "type [«Name»] [Ada]"],
        ),
        (
            [rule("set_input_value", "form#trip *", False)],
            ["set_range [«Budget»] [40]", "upload [«Photo»] [a.png]"],
            ["set_range [«Volume»] [5]"],
        ),
        # A file field is a field, and giving it a file has a verb of its own.
        (
            [rule("upload_file", "input", False)],
            ["upload [«Photo»] [a.png]"],
            ["type [«Name»] [Ada]"],
        ),
        # What the page made itself is set by clicks, which its site may deny.
        (
            [rule("click_element", "#volume", False), rule("click_element", ".box", False)],
            ["set_range [«Volume»] [5]", "check [«News»]"],
            ["set_range [«Budget»] [40]"],
        ),
        (
            [rule("click_element", ".no", False)],
            ["select [«Colours»] [Red]"],
            ["select [«Colours»] [Blue]"],
        ),
        (
            [rule("click_element", "#trash", False)],
            ["drag [«Card»] [«Trash»]", "drag [«Trash»] [«Card»]"],
            ["click [«Card»]", "hover [«Trash»]"],
        ),
        (
            [rule("scroll_page", "#log", False)],
            ["scroll_container [«Log»] [next]"],
            ["press [PageDown]"],
        ),
        ([rule("scroll_page", "html", False)], ["press [PageDown]"], ["press [Escape]"]),
        (
            [rule("set_input_value", "[name=day]", False)],
            ["fill_form [«Name»: Ada] [«Day»: 2026-01-31]"],
            ["fill_form [«Name»: Ada] [«Budget»: 40]"],
        ),
    ],
    ids=["date", "form", "file", "clicked", "option", "drag", "scroll", "keys", "fill_form"],
)
async def test_a_denial_is_found_on_whatever_the_action_touches(
    guard: Guard, rules: list[dict[str, Any]], denied: list[str], granted: list[str]
) -> None:
    page = await guard(PAGE, manifest(*rules))
    for line in denied:
        assert not (await page.check(line)).granted, line
    for line in granted:
        assert (await page.check(line)).granted, line


async def test_a_strict_site_lets_fields_be_set_that_it_allows_to_be_set(guard: Guard) -> None:
    """Setting a field needs no allowance for the click that it takes."""
    rules = [rule("read_content", "*", True), rule("set_input_value", "*", True)]
    page = await guard(PAGE, manifest(*rules, strict=True))
    lines = (
        "set_date [«Day»] [2026-01-31]",
        "set_range [«Volume»] [5]",
        "check [«News»]",
        "select [«Colours»] [Red]",
        "fill_form [«Name»: Ada] [«Budget»: 40]",
    )
    for line in lines:
        assert (await page.check(line)).granted, line
    for line in ("upload [«Photo»] [a.png]", "drag [«Card»] [«Trash»]", "press [PageDown]"):
        assert not (await page.check(line)).granted, line
