"""What gets a ref: everything a person could act on, also where accessibility was forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.observation.looking import lines_of
from tests.observation.raw import raw_controls, raw_names

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

ACTED_ON = {
    # By tag and role.
    "<button>Go</button><a href=/x>On</a><summary>No</summary>": ["Go", "On"],
    "<details><summary>More</summary>Text</details>": ["More"],
    "<input aria-label=a><select aria-label=b></select><textarea aria-label=c></textarea>": [
        *"abc"
    ],
    "<p contenteditable aria-label=Note>Text <b>bold</b></p>": ["Note"],
    "<div role=button>Go</div><span role=tab>Tab</span><i role=switch>On</i>": ["Go", "Tab", "On"],
    "<div role=listbox><div role=option>One</div><div role=option>Two</div></div>": ["One", "Two"],
    "<video controls aria-label=Film></video><audio controls aria-label=Song></audio>": [
        "Film",
        "Song",
    ],
    "<div role=slider tabindex=0 aria-label=Volume></div>": ["Volume"],
    "<svg width=9 height=9><a href=/x><text y=9>Chart</text></a></svg>": ["Chart"],
    # Also where its author says that it is something else (ARIA in HTML allows some of that).
    "<button role=group>Go</button><a href=/x role=listitem>On</a>": ["Go", "On"],
    "<select role=list aria-label=a></select><textarea role=article aria-label=b></textarea>": [
        *"ab"
    ],
    "<details><summary role=group>More</summary>Text</details>": ["More"],
    "<svg width=9 height=9><a href=/x role=group><text y=9>Chart</text></a></svg>": ["Chart"],
    # What accessibility forgot.
    "<div onclick='0'>Go</div>": ["Go"],
    "<span style='cursor:pointer'>Go <b>on</b></span>": ["Go on"],
    "<div tabindex=0>Go</div><div tabindex=-1>No</div>": ["Go"],
    "<a>Go</a><a name=top></a>": ["Go"],
    "<label>Alone</label><label onclick='0'>Go</label>": ["Go"],
    "<div draggable=true>Card</div><img draggable=false alt=No>": ["Card"],
    "<ul><li onclick='0'>Apple</li></ul>": ["Apple"],
    "<svg width=9 height=9><path d='M0 0h9v9z' style='cursor:pointer' class=pin></path></svg>": [
        "black pin"
    ],
    # Items of a list that is pointed at are what is clicked, not the list.
    "<ul style='cursor:pointer'><li>A</li><li>B</li></ul>": ["A", "B"],
    # Nothing is said by what all inherit.
    "<main style='cursor:pointer'><p>A</p><p>B</p></main>": ["A B"],
    "<div role=dialog tabindex=0><button>OK</button></div>": ["OK"],
    "<div role=tabpanel tabindex=0>Panel</div>": [],
}


@pytest.mark.parametrize(("html", "names"), ACTED_ON.items())
async def test_acted_on(page: Page, registry: Registry, html: str, names: list[str]) -> None:
    assert await raw_names(page, registry, html) == names


NOT_ACTED_ON = [
    "<input type=hidden value=x>",
    "<button style='display:none'>x</button>",
    "<div style='visibility:hidden'><button>x</button></div>",
    "<template><button>x</button></template>",
    "<datalist><option>x</datalist>",
    "<a style='visibility:collapse' href=/x>x</a>",
    "<button aria-hidden=true tabindex=-1>x</button>",
    "<details>Text<summary>x</summary><button>y</button></details>",
]


GRID = "<table role=grid{}><tr{}><td{}>Cell</table>"
CELLS = {
    # A cell of a grid is there to be read, marked as one or not.
    GRID.format("", "", ""): [],
    GRID.format("", "", " role=gridcell"): [],
    GRID.format("", "", " role=gridcell tabindex=-1"): ["td"],
    GRID.format("", " tabindex=-1", " role=gridcell tabindex=-1"): [],
    GRID.format("", "", " role=gridcell aria-haspopup=false"): [],
    "<div role=grid><div role=row><span role=gridcell>Cell</span></div></div>": [],
    # A click on it is one on its row.
    GRID.format("", " onclick='0'", " role=gridcell"): ["tr"],
    GRID.format("", " style='cursor:pointer'", " role=gridcell"): ["tr"],
    # Unless it reacts itself.
    GRID.format("", "", " tabindex=0"): ["td"],
    GRID.format("", "", " role=gridcell tabindex=0"): ["td"],
    GRID.format("", "", " onclick='0'"): ["td"],
    GRID.format("", "", " style='cursor:pointer'"): ["td"],
    GRID.format("", "", " role=gridcell aria-haspopup=menu"): ["td"],
    GRID.format("", "", " role=gridcell aria-expanded=false"): ["td"],
    GRID.format("", "", " role=gridcell contenteditable"): ["td"],
    "<div role=grid><div role=row><button role=gridcell>1</button></div></div>": ["button"],
}


@pytest.mark.parametrize(("html", "tags"), CELLS.items())
async def test_cells_of_a_grid(page: Page, registry: Registry, html: str, tags: list[str]) -> None:
    await page.evaluate("html => { document.body.innerHTML = html }", html)
    assert [node["tag"] for node in await raw_controls(page, registry)] == tags


async def test_rows_of_a_table_that_is_pointed_at(page: Page, registry: Registry) -> None:
    html = "<table style='cursor:pointer'><tr><td>A<td>1<tr><td>B<td>2</table>"
    await page.evaluate("html => { document.body.innerHTML = html }", html)
    assert [node["tag"] for node in await raw_controls(page, registry)] == ["tr", "tr"]


async def test_what_nobody_can_act_on_has_no_ref(page: Page, registry: Registry) -> None:
    *hidden, details = NOT_ACTED_ON
    assert await raw_names(page, registry, "".join(hidden)) == []
    assert await raw_names(page, registry, details) == ["x"]


async def test_aria_hidden_does_not_stop_the_mouse(page: Page, registry: Registry) -> None:
    html = "<div aria-hidden=true>Decor <button>Go</button></div>"
    assert await raw_names(page, registry, html) == ["Go"]


async def test_a_visible_part_of_something_hidden(page: Page, registry: Registry) -> None:
    html = (
        "<div style='visibility:hidden'>Gone <button style='visibility:visible'>Go</button></div>"
    )
    assert await raw_names(page, registry, html) == ["Go"]


# What holds nothing but the thing to click, and the thing: the tag of what is listed.
ONE_CLICK = {
    "<div style='cursor:pointer'><a href=/x>A</a></div>": ["a"],
    "<div style='cursor:pointer'><div><button>A</button></div></div>": ["button"],
    "<div tabindex=0><button>A</button></div>": ["button"],
    "<div onclick='0'><span style='cursor:pointer'>A</span></div>": ["div"],
    "<div onclick='0'><b onclick='0'>A</b></div>": ["b"],
    "<a href=/x style='cursor:default'><span style='cursor:pointer'>A</span></a>": ["a"],
    "<button><span onclick='0'>A</span></button>": ["button"],
    "<label><input type=checkbox><span style='cursor:pointer'>A</span></label>": ["input"],
    "<label style='cursor:pointer'>A <input></label>": ["input"],
    "<span style='cursor:pointer;display:inline-block;position:relative'><input type=checkbox"
    " style='position:absolute;inset:0'><svg width=20 height=20></svg></span>": ["input"],
    # A click in the middle of the row misses the link: these are two.
    "<div onclick='0' style='width:500px'><a href=/x>A</a></div>": ["div", "a"],
    "<div onclick='0'>Open <a href=/x>A</a></div>": ["div", "a"],
    "<a href=/x><button>A</button></a>": ["a", "button"],
    "<div style='cursor:pointer'>A <button style='display:none'>B</button></div>": ["div"],
}


@pytest.mark.parametrize(("html", "tags"), ONE_CLICK.items())
async def test_a_click_is_listed_once(
    page: Page, registry: Registry, html: str, tags: list[str]
) -> None:
    await page.evaluate(
        "html => { document.body.innerHTML = `<style>div{width:fit-content}</style>${html}` }", html
    )
    assert [node["tag"] for node in await raw_controls(page, registry)] == tags


# How styled controls are built: the input out of sight, its label drawn.
SCREEN_READER_ONLY = "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)"
HIDING = {
    "not rendered": "display:none",
    "invisible": "visibility:hidden",
    "transparent beside it": "opacity:0;position:absolute;left:-9999px",
    "for screen readers": SCREEN_READER_ONLY,
    "no size": "appearance:none;width:0;height:0;margin:0;border:0",
    "behind": "position:absolute;left:700px;top:300px;z-index:-1",
}


@pytest.mark.parametrize("style", HIDING.values(), ids=HIDING)
@pytest.mark.parametrize("kind", ["checkbox", "radio", "file"])
async def test_a_label_stands_for_its_styled_control(
    page: Page, registry: Registry, style: str, kind: str
) -> None:
    cover = "<div style='position:absolute;left:690px;top:290px;width:400px;height:60px'></div>"
    control = f"<input type={kind} style='{style}'"
    for html in (
        f"{control} id=c>{cover}<label for=c>I agree</label>",
        f"<label>{control}>I agree</label>{cover}",
        f"<label for=c></label>{control} id=c>{cover}<label for=c>I agree</label>",
    ):
        await page.evaluate("html => { document.body.innerHTML = html }", html)
        (node,) = await raw_controls(page, registry)
        assert (node["role"], node["name"], node["tag"]) == (kind, "I agree", "label")
        assert "place" not in node


async def test_what_a_label_stands_for_is_not_told_again(page: Page, registry: Registry) -> None:
    html = "".join(
        f"<input type=radio id=s{n} style='opacity:0;position:absolute;width:0;height:0'>"
        f"<label for=s{n}>{n}</label>"
        for n in (41, 42)
    )
    assert await lines_of(page, registry, html) == ['radio [1] "41" radio [2] "42"']


async def test_a_label_gives_way_to_a_control_that_can_be_reached(
    page: Page, registry: Registry
) -> None:
    # The transparent control lies over its picture, and is what is clicked.
    html = (
        "<label style='position:relative;display:block;width:9em;height:2em'>I agree<input"
        " type=checkbox style='opacity:0;position:absolute;inset:0;width:100%;height:100%'></label>"
        "<div style='position:relative;width:9em;height:2em'>Choose<input type=file"
        " aria-label=File style='opacity:0;position:absolute;inset:0;height:100%'></div>"
        "<label><input type=radio>Visible</label>"
    )
    await page.evaluate("html => { document.body.innerHTML = html }", html)
    nodes = await raw_controls(page, registry)
    assert [(node["name"], node["tag"]) for node in nodes] == [
        ("I agree", "input"),
        ("File", "input"),
        ("Visible", "input"),
    ]
    assert not any("place" in node for node in nodes)


async def test_a_hidden_control_whose_label_is_out_of_reach_too(
    page: Page, registry: Registry
) -> None:
    html = "<div style='opacity:0'><input type=checkbox id=c><label for=c>A</label></div>"
    await page.evaluate("html => { document.body.innerHTML = html }", html)
    (node,) = await raw_controls(page, registry)
    assert (node["tag"], node["place"]) == ("input", "transparent")


async def test_identical_controls_are_all_kept(page: Page, registry: Registry) -> None:
    # AgentOccam drops every one of a run of equal neighbours.
    html = "<button>Add to cart</button>" * 5 + "<input type=checkbox>" * 3
    assert await raw_names(page, registry, html) == ["Add to cart"] * 5 + [""] * 3


CLOBBERED = [
    "attributes", "childNodes", "children", "classList", "className", "click", "closest",
    "contains", "contentEditable", "draggable", "firstChild", "form", "getAttribute",
    "getBoundingClientRect", "getClientRects", "getRootNode", "hasAttribute", "hasAttributes", "id",
    "isContentEditable", "localName", "matches", "method", "onclick", "parentElement",
    "querySelector", "querySelectorAll", "role", "scrollHeight", "scrollTop", "shadowRoot",
    "style", "tabIndex", "tagName", "textContent", "title", "type", "__click",
]  # fmt: skip


@pytest.mark.parametrize("attributes", ["", "onclick='0'", "tabindex=0", "style='overflow:auto'"])
async def test_fields_that_take_the_place_of_the_forms_own_properties(
    page: Page, registry: Registry, attributes: str
) -> None:
    fields = "".join(f"<input name={name} aria-label={name}>" for name in CLOBBERED)
    html = f"<form {attributes}>{fields}<button>Send</button></form>"
    names = await raw_names(page, registry, html)
    if not attributes:
        assert len(names) == len(CLOBBERED) + 1
    assert [name for name in names if name in {*CLOBBERED, "Send"}] == [*CLOBBERED, "Send"]


async def test_names_that_take_the_place_of_the_documents_own_properties(
    page: Page, registry: Registry
) -> None:
    html = "".join(
        f"<img name={name} alt={name}>"
        for name in ("documentElement", "elementFromPoint", "scrollingElement", "body")
    )
    assert await raw_names(page, registry, f"{html}<button>Go</button>") == ["Go"]
