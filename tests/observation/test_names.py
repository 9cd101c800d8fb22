"""Names of controls (accname 1.2, step 2; HTML-AAM, "Accessible Name Computations")."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.observation.looking import look_at_body, only_node

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

NAMES = {
    # 2B: aria-labelledby, also of what is hidden, in the order it is written
    "<i id=a>Last</i><i id=b hidden>First</i><input aria-labelledby='b a none'>": "First Last",
    "<i id=a aria-label=Given>Seen</i><input aria-labelledby=a aria-label=Other>": "Given",
    # 2D: aria-label before a native label and before content
    "<label>Native<input aria-label=Given></label>": "Given",
    "<button aria-label=Close>×</button>": "Close",
    "<button aria-label='  '>Content</button>": "Content",
    # 2E: native labels
    "<label for=f>By  id</label><input id=f>": "By id",
    "<label>Around <input> it</label>": "Around it",
    "<label for=f>One</label><label for=f>Two</label><input id=f>": "One Two",
    "<label>Bio <textarea>What is written</textarea></label>": "Bio",
    "<label>Size <select><option>Large</select></label>": "Size",
    "<label>Mail <b>address</b><span style='display:none'> hidden</span><input></label>": (
        "Mail address"
    ),
    "<label for=f>Save</label><button id=f></button>": "Save",
    # Buttons by their value
    "<input type=submit value='Buy now'>": "Buy now",
    "<input type=button value='More'>": "More",
    "<input type=submit>": "Submit",
    "<input type=reset>": "Reset",
    "<input type=image alt=Search>": "Search",
    # 2F: content
    "<button>Add <b>to</b> cart</button>": "Add to cart",
    "<a href=/x><img alt=Logo> Home</a>": "Logo Home",
    "<a href=/x>First<br>second</a>": "First second",
    "<button><div>One</div><div>Two</div></button>": "One Two",
    "<button>Cart<span aria-hidden=true> ★</span></button>": "Cart",
    "<button>Cart<span style='visibility:hidden'> 3</span></button>": "Cart",
    "<button><svg><title>Menu</title><path/></svg></button>": "Menu",
    "<button><span aria-label=Delete>🗑</span></button>": "Delete",
    # 2I: tooltip, then placeholder
    "<input title=Tip placeholder=Hint>": "Tip",
    "<input placeholder='you@example.com'>": "you@example.com",
    "<div contenteditable aria-placeholder='Write here'></div>": "Write here",
    # Without any of these: what its author called it
    "<a href='/products/green-tea?x=1#y'></a>": "green-tea",
    "<button class=icon-close></button>": "icon-close",
    "<input name=quantity>": "quantity",
    "<div onclick='0' title=Tip>Seen</div>": "Tip",
    "<div onclick='0'>Seen <b>text</b></div>": "Seen text",
}


@pytest.mark.parametrize(("html", "name"), NAMES.items(), ids=NAMES.values())
async def test_name(page: Page, registry: Registry, html: str, name: str) -> None:
    assert (await only_node(page, registry, html)).name == name


GROUPS = {
    "<fieldset><legend>Address</legend><input aria-label=Street></fieldset>": (
        'group "Address"\n textbox [1] "Street"'
    ),
    "<table><caption>Prices</caption><tr><td>1</table>": 'table "Prices"\n | 1 |',
    "<figure><img alt=Cat><figcaption>A cat</figcaption></figure>": ('figure "A cat"\n img "Cat"'),
    "<nav aria-label=Main><a href=/x>X</a></nav>": 'navigation "Main"\n link [1] "X"',
    "<ul aria-labelledby=t><li>One</ul><h2 id=t>Things</h2>": (
        'list "Things"\n - One\nheading 2 "Things"'
    ),
}


@pytest.mark.parametrize(("html", "text"), GROUPS.items())
async def test_names_of_what_holds_others(
    page: Page, registry: Registry, html: str, text: str
) -> None:
    assert (await look_at_body(page, registry, html)).text == text


async def test_label_is_not_repeated_as_text(page: Page, registry: Registry) -> None:
    html = "<label for=a>Name: *</label><input id=a><label><input type=checkbox> News</label>"
    text = (await look_at_body(page, registry, html)).text
    assert text == 'textbox [1] "Name: *"\ncheckbox [2] "News" unchecked'


async def test_a_form_field_called_like_a_property_is_no_name(
    page: Page, registry: Registry
) -> None:
    # HTML, "named properties of the form element": `form.title` is the field, not the attribute.
    fields = "".join(
        f"<input name={name} aria-label={name}>"
        for name in ("title", "id", "name", "method", "action", "type", "placeholder", "labels")
    )
    html = f"<form aria-label=F onclick='0'>{fields}<select name=labels></select></form>"
    observation = await look_at_body(page, registry, html)
    assert observation.nodes[0].name == "F"
    assert [node.name for node in observation.refs.values()][1:] == [
        "title", "id", "name", "method", "action", "type", "placeholder", "labels", "labels",
    ]  # fmt: skip
    text = (await look_at_body(page, registry, html.replace("aria-label=F ", ""))).text
    assert text.startswith("form [")
