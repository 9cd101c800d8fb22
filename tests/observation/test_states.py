"""States (WAI-ARIA 1.2, section 6.6; HTML-AAM 1.0), and that what is usual is not said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from webagent_observation import observe

from tests.observation.looking import look_at, look_at_body, named
from tests.observation.told import functions, told_of

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Observation, Registry

CLAUSES: dict[str, dict[str, dict[str, Any]]] = {
    "checked": {
        "<input type=checkbox>": {"checked": False},
        "<input type=checkbox checked>": {"checked": True},
        "<input type=radio>": {},
        "<input type=radio checked>": {"checked": True},
        "<div role=checkbox aria-checked=mixed>x</div>": {"checked": "mixed"},
        "<div role=checkbox>x</div>": {"checked": False},
        "<button role=switch aria-checked=true>x</button>": {"checked": True},
        "<button role=switch aria-checked=false>x</button>": {"checked": False},
        "<div role=switch aria-checked=mixed>x</div>": {"checked": False},
        "<input type=checkbox role=switch checked>": {"checked": True},
        "<div role=menuitemcheckbox aria-checked=true>x</div>": {"checked": True},
        "<div role=menuitemradio aria-checked=false>x</div>": {},
        "<div role=treeitem aria-checked=true>x</div>": {"checked": True},
        # HTML: the native state stands, whatever ARIA says.
        "<input type=checkbox aria-checked=true>": {"checked": False},
    },
    "pressed": {
        "<button aria-pressed=true>x</button>": {"pressed": True},
        "<button aria-pressed=mixed>x</button>": {"pressed": "mixed"},
        # That it can be pressed tells it from what only does something.
        "<button aria-pressed=false>x</button>": {"pressed": False},
        "<button aria-pressed=undefined>x</button>": {},
        "<input type=checkbox role=button checked>": {"pressed": True},
        "<input type=checkbox role=button>": {"pressed": False},
    },
    "selected": {
        "<div role=tab aria-selected=true>x</div>": {"selected": True},
        "<div role=tab aria-selected=false>x</div>": {},
        "<select><option t>a</select>": {"selected": True},
    },
    "expanded": {
        "<button aria-expanded=true>x</button>": {"expanded": True},
        "<button aria-expanded=false>x</button>": {"expanded": False},
        "<button aria-expanded=undefined>x</button>": {},
        "<details><summary t>x</summary>y</details>": {"expanded": False},
        "<details open><summary t>x</summary>y</details>": {"expanded": True},
        "<button popovertarget=p>x</button><p popover id=p>y</p>": {"expanded": False},
        "<button popovertarget=none>x</button>": {},
        "<button popovertarget=p>x</button><p id=p>y</p>": {},
    },
    "disabled": {
        "<button disabled>x</button>": {"disabled": True},
        "<button aria-disabled=true>x</button>": {"disabled": True},
        "<button aria-disabled=false>x</button>": {},
        "<fieldset disabled><button t>x</button></fieldset>": {"disabled": True},
        "<fieldset disabled><legend><button t>x</button></legend></fieldset>": {},
        "<fieldset disabled><a href=/x t>x</a></fieldset>": {},
        "<div aria-disabled=true><p><a href=/x t>x</a></p></div>": {"disabled": True},
        "<div inert><button t>x</button></div>": {"disabled": True},
        "<button inert>x</button>": {"disabled": True},
        "<select><optgroup disabled><option>a<option t>b</optgroup></select>": {"disabled": True},
    },
    "required, read only, invalid": {
        "<input required>": {"required": True},
        "<input aria-required=true>": {"required": True},
        "<select required></select>": {"required": True},
        "<input readonly>": {"readonly": True},
        "<input type=checkbox readonly>": {"checked": False},
        "<div role=textbox aria-readonly=true>x</div>": {"readonly": True},
        "<input aria-invalid=true>": {"invalid": True},
        "<input aria-invalid=unheard-of>": {"invalid": True},
        "<input aria-invalid=spelling>": {"invalid": "spelling"},
        "<input aria-invalid=false>": {},
        "<input aria-invalid=''>": {},
        # It can't be sent, but nothing shows that yet.
        "<input type=email value=x>": {},
    },
    "current, busy, popup, sort": {
        "<a href=/x aria-current=page>x</a>": {"current": "page"},
        "<a href=/x aria-current=true>x</a>": {"current": True},
        "<a href=/x aria-current=unheard-of>x</a>": {"current": True},
        "<a href=/x aria-current=false>x</a>": {},
        "<button aria-busy=true>x</button>": {"busy": True},
        "<button aria-haspopup=true>x</button>": {"haspopup": "menu"},
        "<button aria-haspopup=dialog>x</button>": {"haspopup": "dialog"},
        "<button aria-haspopup=unheard-of>x</button>": {},
        "<button aria-haspopup=false>x</button>": {},
        "<table><tr><th t aria-sort=ascending>x</table>": {"sort": "ascending"},
        "<table><tr><th t aria-sort=none>x</table>": {},
    },
    "bounds": {
        "<input type=number min=1 max=9 step=2>": {"min": "1", "max": "9", "step": "2"},
        "<input type=number>": {},
        "<input type=range>": {"min": "0", "max": "100"},
        "<input type=range max=10>": {"min": "0", "max": "10"},
        "<input min=1>": {},
        "<div role=slider aria-valuemin=1 aria-valuemax=5>x</div>": {"min": "1", "max": "5"},
        "<progress max=10></progress>": {"max": "10"},
        # ARIA has 0 and 100, HTML 0 and 1 where nothing is written.
        "<progress max=1></progress>": {},
        "<progress max=100></progress>": {"max": "100"},
        "<meter min=0 max=10 value=4></meter>": {"max": "10"},
        "<div role=progressbar aria-valuemin=0 aria-valuemax=100>x</div>": {},
        "<div role=meter aria-valuemin=10 aria-valuemax=300>x</div>": {"min": "10", "max": "300"},
    },
    "kinds of fields": {
        "<input type=date>": {"format": "YYYY-MM-DD"},
        "<input type=password>": {"password": True},
        "<input type=file multiple>": {"multiple": True},
        "<select multiple></select>": {"multiple": True},
        "<div role=listbox aria-multiselectable=true>x</div>": {"multiple": True},
    },
    "level": {
        "<h3>x</h3>": {"level": 3},
        "<h3 aria-level=5>x</h3>": {"level": 5},
        "<h3 aria-level=0>x</h3>": {"level": 3},
        "<h3 aria-level=x>x</h3>": {"level": 3},
        "<div role=heading>x</div>": {"level": 2},
        "<div role=treeitem aria-level=3>x</div>": {"level": 3},
        "<div role=treeitem>x</div>": {},
    },
    "modal": {
        "<div role=dialog aria-modal=true>x</div>": {"modal": True},
        "<div role=dialog>x</div>": {},
        "<dialog open>x</dialog>": {},
    },
}


@pytest.mark.parametrize("cases", CLAUSES.values(), ids=CLAUSES)
async def test_states(page: Page, cases: dict[str, dict[str, Any]]) -> None:
    told = await told_of(page, cases)
    assert {body: one.states for body, one in told.items()} == cases


TABLE = "<tr><th>M<th>T<tr><td>1<td>2</table>"

STRUCTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "<ol><li>Cart<li aria-current=step>Pay</ol>": ("listitem", {"current": "step"}),
    "<table><tr><th>M<th>T<tr aria-selected=true><td>1<td>2</table>": ("row", {"selected": True}),
    "<table><tr><th>M<th>T<tr><td aria-current=date>1<td>2</table>": ("cell", {"current": "date"}),
    f"<table aria-rowcount=90>{TABLE}": ("table", {"rowcount": 90}),
    f"<table aria-rowcount=2>{TABLE}": ("table", {}),
    f"<table aria-rowcount=-1>{TABLE}": ("table", {}),
    "<ul aria-busy=true><li>x</ul>": ("list", {"busy": True}),
    "<nav aria-label=x aria-expanded=false aria-disabled=true>y</nav>": (
        "navigation",
        {"expanded": False, "disabled": True},
    ),
    "<div role=radiogroup aria-required=true aria-label=x><input type=radio></div>": (
        "radiogroup",
        {"required": True},
    ),
    "<progress max=300 value=170></progress>": ("progressbar", {"max": "300"}),
}


@pytest.mark.parametrize(("html", "told"), STRUCTURES.items())
async def test_what_can_not_be_acted_on_has_states_too(
    page: Page, registry: Registry, html: str, told: tuple[str, dict[str, Any]]
) -> None:
    observation = await look_at_body(page, registry, html)
    role, states = told
    found = [
        dict(node.states) for root in observation.nodes for node in root.walk() if node.role == role
    ]
    assert states in found


TEXTS = {
    "<p><a href=/>Home</a> / <span aria-current=page>Tea</span></p>": (
        'link [1] "Home" / Tea (current page)'
    ),
    "<div><div>Cart</div><div aria-current=step>Pay</div></div>": "Cart\nPay (current step)",
    "<div aria-current=true>Pay</div>": "Pay (current)",
    "<div aria-current=false>Pay</div>": "Pay",
    "<p><b title=4.5 aria-current=true>★★</b></p>": "★★ (4.5, current)",
}


@pytest.mark.parametrize(("html", "text"), TEXTS.items())
async def test_text_without_a_role_that_is_the_current_one(
    page: Page, registry: Registry, html: str, text: str
) -> None:
    assert (await look_at_body(page, registry, html)).text == text


async def test_a_toggle_is_told_from_a_button(page: Page, registry: Registry) -> None:
    html = "<button aria-pressed=false>Bold</button><button>Send</button>"
    text = (await look_at_body(page, registry, html)).text
    assert text == 'button [1] "Bold" unpressed button [2] "Send"'


async def test_a_required_field_needs_no_asterisk(page: Page, registry: Registry) -> None:
    html = """<p><label>Mail <i>*</i><input required></label><p><label>Zip *<input></label>
    <p><input required aria-label='*'>"""
    observation = await look_at_body(page, registry, html)
    assert observation.text.splitlines() == [
        'textbox [1] "Mail" required', 'textbox [2] "Zip *"', 'textbox [3] "*" required',
    ]  # fmt: skip
    # The name is what it is called all the same.
    assert observation.refs[1].name == "Mail *"


async def test_an_indeterminate_box_is_mixed(page: Page, registry: Registry) -> None:
    html = (
        "<input type=checkbox aria-label=x><script>"
        "document.querySelector('input').indeterminate = true</script>"
    )
    assert (await look_at(page, registry, html)).refs[1].states == {"checked": "mixed"}


async def test_what_a_modal_dialog_blocks_is_not_disabled(page: Page, registry: Registry) -> None:
    html = "<button>Behind</button><dialog><button>In</button></dialog>"
    await look_at_body(page, registry, html)
    await page.evaluate("document.querySelector('dialog').showModal()")
    observation = await observe(page, registry)
    assert [node.states.get("disabled") for node in observation.refs.values()] == [None, None]
    assert any(node.states.get("modal") for root in observation.nodes for node in root.walk())


async def test_disabled_by_what_is_around_a_shadow_root(page: Page, registry: Registry) -> None:
    html = (
        "<div aria-disabled=true><p id=host></p></div><script>"
        "host.attachShadow({mode: 'open'}).innerHTML = '<button>Deep</button>'</script>"
    )
    assert (await look_at(page, registry, html)).refs[1].states == {"disabled": True}


async def test_what_a_button_opens_in_the_top_layer(page: Page, registry: Registry) -> None:
    html = "<button popovertarget=p>Menu</button><p popover id=p>Tea</p>"
    assert (await look_at_body(page, registry, html)).refs[1].states == {"expanded": False}
    await page.evaluate("p.showPopover()")
    assert (await observe(page, registry)).refs[1].states == {"expanded": True}


async def test_a_field_is_invalid_once_the_browser_shows_it(page: Page, registry: Registry) -> None:
    html = "<form onsubmit='return false'><input type=email><button>Go</button></form>"
    await look_at_body(page, registry, html)
    await page.locator("input").fill("x")
    await page.locator("input").press("Enter")
    assert (await observe(page, registry)).refs[1].states["invalid"] is True


CHANGES = {
    "value": ("<input>", "element.value = 'x'"),
    "text": ("<textarea></textarea>", "element.value = 'x'"),
    "a longer password": ("<input type=password value=x>", "element.value = 'xx'"),
    "checked": ("<input type=checkbox>", "element.checked = true"),
    "mixed": ("<input type=checkbox>", "element.indeterminate = true"),
    "chosen": ("<select><option>a<option>b</select>", "element.selectedIndex = 1"),
    "two chosen": (
        "<select multiple><option selected>a<option>b</select>",
        "element.options[1].selected = true",
    ),
    "disabled from outside": (
        "<fieldset><input t></fieldset>",
        "element.parentElement.disabled = true",
    ),
    "inert from outside": (
        "<div><a href=/x t>x</a></div>",
        "element.parentElement.inert = true",
    ),
    "opened": ("<button popovertarget=p>x</button><p popover id=p>y</p>", "p.showPopover()"),
    "unfolded": (
        "<details><summary t>x</summary>y</details>",
        "element.parentElement.open = true",
    ),
}


@pytest.mark.parametrize(("html", "change"), CHANGES.values(), ids=CHANGES)
async def test_what_changes_without_a_mutation_of_the_element_is_noticed(
    page: Page, html: str, change: str
) -> None:
    assert await live_states(page, html, "0") == [True, True]
    assert await live_states(page, html, change) == [True, False]


async def live_states(page: Page, html: str, change: str) -> list[bool]:
    """Return whether an element's live state is as before: untouched, then after a change."""
    return await (await functions(page)).evaluate(
        f"""async (script, body) => {{
          document.body.innerHTML = body;
          const element = document.querySelector("[t]") ?? document.body.querySelector("*");
          const live = () => script.liveStateOf(element, script.roleOf(element));
          const first = live();
          const same = live() === first;
          await 0;
          {change};
          return [same, live() === first];
        }}""",
        html,
    )


async def test_a_password_is_not_kept_to_be_compared(page: Page) -> None:
    live = await (await functions(page)).evaluate(
        """(script) => {
          document.body.innerHTML = "<input type=password value=hunter2>";
          return script.liveStateOf(document.querySelector("input"), "textbox");
        }"""
    )
    assert "hunter2" not in live


async def test_where_the_focus_begins(page: Page, registry: Registry) -> None:
    observation = await look_at(page, registry, "<button>A</button><button autofocus>B</button>")
    assert focused(observation) == ["B"]


async def test_focus_is_where_the_keyboard_is(page: Page, registry: Registry) -> None:
    # A frame remembers its own active element while the keyboard is elsewhere.
    html = {
        "/": "<iframe src=/in></iframe><button>Out</button>",
        "/in": "<input aria-label=In>",
    }
    observation = await look_at(page, registry, html)
    await (await registry.element(named(observation, "In").ref or 0)).focus()
    observation = await observe(page, registry)
    assert focused(observation) == ["In"]
    await (await registry.element(named(observation, "Out").ref or 0)).focus()
    observation = await observe(page, registry)
    assert focused(observation) == ["Out"]


async def test_focus_inside_a_shadow_root(page: Page, registry: Registry) -> None:
    html = (
        "<div id=host></div><script>const root = host.attachShadow({mode: 'open'});"
        "root.innerHTML = '<button>Deep</button>'; root.firstChild.focus()</script>"
    )
    assert focused(await look_at(page, registry, html)) == ["Deep"]


def focused(observation: Observation) -> list[str]:
    return [node.name for node in observation.refs.values() if node.states.get("focused")]
