"""Descriptions (accname 1.2, "Description Computation") and errors (WAI-ARIA 1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import observe

from tests.observation.looking import look_at_body
from tests.observation.told import told_of

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

CLAUSES = {
    "aria-describedby before aria-description before the tooltip": {
        "<i id=a>A</i><i id=b hidden>B</i><button t aria-describedby='b a'>x</button>": "B A",
        "<i id=a>A</i><button t aria-describedby=a aria-description=D title=T>x</button>": "A",
        "<button aria-describedby=none aria-description=D title=T>x</button>": "D",
        "<button title=T>x</button>": "T",
        "<button>x</button>": "",
    },
    "what is the name already": {
        "<button title=T></button>": "",
        "<button title=x>x</button>": "",
        "<button aria-label=x title=' x '>y</button>": "",
        "<i id=a>x</i><button t aria-describedby=a title=T>x</button>": "T",
    },
    "placeholders, as long as they can be seen": {
        "<input placeholder='DD.MM.YYYY' aria-label=Day>": "DD.MM.YYYY",
        "<input placeholder='DD.MM.YYYY' aria-label=Day value=x>": "",
        "<input placeholder=Day>": "",
        "<textarea placeholder=P aria-label=L></textarea>": "P",
        "<div role=textbox contenteditable aria-placeholder=P aria-label=L></div>": "P",
        "<div role=textbox contenteditable aria-placeholder=P aria-label=L>x</div>": "",
    },
    "placeholders besides what else describes a field": {
        "<i id=a>Local</i><input t placeholder='+43 …' aria-label=x aria-describedby=a>": (
            "Local · +43 …"
        ),
        "<i id=a>Local</i><input t placeholder=+43 value=1 aria-label=x aria-describedby=a>": (
            "Local"
        ),
        "<i id=a>As in +43</i><input t placeholder=+43 aria-label=x aria-describedby=a>": (
            "As in +43"
        ),
        "<i id=a>Local</i><input t placeholder=Phone aria-describedby=a>": "Local",
        "<input placeholder=+43 aria-label=x title=T>": "T · +43",
    },
    "the tooltip of an icon beside figures": {
        "<a href=/x><i title=Comments>💬4</i></a>": "Comments",
        "<a href=/x>4 <i title=Comments></i> replies</a>": "",
        "<a href=/x title=T><i title=Comments>💬4</i></a>": "T",
        "<a href=/x><i class=w title=SECRET>💬4</i></a>": "",
    },
    "what tells of a mistake is no description": {
        "<i id=a>4 digits</i><i id=b class=error>Short</i>"
        "<input t aria-invalid=true aria-describedby='a b'>": "4 digits",
        "<i id=a class=error>Short</i><input t aria-describedby=a>": "Short",
    },
    "withheld": {
        "<i id=a class=w>SECRET</i><button t aria-describedby=a>x</button>": "",
        "<i id=a>a <b class=w>SECRET</b></i><button t aria-describedby=a>x</button>": "a",
    },
}


@pytest.mark.parametrize("cases", CLAUSES.values(), ids=CLAUSES)
async def test_descriptions(page: Page, cases: dict[str, str]) -> None:
    told = await told_of(page, cases)
    assert {body: one.description for body, one in told.items()} == cases


ERRORS = {
    "<i id=a>Too short</i><input t aria-invalid=true aria-errormessage=a>": "Too short",
    "<i id=a>Too short</i><input t aria-invalid=false aria-errormessage=a>": "",
    "<i id=a>Too short</i><input t aria-errormessage=a>": "",
    # A message kept ready: "authors MUST ensure the content is not hidden".
    "<i id=a hidden>Too short</i><input t aria-invalid=true aria-errormessage=a>": "",
    "<i id=a>One</i><i id=b>Two</i><input t aria-invalid=true aria-errormessage='a b'>": "One Two",
    "<i id=a class=w>SECRET</i><input t aria-invalid=true aria-errormessage=a>": "",
    "<i id=a>Pick one</i><p role=radiogroup t aria-invalid=true aria-errormessage=a>x</p>": (
        "Pick one"
    ),
    # Many pages give what describes a field as the reason, for want of `aria-errormessage`.
    "<i id=a class=invalid-feedback>Short</i><input t aria-invalid=true aria-describedby=a>": (
        "Short"
    ),
    "<i id=mail-error>Short</i><input t aria-invalid=true aria-describedby=mail-error>": "Short",
    "<i id=a role=alert>Short</i><input t aria-invalid=true aria-describedby=a>": "Short",
    "<i id=a aria-live=polite>Short</i><input t aria-invalid=true aria-describedby=a>": "Short",
    "<i id=a>4 digits</i><input t aria-invalid=true aria-describedby=a>": "",
    "<i id=a class=error>Short</i><input t aria-describedby=a>": "",
    "<i id=a class=error hidden>Short</i><input t aria-invalid=true aria-describedby=a>": "",
    "<i id=a>One</i><i id=b class=error>Two</i>"
    "<input t aria-invalid=true aria-errormessage=a aria-describedby=b>": "One",
    "<i id=a class='error w'>SECRET</i><input t aria-invalid=true aria-describedby=a>": "",
    # Nobody has tried to send it.
    "<form><input required t></form>": "",
    "<input type=email value=x>": "",
}


async def test_errors(page: Page) -> None:
    told = await told_of(page, ERRORS)
    assert {body: one.error for body, one in told.items()} == ERRORS


SENT = {
    "<form><input required><button>Go</button></form>": "fill out",
    "<form><input type=email value=x><button>Go</button></form>": "@",
    "<form><select required><option></select><button>Go</button></form>": "select an item",
    "<form novalidate onsubmit='return false'><input required><button>Go</button></form>": "",
}


@pytest.mark.parametrize(("html", "message"), SENT.items())
async def test_what_the_browser_says_of_a_refused_field(
    page: Page, registry: Registry, html: str, message: str
) -> None:
    # HTML, ":user-invalid"; Selectors 4.
    before = await look_at_body(page, registry, html)
    assert not any(node.error for node in before.refs.values())
    await page.locator("button").click()
    field = next(iter((await observe(page, registry)).refs.values()))
    assert message in field.error
    assert bool(field.error) is bool(message)


async def test_a_message_of_the_page_s_own(page: Page, registry: Registry) -> None:
    html = "<form><input><button>Go</button></form>"
    await look_at_body(page, registry, html)
    await page.evaluate("document.querySelector('input').setCustomValidity('Sold out')")
    await page.locator("button").click()
    assert (await observe(page, registry)).refs[1].error == "Sold out"
    await page.evaluate("document.querySelector('input').setCustomValidity('')")
    assert (await observe(page, registry)).refs[1].error == ""


async def test_what_describes_a_control_is_read_anew(page: Page, registry: Registry) -> None:
    html = "<p><i id=a>Old</i></p><input aria-label=x aria-describedby=a>"
    assert (await look_at_body(page, registry, html)).refs[1].description == "Old"
    await page.evaluate("a.firstChild.data = 'New'")
    assert (await observe(page, registry)).refs[1].description == "New"


async def test_an_error_that_appears_is_read(page: Page, registry: Registry) -> None:
    html = (
        "<style>.off { display: none }</style><i id=a class=off>Too short</i>"
        "<input aria-label=x aria-invalid=true aria-errormessage=a>"
    )
    assert (await look_at_body(page, registry, html)).refs[1].error == ""
    await page.evaluate("a.className = ''")
    assert (await observe(page, registry)).refs[1].error == "Too short"


async def test_a_description_becomes_the_error(page: Page, registry: Registry) -> None:
    html = "<p id=a>Short</p><input aria-label=x aria-invalid=true aria-describedby=a>"
    before = (await look_at_body(page, registry, html)).refs[1]
    assert (before.error, before.description) == ("", "Short")
    await page.evaluate("a.className = 'error'")
    after = (await observe(page, registry)).refs[1]
    assert (after.error, after.description) == ("Short", "")


async def test_a_hint_beside_its_field_is_told_once(page: Page, registry: Registry) -> None:
    html = (
        "<div><label for=p>Phone</label><input id=p placeholder='+43 …' aria-describedby=h>"
        "<div id=h>For the courier.</div></div>"
    )
    text = (await look_at_body(page, registry, html)).text
    assert text == 'textbox [1] "Phone" description: "For the courier. · +43 …"'


EXPLAINED = {
    "<p>Rated <span title='87 %'>★★★★☆</span></p>": "Rated ★★★★☆ (87 %)",
    "<p><i title=Comments>💬4</i> <i title=Likes>♥ 2</i></p>": "💬4 (Comments) ♥ 2 (Likes)",
    "<div title=4.5>★★★★</div>": "★★★★ (4.5)",
    "<ul><li title=Yes>✓<li>No</ul>": "- ✓ (Yes)\n- No",
    "<p>Kim <i title=Verified style='display:inline-block;width:9px;height:9px'></i></p>": (
        'Kim img "Verified"'
    ),
    "<p>Kim <i title=Nowhere></i></p>": "Kim",
    # Of words a tooltip mostly says the same.
    "<p><span title='Hypertext'>HTML</span></p>": "HTML",
    "<p><span title='42'>42</span></p>": "42",
    "<p><span aria-hidden=true title=x>★</span>Tea</p>": "Tea",
    "<h2>Tea <span title='87 %'>★★★★</span></h2>": 'heading 2 "Tea ★★★★"',
    "<p><a href=/x><i title=Comments>💬4</i></a></p>": 'link [1] "💬4" description: "Comments"',
}


@pytest.mark.parametrize(("html", "text"), EXPLAINED.items())
async def test_what_explains_signs_and_figures(
    page: Page, registry: Registry, html: str, text: str
) -> None:
    assert (await look_at_body(page, registry, html)).text == text
