"""Roles (HTML-AAM 1.0, "HTML Element Role Mappings"; WAI-ARIA 1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.observation.looking import look_at_body
from tests.observation.told import told_of

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

CLAUSES = {
    "controls": {
        "<a href=/x>x</a>": "link",
        "<a>x</a>": "",
        "<svg><a href='/x' t><text>x</text></a></svg>": "link",
        "<svg><a xlink:href='/x' t><text>x</text></a></svg>": "link",
        "<map><area t href=/x></map>": "link",
        "<map><area t></map>": "",
        "<button>x</button>": "button",
        "<textarea></textarea>": "textbox",
        "<select><option>a</select>": "combobox",
        "<select multiple><option>a</select>": "listbox",
        "<select size=4><option>a</select>": "listbox",
        "<select size=1><option>a</select>": "combobox",
        "<select><option t>a</select>": "option",
        "<select><optgroup t><option>a</select>": "group",
        "<div contenteditable>x</div>": "textbox",
        "<div contenteditable=false>x</div>": "",
        "<div contenteditable><p contenteditable t>x</p></div>": "",
    },
    "fields": {
        "<input>": "textbox",
        "<input type=unheard-of>": "textbox",
        "<input type=email>": "textbox",
        "<input type=password>": "textbox",
        "<input type=date>": "textbox",
        "<input type=color>": "textbox",
        "<input type=search>": "searchbox",
        "<input type=number>": "spinbutton",
        "<input type=range>": "slider",
        "<input type=checkbox>": "checkbox",
        "<input type=radio>": "radio",
        "<input type=file>": "file",
        "<input type=image>": "button",
        "<input type=hidden>": "",
    },
    "fields with a list": {
        "<input list=l t><datalist id=l></datalist>": "combobox",
        "<input type=email list=l t><datalist id=l></datalist>": "combobox",
        "<input type=number list=l t><datalist id=l></datalist>": "spinbutton",
        "<input type=range list=l t><datalist id=l></datalist>": "slider",
        "<input list=none>": "textbox",
    },
    "details": {
        "<details>x</details>": "group",
        "<details><summary t>x</summary></details>": "button",
        "<details><summary>x</summary><summary t>y</summary></details>": "",
        "<details><div><summary t>x</summary></div></details>": "",
        "<summary>x</summary>": "",
    },
    "landmarks": {
        "<main>x</main>": "main",
        "<nav>x</nav>": "navigation",
        "<search>x</search>": "search",
        "<form>x</form>": "form",
        "<header>x</header>": "banner",
        "<footer>x</footer>": "contentinfo",
        "<aside>x</aside>": "complementary",
        "<section>x</section>": "",
    },
    "headers and footers of parts": {
        **{
            f"<{tag}><{part} t>x</{part}></{tag}>": ""
            for tag in ("article", "aside", "main", "nav", "section")
            for part in ("header", "footer")
        },
        "<div role=article><header t>x</header></div>": "",
        "<blockquote><header t>x</header></blockquote>": "banner",
    },
    "asides of parts": {
        "<main><aside t>x</aside></main>": "complementary",
        "<article><aside t>x</aside></article>": "",
        "<section><aside t aria-label=A>x</aside></section>": "complementary",
    },
    "sections with a name": {
        "<section aria-label=S>x</section>": "region",
        "<section aria-label=' '>x</section>": "",
        "<section title=S>x</section>": "region",
        "<section t aria-labelledby=a>x<h2 id=a>S</h2></section>": "region",
        "<section aria-labelledby=none>x</section>": "",
    },
    "tables": {
        "<table><tr><td>x</table>": "table",
        "<table><thead t><tr><td>x</table>": "rowgroup",
        "<table><tr t><td>x</table>": "row",
        "<table><tr><td t>x</table>": "cell",
        "<table role=grid><tr><td t>x</table>": "gridcell",
        "<table role=treegrid><tr><td t>x</table>": "gridcell",
        "<table><tr><td role=gridcell t>x</table>": "gridcell",
        "<table><caption t>x</caption></table>": "caption",
    },
    "header cells": {
        "<table><tr><th t>a<th>b</table>": "columnheader",
        "<table><tr><th t>a<td>b</table>": "rowheader",
        "<table><thead><tr><th t>a<td>b</table>": "columnheader",
        "<table><tr><th t scope=col>a<td>b</table>": "columnheader",
        "<table><tr><th t scope=row>a<th>b</table>": "rowheader",
        "<table><tr><th t scope=rowgroup>a<th>b</table>": "rowheader",
        "<table><tr><td><th t>b</table>": "columnheader",
    },
    "parts of what is no table or list": {
        "<table role=presentation><tr><td t>x</table>": "",
        "<table role=none><tr t><td>x</table>": "",
        "<table role=none><tr><th t>x</table>": "",
        "<table role=none><tbody t><tr><td>x</table>": "",
        "<table role=group><tr><td t>x</table>": "",
        "<table role=none><tr><td><table><tr><td t>x</table></table>": "cell",
        "<ul role=none><li t>x</ul>": "",
        "<ul role=menu><li t>x</ul>": "",
        "<ul role=none aria-label=L><li t>x</ul>": "listitem",
    },
    "lists and text": {
        "<ul><li>x</ul>": "list",
        "<ol><li t>x</ol>": "listitem",
        "<menu><li>x</menu>": "list",
        "<dl><dt t>x<dd>y</dl>": "term",
        "<dl><dt>x<dd t>y</dl>": "definition",
        "<h4>x</h4>": "heading",
        "<blockquote>x</blockquote>": "blockquote",
        "<code>x</code>": "code",
        "<hr>": "separator",
        "<article>x</article>": "article",
        "<address>x</address>": "group",
        "<hgroup><h1>x</h1></hgroup>": "group",
        "<fieldset>x</fieldset>": "group",
        "<output>x</output>": "status",
        "<p>x</p>": "",
        "<em>x</em>": "",
        "<del>x</del>": "",
    },
    "pictures and media": {
        "<img src=/x>": "img",
        "<img alt='A cat'>": "img",
        "<img alt=''>": "",
        "<img alt='' aria-label=A>": "img",
        "<img alt='' tabindex=0>": "img",
        "<figure>x</figure>": "figure",
        "<svg><title>x</title></svg>": "img",
        "<svg aria-label=x></svg>": "img",
        "<svg><path/></svg>": "",
        "<math><mi>x</mi></math>": "math",
        "<progress></progress>": "progressbar",
        "<meter></meter>": "meter",
        "<dialog open>x</dialog>": "dialog",
        "<iframe></iframe>": "iframe",
        "<canvas></canvas>": "canvas",
        "<video></video>": "video",
        "<audio></audio>": "audio",
    },
    "roles given": {
        "<div role=button>x</div>": "button",
        "<div role=BUTTON>x</div>": "button",
        "<div role=' unheard-of\n switch tab'>x</div>": "switch",
        "<h1 role=button>x</h1>": "button",
        "<button role=tab>x</button>": "tab",
        "<div role=option>x</div>": "option",
        "<div role=treeitem>x</div>": "treeitem",
        "<ul role=tree><li role=treeitem t>x</ul>": "treeitem",
        "<img role=button alt=x>": "button",
        "<div role=heading>x</div>": "heading",
    },
    "roles given that mean another (ARIA 1.3, DPUB-ARIA 1.1, Graphics-ARIA)": {
        "<div role=image></div>": "img",
        "<div role=directory></div>": "list",
        "<a role=doc-noteref href=/x>x</a>": "link",
        "<nav role=doc-toc>x</nav>": "navigation",
        "<aside role=doc-footnote>x</aside>": "",
        "<svg role=graphics-symbol></svg>": "img",
    },
    "words that are no role": {
        **{
            f"<ul role={word}><li>x</ul>": "list"
            for word in ("text", "iframe", "redacted", "break", "line", "clickable", "file", "x")
        },
        "<ul role=''><li>x</ul>": "list",
    },
    "roles that say nothing": {
        "<h1 role=paragraph>x</h1>": "",
        "<h1 role=generic>x</h1>": "",
        "<div role=strong>x</div>": "",
        # Nobody could act on it.
        "<button role=generic>x</button>": "button",
    },
    "roles that need a name (WAI-ARIA 1.2, section 9.1)": {
        "<div role=region>x</div>": "",
        "<div role=region aria-label=R>x</div>": "region",
        "<div role=form>x</div>": "",
        "<div role='region group'>x</div>": "group",
        "<form role=form>x</form>": "form",
    },
    "presentational (WAI-ARIA 1.2, section 5.4.3)": {
        "<h1 role=presentation>x</h1>": "",
        "<h1 role='none heading'>x</h1>": "",
        "<button role=none>x</button>": "button",
        "<h1 role=none tabindex=0>x</h1>": "heading",
        "<button role=none disabled>x</button>": "",
        "<h1 role=none aria-label=x>x</h1>": "heading",
        "<h1 role=none aria-describedby=x>x</h1>": "heading",
        "<h1 role=none aria-hidden=false>x</h1>": "",
        "<img role=none alt=x>": "",
    },
    "words of HTML in SVG": {
        "<svg><button t></button></svg>": "",
        "<svg><main t></main></svg>": "",
        "<svg><input t></input></svg>": "",
        "<svg><foreignObject><button t></button></foreignObject></svg>": "button",
        "<constructor>x</constructor>": "",
    },
}


@pytest.mark.parametrize("cases", CLAUSES.values(), ids=CLAUSES)
async def test_roles(page: Page, cases: dict[str, str]) -> None:
    told = await told_of(page, cases)
    assert {body: one.role for body, one in told.items()} == cases


async def test_a_document_that_can_be_written_in(page: Page, registry: Registry) -> None:
    # HTML, "designMode": the whole document is editable, as editors in frames have it.
    await page.evaluate("document.designMode = 'on'")
    try:
        observation = await look_at_body(page, registry, "<p>Dear</p>")
    finally:
        await page.evaluate("document.designMode = 'off'")
    ((_, node),) = observation.refs.items()
    assert (node.role, node.value) == ("textbox", "Dear")
