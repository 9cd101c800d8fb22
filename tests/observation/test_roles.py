"""Roles: the author's where WAI-ARIA knows it, else those of HTML-AAM."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.observation.looking import look_at_body, only_node

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

CONTROLS = {
    "<a href=/x>x</a>": "link",
    "<svg><a href='/x'><text y=20>x</text></a></svg>": "link",
    "<button>x</button>": "button",
    "<details><summary>x</summary></details>": "button",
    "<input>": "textbox",
    "<input type=email>": "textbox",
    "<input type=password>": "textbox",
    "<input type=date>": "textbox",
    "<input type=unheard-of>": "textbox",
    "<input type=search>": "searchbox",
    "<input type=number>": "spinbutton",
    "<input type=range>": "slider",
    "<input type=checkbox>": "checkbox",
    "<input type=radio>": "radio",
    "<input type=file>": "file",
    "<input type=image>": "button",
    "<input list=l><datalist id=l><option>a</datalist>": "combobox",
    "<textarea></textarea>": "textbox",
    "<select><option>a</select>": "combobox",
    "<select multiple><option>a</select>": "listbox",
    "<select size=4><option>a</select>": "listbox",
    "<div contenteditable>x</div>": "textbox",
    "<div role=button tabindex=0>x</div>": "button",
    "<div role='unheard-of switch'>x</div>": "switch",
    "<div role=BUTTON>x</div>": "button",
    "<button role=presentation>x</button>": "button",
    "<div role=tab>x</div>": "tab",
    "<div role=menuitem>x</div>": "menuitem",
    "<div role=option>x</div>": "option",
    "<div role=treeitem>x</div>": "treeitem",
}


@pytest.mark.parametrize(("html", "role"), CONTROLS.items())
async def test_role_of_a_control(page: Page, registry: Registry, html: str, role: str) -> None:
    assert (await only_node(page, registry, html)).role == role


STRUCTURES = {
    "<main>x</main>": "main\n x",
    "<nav>x</nav>": "navigation\n x",
    "<aside>x</aside>": "complementary\n x",
    "<header>x</header><footer>y</footer>": "banner\n x\ncontentinfo\n y",
    "<article><header>x</header></article>": "x",
    "<section>x</section>": "x",
    "<section aria-label=S>x</section>": 'region "S"\n x',
    "<dialog open>x</dialog>": "dialog\n x",
    "<img src=/x alt='A cat'>": 'img "A cat"',
    "<img src=/x alt=''>": "",
    "<progress value=3 max=10></progress>": 'progressbar = "3"',
    "<meter value=0.5></meter>": 'meter = "0.5"',
    "<canvas width=30 height=20>Fallback</canvas>": "canvas size=30×20",
    "<video width=30 height=20>No video here</video>": "video size=30×20",
}


@pytest.mark.parametrize(("html", "text"), STRUCTURES.items())
async def test_role_of_structure(page: Page, registry: Registry, html: str, text: str) -> None:
    assert (await look_at_body(page, registry, html)).text == text


@pytest.mark.parametrize(
    "role", ["text", "iframe", "redacted", "break", "clickable", "file", "paragraph", "x"]
)
async def test_a_word_that_is_no_role_changes_nothing(
    page: Page, registry: Registry, role: str
) -> None:
    # The page can't make its content pass for something the observation says of its own accord.
    html = f"<div role={role}>One<ul><li>Two</li></ul></div>"
    assert (await look_at_body(page, registry, html)).text == "One\n- Two"
