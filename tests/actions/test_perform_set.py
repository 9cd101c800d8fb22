"""Selecting options and setting boxes on real pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Check, Select

from tests.actions.acting import act, ref_of, visit
from tests.support.site import serve_site

if TYPE_CHECKING:
    from webagent.browser import Session

SELECT = (
    "<label>Size <select onchange=\"p.textContent = 'Chosen ' + this.value\">"
    "<option value=s>Small<option value=l>Large<option value=x disabled>Huge</select></label>"
    "<p id=p></p>"
)


@pytest.mark.parametrize("label", ["Large", "large", "Lar"])
async def test_select(session: Session, label: str) -> None:
    with serve_site(SELECT) as url:
        before = await visit(session, url)
        ref = ref_of(before, "Size")
        outcome = await act(session, before, Select(ref, label))
    assert outcome.ok
    assert outcome.changes[0].startswith(f'now combobox [{ref}] "Size" = "Large"')
    assert "new: Chosen l" in outcome.changes


async def test_an_option_far_down_a_long_list(session: Session) -> None:
    options = "".join(f"<option>Country {n}" for n in range(250))
    with serve_site(f"<select aria-label=C>{options}</select>") as url:
        before = await visit(session, url)
        await act(session, before, Select(ref_of(before, "C"), "Country 249"))
        assert await session.page.locator("select").input_value() == "Country 249"


async def test_the_option_meant_though_the_list_has_changed(session: Session) -> None:
    with serve_site(SELECT) as url:
        before = await visit(session, url)
        await session.page.evaluate(
            "document.querySelector('select').prepend(new Option('Tiny', 't'))"
        )
        await act(session, before, Select(ref_of(before, "Size"), "Small"))
        assert await session.page.locator("select").input_value() == "s"


async def test_an_option_that_has_gone(session: Session) -> None:
    with serve_site(SELECT) as url:
        before = await visit(session, url)
        ref = ref_of(before, "Size")
        await session.page.evaluate("document.querySelector('[value=l]').remove()")
        outcome = await act(session, before, Select(ref, "Large"))
        assert await session.page.locator("select").input_value() == "s"
    assert outcome.error == f"the option “Large” is gone from [{ref}]"


BOXES = {
    "checkbox": "<label><input type=checkbox{}> B</label>",
    "display:none": (
        "<input type=checkbox{} id=c style='display:none'><label for=c><i>✓</i> B</label>"
    ),
    "visually hidden": (
        "<style>input {{ position: absolute; opacity: 0; inset: 0; width: 1px; height: 1px }}"
        "label {{ position: relative; display: block; padding: 9px }}</style>"
        "<label><input type=checkbox{}><b style='position:absolute;inset:0'>B</b></label>"
    ),
    "clipped": (
        "<style>input {{ position: absolute; clip-path: inset(50%); width: 1px; height: 1px;"
        " margin: -1px; overflow: hidden }}</style>"
        "<input type=checkbox{} id=c><label for=c>B</label>"
    ),
}

CHECKED = "() => document.querySelector('input').checked"


@pytest.mark.parametrize(("was", "on"), [(True, False), (False, True), (True, True)])
@pytest.mark.parametrize("html", BOXES.values(), ids=BOXES)
async def test_check(session: Session, html: str, was: bool, on: bool) -> None:
    with serve_site(html.format(" checked" if was else "")) as url:
        before = await visit(session, url)
        (ref,) = before.observation.refs
        outcome = await act(session, before, Check(ref, on))
        assert outcome.ok
        assert await session.page.evaluate(CHECKED) is on
    told = "\n".join(outcome.changes)
    assert ("unchecked" in told, "checked" in told) == (was and not on, was is not on)


@pytest.mark.parametrize("on", [True, False])
async def test_an_indeterminate_box_becomes_what_is_said(session: Session, on: bool) -> None:
    html = (
        "<input type=checkbox aria-label=B><script>"
        "document.querySelector('input').indeterminate = true</script>"
    )
    with serve_site(html) as url:
        before = await visit(session, url)
        await act(session, before, Check(ref_of(before, "B"), on))
        assert await session.page.evaluate(CHECKED) is on
        assert not await session.page.evaluate("document.querySelector('input').indeterminate")


async def test_a_radio_button(session: Session) -> None:
    html = "<label><input type=radio name=c checked>Red</label><label><input type=radio name=c>Blue"
    with serve_site(html) as url:
        before = await visit(session, url)
        blue = ref_of(before, "Blue")
        outcome = await act(session, before, Check(blue))
        assert f'now radio [{blue}] "Blue" checked' in "\n".join(outcome.changes)
        again = await act(session, outcome.situation, Check(blue))
    assert again.no_effect


async def test_a_switch_of_its_own_making(session: Session) -> None:
    html = (
        '<button role=switch aria-checked=false aria-label=Wifi onclick="this.setAttribute('
        "'aria-checked', this.getAttribute('aria-checked') !== 'true')\"></button>"
    )
    with serve_site(html) as url:
        before = await visit(session, url)
        ref = ref_of(before, "Wifi")
        on = await act(session, before, Check(ref))
        still = await act(session, on.situation, Check(ref))
        off = await act(session, still.situation, Check(ref, on=False))
    assert f'now switch [{ref}] "Wifi" checked' in on.changes[0]
    assert still.no_effect
    assert "unchecked" in off.changes[0]
