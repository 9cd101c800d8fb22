"""Names (accname 1.2, section 4.3.2; HTML-AAM 1.0, "Accessible Name Computations")."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import observe

from tests.observation.looking import look_at_body, only_node, withhold
from tests.observation.told import told_of

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Observation, Registry

CLAUSES = {
    "2A: what is hidden says nothing": {
        "<button>Cart<span aria-hidden=true> ★</span></button>": "Cart",
        "<button>Cart<span hidden> 3</span></button>": "Cart",
        "<button>Cart<span style='visibility:hidden'> 3</span></button>": "Cart",
        "<button>a<i style='visibility:hidden'>b<b style='visibility:visible'>c</b></i></button>": (
            "ac"
        ),
        "<button>Cart<span style='opacity:0'> 3</span></button>": "Cart 3",
        "<a href=/x>a<script>1</script><style>b</style><template>c</template></a>": "a",
        "<button><details><summary>s</summary>closed</details></button>": "s",
    },
    "2A: unless it is referred to, then with all that is hidden in it": {
        "<i id=a hidden>First <b hidden>deep</b></i><input t aria-labelledby=a>": "First deep",
        "<div id=a>vis <b hidden>hid</b></div><input t aria-labelledby=a>": "vis",
        "<label style='display:none' for=f>Mail</label><input id=f t>": "Mail",
        "<i id=a aria-hidden=true>Mail</i><input t aria-labelledby=a>": "Mail",
    },
    "2B: aria-labelledby, in the order it is written": {
        "<i id=a>Last</i><i id=b>First</i><input t aria-labelledby='b\n a none'>": "First Last",
        "<i id=a aria-label=Given>Seen</i><input t aria-labelledby=a aria-label=Other>": "Given",
        "<button aria-labelledby=none>Content</button>": "Content",
        "<button aria-labelledby=''>Content</button>": "Content",
    },
    "2B: ids lead on only once": {
        "<b id=a aria-labelledby=b>One</b><b id=b>Two</b><input t aria-labelledby=a>": "One",
        "<b id=b>Two</b><button t><i aria-labelledby=b>One</i> more</button>": "Two more",
    },
    "2B: an element may refer to itself": {
        "<button t id=a aria-label=Delete aria-labelledby='a b'>x</button><i id=b>tea.pdf</i>": (
            "Delete tea.pdf"
        ),
        "<button t id=a aria-labelledby='a b'>Delete</button><i id=b>tea.pdf</i>": "Delete tea.pdf",
        "<label id=a>Wake in <input t value=3 aria-labelledby=a> min</label>": "Wake in min",
    },
    "2C: what is entered in a label's other controls": {
        "<input type=checkbox id=f t><label for=f>Flash <input value=3> times</label>": (
            "Flash 3 times"
        ),
        "<input type=checkbox id=f t><label for=f>At <input value=3 aria-label=n> s</label>": (
            "At 3 s"
        ),
        "<input type=checkbox id=f t><label for=f>For <select><option>1<option selected>2"
        "</select> min</label>": "For 2 min",
        "<input type=checkbox id=f t><label for=f>At <i role=slider aria-valuenow=3 "
        "aria-valuetext=three></i> %</label>": "At three %",
        "<input type=checkbox id=f t><label for=f>If <input type=password value=hunter2></label>": (
            "If"
        ),
        "<label>Around <input t value=own> it</label>": "Around it",
        "<label>Bio <textarea t>What is written</textarea></label>": "Bio",
        "<label>Size <select t><option>Large</select></label>": "Size",
        "<label>Sum <output t>5</output></label>": "Sum",
    },
    "2D: aria-label": {
        "<label>Native<input t aria-label=Given></label>": "Given",
        "<button aria-label=Close>×</button>": "Close",
        "<button aria-label='  '>Content</button>": "Content",
    },
    "2E: labels": {
        "<label for=f>By  id</label><input id=f t>": "By id",
        "<label for=f>One</label><label for=f>Two</label><input id=f t>": "One Two",
        "<label>Mail <b>address</b><span style='display:none'> hidden</span><input t></label>": (
            "Mail address"
        ),
        "<label for=f>Save</label><button id=f t>Content</button>": "Save",
        "<label for=f>Sent</label><progress id=f t></progress>": "Sent",
        "<label for=f>Go</label><input type=submit id=f t value=Value>": "Go",
        "<label for=f>a<i role=button>b</i></label><input id=f t>": "a b",
    },
    "2E: buttons by what is written on them": {
        "<input type=submit value='Buy now'>": "Buy now",
        "<input type=button value='More' title=Tip>": "More",
        "<input type=submit>": "Submit",
        "<input type=reset>": "Reset",
        "<input type=image alt=Search value=V>": "Search",
        "<input type=image value=V title=Tip>": "V",
        "<input type=image title=Tip>": "Tip",
        "<input type=image>": "Submit",
        "<input type=button title=Tip>": "Tip",
    },
    "2E: pictures": {
        "<img alt=Logo title=Tip>": "Logo",
        "<img title=Tip>": "Tip",
        "<svg t><title>Menu</title><desc>d</desc></svg>": "Menu",
        "<svg><a href=/x t><title>Map</title><text>x</text></a></svg>": "Map",
        "<svg><image href=/x t><title>Map</title></image></svg>": "Map",
        "<map name=m><area href=/x alt=Attic t></map>": "Attic",
    },
    "2E: groups, tables, figures, lists of options": {
        "<fieldset><p>a</p><legend>Address</legend></fieldset>": "Address",
        "<fieldset><div><legend>Not its own</legend></div></fieldset>": "",
        "<table><caption>Prices <b hidden>x</b></caption><tr><td>1</table>": "Prices",
        "<table summary=Prices><tr><td>1</table>": "Prices",
        "<figure><img alt=Cat><figcaption>A cat</figcaption></figure>": "A cat",
        "<select><optgroup label=Green t><option>a</select>": "Green",
        "<select><option label=Label t>Text</select>": "Label",
        "<select><option t> a  b </select>": "a b",
    },
    "2F: content": {
        "<button>Add <b>to</b> cart</button>": "Add to cart",
        "<h2>Tea <a href=/x aria-label='Link to it'>#</a></h2>": "Tea Link to it",
        "<div role=tab>One</div>": "One",
        "<div role=group>One</div>": "",
        "<p id=o>owned</p><button t aria-owns=o>Own</button>": "Own owned",
        "<button style='display:contents'>a <i style='display:contents'>b</i></button>": "a b",
        "<a href=/x><object>o</object><iframe title=Film></iframe> more</a>": "o Film more",
    },
    "2F: an item without the items below it": {
        "<ul role=tree><li role=treeitem t>Fruit<ul role=group><li role=treeitem>Apple</ul></ul>": (
            "Fruit"
        ),
        "<div role=menuitem>File<div role=menu><div role=menuitem>Open</div></div></div>": "File",
    },
    "2F: pictures in content": {
        "<a href=/x>a<img alt=Logo>b</a>": "a Logo b",
        "<a href=/x>a<img alt=''>b</a>": "ab",
        "<a href=/x>a<img alt=Logo role=none>b</a>": "ab",
        "<a href=/x><img title=Tip></a>": "Tip",
        "<button><svg><title>Menu</title><path/></svg></button>": "Menu",
        "<button><svg><text>Drawn</text></svg></button>": "Drawn",
        "<button><i role=img aria-label=Star></i></button>": "Star",
        "<button><span aria-label=Delete>🗑</span></button>": "Delete",
        "<h2>Tea <button title=Fold> <svg></svg> </button></h2>": "Tea Fold",
    },
    "2F: controls in content are told as what they are": {
        "<h2>a <input value=v> b</h2>": "a b",
        "<a href=/x>a <input type=submit value=Go> b</a>": "a Go b",
    },
    "2F: where words end": {
        "<a href=/x>First<br>second</a>": "First second",
        "<button><div>One</div><div>Two</div></button>": "One Two",
        "<button><span>One</span><span>Two</span></button>": "OneTwo",
        "<button style='display:flex'><span>One</span><span>Two</span></button>": "One Two",
        "<button><i style='display:inline-block'>One</i><i>Two</i></button>": "One Two",
        "<button>a<i style='position:absolute'>b</i>c</button>": "a b c",
        "<a href=/x>H<sub>2</sub>O</a>": "H2O",
    },
    "2I: tooltips, then placeholders (HTML-AAM)": {
        "<input title=Tip placeholder=Hint>": "Tip",
        "<input placeholder='you@example.com'>": "you@example.com",
        "<input type=range placeholder=Hint>": "",
        "<div contenteditable aria-placeholder='Write here'></div>": "Write here",
        "<a href=/x title=Tip></a>": "Tip",
        "<a href=/x title=Tip>Content</a>": "Content",
        "<nav title=Tip>x</nav>": "Tip",
        "<iframe title=Film></iframe>": "Film",
        # By accname 1.2 a tooltip counts on any element; Chromium passes over those of no role.
        "<button><i title=Delete></i></button>": "Delete",
    },
    "white space and icons": {
        "<button>\n a \t&nbsp; b </button>": "a b",
        "<button>\ue001 Save \U000f0193</button>": "Save",
        "<button aria-label='\ue001'>Content</button>": "Content",
    },
    "withheld": {
        "<button>Go <b class=w>SECRET</b></button>": "Go",
        "<label for=f class=w>SECRET</label><input id=f t>": "",
        "<b class=w id=a>SECRET</b><button t aria-labelledby=a>Go</button>": "Go",
        "<label for=f>a <input class=w value=SECRET></label><input id=f t>": "a",
        "<label for=f>a <select><option class=w selected>SECRET</select></label><input id=f t>": (
            "a"
        ),
        "<button><i class=w title=SECRET></i></button>": "",
        "<p id=o class=w>SECRET</p><button t aria-owns=o>Own</button>": "Own",
        "<button><b class=w aria-labelledby=a>x</b></button><i id=a>SECRET</i>": "",
    },
}


@pytest.mark.parametrize("cases", CLAUSES.values(), ids=CLAUSES)
async def test_names(page: Page, cases: dict[str, str]) -> None:
    told = await told_of(page, cases)
    assert {body: one.name for body, one in told.items()} == cases


BOXES = {
    "<button>Status<i style='display:inline-block'>×</i></button>": "Status ×",
    "<button><i style='display:inline-block'>One</i><i>Two</i></button>": "One Two",
    "<button>Status<i>×</i></button>": "Status×",
    "<a href=/x><i style='position:absolute;width:1px;height:1px'>Remove</i>Status</a>": (
        "Remove Status"
    ),
}


@pytest.mark.parametrize(("html", "name"), BOXES.items())
async def test_a_box_in_a_line_is_a_word_of_its_own(
    page: Page, registry: Registry, html: str, name: str
) -> None:
    assert (await only_node(page, registry, html)).name == name


HINTS = {
    "<a href='/products/green-tea?x=1#y'></a>": "green-tea",
    "<a href='/gr%C3%BCner-tee'><img src=/i.png></a>": "grüner-tee",
    "<a href='/%E4%'></a>": "%E4%",
    "<a href=/p/5><img src='/img/black-tea.webp?w=9'></a>": "black tea",
    "<a href=/p/5><img src='data:image/png;base64,AAAA'></a>": "5",
    "<a href=https://tea.example/><svg></svg></a>": "tea.example",
    "<a href='javascript:void(0)' id=open></a>": "open",
    "<a href='#' id=open></a>": "open",
    "<button class='btn icon-close icon-lg'></button>": "close",
    "<button><i class='fa fa-shopping-cart fa-2x'></i></button>": "shopping cart",
    "<button><i class='bi bi-x-lg'></i></button>": "x",
    "<button><span class='glyphicon glyphicon-trash'></span></button>": "trash",
    "<button class=b><i class=Card_closeIcon__3xY1z></i></button>": "card close",
    "<button><svg><use href='#icon-heart'/></svg></button>": "heart",
    "<button><svg><use xlink:href='/sprite.svg#arrow-left'/></svg></button>": "arrow left",
    "<button><svg data-testid=DeleteIcon class=MuiSvgIcon-root></svg></button>": "delete",
    "<button><ion-icon name=add-circle></ion-icon></button>": "add circle",
    "<button class=css-1x data-original-title='Save all'></button>": "Save all",
    "<div onclick='0'><i data-tooltip=Fold></i></div>": "Fold",
    "<a href=/cart/5 title=' '><i class='fa fa-trash'></i></a>": "trash",
    "<button class='btn btn-1'></button>": "btn btn-1",
    "<input name=quantity>": "quantity",
}


@pytest.mark.parametrize(("html", "name"), HINTS.items())
async def test_what_nothing_names_is_called_by_its_author_s_words(
    page: Page, registry: Registry, html: str, name: str
) -> None:
    (node,) = (await look_at_body(page, registry, html)).refs.values()
    assert (node.name, node.hinted) == (name, True)


async def test_a_nameless_link_is_called_as_another_to_its_address(
    page: Page, registry: Registry
) -> None:
    html = "<a href=/p/77><img src=7.png></a><p id=p></p>"
    assert (await look_at_body(page, registry, html)).refs[1].name == "77"
    await page.evaluate("p.innerHTML = '<a href=/p/77>Green tea</a>'")
    node = (await observe(page, registry)).refs[1]
    assert (node.name, node.hinted) == ("Green tea", True)
    await page.evaluate("p.firstChild.textContent = 'Black tea'")
    assert (await observe(page, registry)).refs[1].name == "Black tea"
    await page.evaluate("p.firstChild.href = '/p/78'")
    assert (await observe(page, registry)).refs[1].name == "77"


async def test_a_hint_is_never_what_is_withheld(page: Page, registry: Registry) -> None:
    html = """<button id=b><i class='w fa-secret' data-tooltip=SECRET></i></button>
    <a href=/7></a><a class=w href=/7>SECRET</a>"""
    observation = await look_at_body(page, registry, html, reading=withhold(".w"))
    # That something in the button is withheld says more than what it is identified by.
    assert [node.name for node in observation.refs.values()] == ["", "7"]
    assert "secret" not in repr(await registry.inspect(1)).lower()


async def test_names_set_by_a_script(page: Page, registry: Registry) -> None:
    # ARIA, "ARIAMixin": element reflection leaves the attribute empty.
    await look_at_body(page, registry, "<b>Given</b><button>Content</button>")
    await page.evaluate(
        """() => {
          const [label, button] = document.body.children;
          button.ariaLabelledByElements = [label];
        }"""
    )
    (node,) = (await observe(page, registry)).refs.values()
    assert node.name == "Given"


CHANGES = {
    "<label for=f><b id=c>Old</b></label><input id=f>": "c.textContent = 'New'",
    "<p><i><b id=c>Old</b></i></p><input aria-labelledby=c>": "c.firstChild.data = 'New'",
    "<fieldset><legend id=c>Old</legend><input aria-label=x></fieldset>": "c.textContent = 'New'",
    "<b id=c hidden>Old</b><input aria-labelledby=c>": "c.textContent = 'New'",
    "<b id=d>New</b><a href=/Old aria-labelledby=c></a>": "d.id = 'c'",
}


@pytest.mark.parametrize(("html", "change"), CHANGES.items())
async def test_a_name_that_stands_elsewhere_is_read_anew(
    page: Page, registry: Registry, html: str, change: str
) -> None:
    assert "Old" in names_in(await look_at_body(page, registry, html))
    await page.evaluate(f"() => {{ {change} }}")
    names = names_in(await observe(page, registry))
    assert "New" in names
    assert "Old" not in names


def names_in(observation: Observation) -> set[str]:
    return {node.name for root in observation.nodes for node in root.walk()}


async def test_a_form_field_called_like_a_property_is_no_name(
    page: Page, registry: Registry
) -> None:
    # HTML, "named properties of the form element": `form.title` is the field, not the attribute.
    names = [
        "title", "id", "name", "method", "action", "type", "placeholder", "labels", "attributes",
        "getAttribute", "hasAttributes", "matches", "closest", "children", "childNodes", "tagName",
        "localName", "parentElement", "tabIndex", "checkVisibility", "host", "getRootNode",
        "isContentEditable", "value",
    ]  # fmt: skip
    fields = "".join(f"<input name={name} aria-label={name}>" for name in names)
    html = f"<div aria-disabled=false><form role=dialog aria-label=F>{fields}</form></div>"
    observation = await look_at_body(page, registry, html)
    assert [node.name for node in observation.refs.values()] == names
    assert "F" in observation.text


async def test_a_picture_called_like_a_property_of_the_document(
    page: Page, registry: Registry
) -> None:
    # HTML, "named properties of the document": `document.activeElement` is the image.
    names = ["activeElement", "styleSheets", "adoptedStyleSheets", "getElementById", "host"]
    pictures = "".join(f"<img name={name} alt=''>" for name in names)
    html = f"{pictures}<b id=l>Go</b><button aria-labelledby=l></button>"
    (node,) = (await look_at_body(page, registry, html)).refs.values()
    assert (node.name, node.states) == ("Go", {})


async def test_a_name_many_refer_to_costs_no_time(page: Page, registry: Registry) -> None:
    # Each of these refers to all the text of the page: read for each, it would take minutes.
    text = "<i>word</i>" * 4000
    html = f"<div id=all>{text}</div>" + "<button aria-labelledby=all>x</button>" * 2000
    observation = await look_at_body(page, registry, html, reading=withhold(".none"))
    assert len(observation.refs) == 2000
    assert observation.timings.capture_ms < 10_000
