"""What gets a ref: everything a person could act on, also where accessibility was forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.observation.looking import lines_of, look_at, look_at_body

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

FORGOTTEN = {
    "<div onclick='0'>Go</div>": 'clickable [1] "Go"',
    "<span style='cursor:pointer'>Go <b>on</b></span>": 'clickable [1] "Go on"',
    "<div tabindex=0>Go</div>": 'clickable [1] "Go"',
    "<a>Go</a>": 'clickable [1] "Go"',
    "<ul><li onclick='0'>Apple</li></ul>": '- listitem [1] "Apple"',
    "<table><tr onclick='0'><td>A<td>B</table>": "table\n row [1] | A | B |",
    "<table><tr><td onclick='0'>17<td>B</table>": 'table\n | cell [1] "17" | B |',
    "<table><tr><th onclick='0'>Price</table>": 'table\n | columnheader [1] "Price" |',
}


@pytest.mark.parametrize(("html", "text"), FORGOTTEN.items())
async def test_reacts_to_a_click_without_saying_so(
    page: Page, registry: Registry, html: str, text: str
) -> None:
    assert "\n".join(await lines_of(page, registry, html)) == text


async def test_a_handler_set_by_a_script(page: Page, registry: Registry) -> None:
    html = "<div id=d>Go</div><script>d.onclick = () => 0</script>"
    assert (await look_at(page, registry, html)).text == 'clickable [1] "Go"'


SAID_ONCE = {
    "<a href=/x><h3>Tea</h3><p>Green</p></a>": 'link [1] "Tea Green"',
    "<button aria-label=Close>×</button>": 'button [1] "Close"',
    "<div onclick='0' title='Add item'>Add  item</div>": 'clickable [1] "Add item"',
    # The name is not what is seen: both are said.
    "<a href=/x aria-label=View>Tea for $5</a>": 'link [1] "View"\n Tea for $5',
    "<div onclick='0' title=Tip>Tea for $5</div>": 'clickable [1] "Tip"\n Tea for $5',
    "<div role=combobox tabindex=0 aria-label=Size>Large</div>": 'combobox [1] "Size"\n Large',
    # Controls inside controls each have their ref.
    "<a href=/x>Card <button>Like</button></a>": 'link [1] "Card Like"\n button [2] "Like"',
}


@pytest.mark.parametrize(("html", "text"), SAID_ONCE.items())
async def test_content_of_a_control(page: Page, registry: Registry, html: str, text: str) -> None:
    assert "\n".join(await lines_of(page, registry, html)) == text


async def test_long_content_is_not_cut_with_the_name(page: Page, registry: Registry) -> None:
    content = "word " * 60 + "end"
    clickable, text = await lines_of(page, registry, f"<div onclick='0'>{content}</div>")
    assert clickable == f'clickable [1] "{content[:120]}"'
    assert text.strip() == content


NOT_ACTIONABLE = [
    "<input type=hidden value=x>",
    "<button style='display:none'>x</button>",
    "<div style='visibility:hidden'><button>x</button></div>",
    "<template><button>x</button></template>",
    "<datalist><option>x</datalist>",
    "<a style='visibility:collapse' href=/x>x</a>",
    "<button aria-hidden=true tabindex=-1>x</button>",
]


@pytest.mark.parametrize("html", NOT_ACTIONABLE)
async def test_what_nobody_can_act_on_has_no_ref(page: Page, registry: Registry, html: str) -> None:
    assert not (await look_at_body(page, registry, html)).refs


async def test_aria_hidden_does_not_stop_the_mouse(page: Page, registry: Registry) -> None:
    html = "<div aria-hidden=true>Decor <button>Go</button></div>"
    assert await lines_of(page, registry, html) == ['button [1] "Go"']


async def test_a_visible_part_of_something_hidden(page: Page, registry: Registry) -> None:
    html = (
        "<div style='visibility:hidden'>Gone <button style='visibility:visible'>Go</button></div>"
    )
    assert await lines_of(page, registry, html) == ['button [1] "Go"']


HIDDEN_INPUTS = ["display:none", "visibility:hidden"]


@pytest.mark.parametrize("style", HIDDEN_INPUTS)
@pytest.mark.parametrize("kind", ["checkbox", "radio"])
async def test_a_label_stands_for_its_styled_control(
    page: Page, registry: Registry, style: str, kind: str
) -> None:
    html = f"<input type={kind} id=c checked style='{style}'><label for=c>I agree</label>"
    observation = await look_at_body(page, registry, html)
    assert observation.text == f'{kind} [1] "I agree" checked'
    element = await registry.element(1)
    assert await element.evaluate("element => element.tagName") == "LABEL"


async def test_identical_controls_are_all_kept(page: Page, registry: Registry) -> None:
    # AgentOccam drops every one of a run of equal neighbours.
    boxes = "<input type=checkbox>" * 3
    html = "<button>Add to cart</button>" * 5 + boxes
    lines = await lines_of(page, registry, html)
    assert lines[:5] == [f'button [{n}] "Add to cart"' for n in range(1, 6)]
    assert lines[5:] == [f"checkbox [{n}] unchecked" for n in range(6, 9)]
