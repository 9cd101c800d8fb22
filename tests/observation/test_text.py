"""Texts: all that is rendered, character by character, and nothing that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import observe

from tests.observation.looking import lines_of, look_at

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry


async def test_no_character_is_lost(page: Page, registry: Registry) -> None:
    # AgentOccam deletes `$ € % + # = < > * ~ [ ] { } |`.
    text = "$1,299.00 €5 (20% off) C++ #42 a=b +49 <x> * ~ [1] {2} | ^ ` \\ “q” ’ @ 漢字 🍵 ÄÖÜß"
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    html = f"<p>{escaped}</p><button>{escaped}</button>"
    assert await lines_of(page, registry, html) == [text, f'button [1] "{text}"']


@pytest.mark.parametrize("text", ["plain \\u20ac " * 100 + "漢字 🍵 €", "漢字 🍵 €" * 100])
async def test_characters_of_several_bytes_rare_or_not(
    page: Page, registry: Registry, text: str
) -> None:
    html = f"<p>{text}</p><button>{text}</button>"
    assert await lines_of(page, registry, html) == [text, f'button [1] "{text}"']


async def test_a_number_beside_one_that_contains_it(page: Page, registry: Registry) -> None:
    # AgentOccam drops a text that is part of a neighbour's name.
    html = "<p>1</p><button>10</button><p>Qty 1</p><a href=/x>1 of 10</a><p><input aria-label=100>"
    assert await lines_of(page, registry, html) == [
        "1",
        'button [1] "10"',
        "Qty 1",
        'link [2] "1 of 10"',
        'textbox [3] "100"',
    ]


async def test_a_lone_star_beside_a_nameless_field(page: Page, registry: Registry) -> None:
    html = "<div>*</div><div><input></div><div>:</div>"
    assert await lines_of(page, registry, html) == ["*", "textbox [1]", ":"]


WHITESPACE = {
    "<p>a \n\t b&nbsp;&nbsp;c</p>": "a b c",
    "<p>a<b>b</b>c <i>d</i></p>": "abc d",
    "<p>a<br>b</p>": "a\nb",
    "<div>a<div>b</div>c</div>": "a\nb\nc",
    "<pre>a\n  b</pre>": "a\n  b",
    "<p>   </p>": "",
    "<p>a<wbr>b&shy;c</p>": "abc",
}


@pytest.mark.parametrize(("html", "text"), WHITESPACE.items())
async def test_whitespace(page: Page, registry: Registry, html: str, text: str) -> None:
    assert "\n".join(await lines_of(page, registry, html)) == text


UNSEEN = [
    "<p style='display:none'>x</p>",
    "<p style='visibility:hidden'>x</p>",
    "<p hidden>x</p>",
    "<p aria-hidden=true>x</p>",
    "<div aria-hidden=true><p><b>x</b></p></div>",
    "<details>x</details>",
    "<details><summary>More</summary><p>x</p></details>",
    "<dialog>x</dialog>",
    "<script>x</script><style>x</style><template>x</template><noscript>x</noscript>",
    "<div id=host>x</div><script>host.attachShadow({mode: 'open'})</script>",
    "<!-- x -->",
]


@pytest.mark.parametrize("html", UNSEEN)
async def test_what_is_not_rendered_is_not_told(page: Page, registry: Registry, html: str) -> None:
    text = (await look_at(page, registry, html)).text
    assert "x" not in text


async def test_an_open_details_is_told(page: Page, registry: Registry) -> None:
    html = "<details open><summary>More</summary>Here <details>deep</details></details>"
    lines = await lines_of(page, registry, html)
    assert lines[:2] == ['button [1] "More" expanded', "Here"]
    assert "deep" not in lines


async def test_the_whole_page_is_told_not_the_viewport(page: Page, registry: Registry) -> None:
    html = "<button>Top</button><div style='height:9000px'></div><button>Bottom</button>"
    assert await lines_of(page, registry, html) == ['button [1] "Top"', 'button [2] "Bottom"']


@pytest.mark.parametrize("depth", [60, 150, 500])
async def test_content_below_what_a_protocol_nests(
    page: Page, registry: Registry, depth: int
) -> None:
    # Chromium hands over values of a limited depth, and Python recurses to one.
    nested = "<section aria-label=S>" * depth + "<button>Deep</button><p>text</p>"
    lines = [line.strip() for line in await lines_of(page, registry, nested, clean=str.strip)]
    assert 'button [1] "Deep"' in lines
    assert lines[-1] == "text"


async def test_half_a_surrogate_pair_is_no_trouble(page: Page, registry: Registry) -> None:
    # Scripts that cut strings by length leave half an emoji, which no encoding can write.
    await look_at(page, registry, "<p id=p></p><button id=b></button><input id=i><title></title>")
    await page.evaluate("p.textContent = b.textContent = i.value = document.title = 'tea \\ud83c'")
    observation = await observe(page, registry)
    assert observation.text.encode() and observation.title.encode()
    assert observation.text.count("tea \ufffd") == 3
