"""States of controls, and that what is usual is not said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import observe

from tests.observation.looking import lines_of, look_at, named

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Observation, Registry

LINES = {
    "<input type=checkbox aria-label=x>": 'checkbox [1] "x" unchecked',
    "<input type=checkbox checked aria-label=x>": 'checkbox [1] "x" checked',
    "<div role=checkbox aria-checked=mixed>x</div>": 'checkbox [1] "x" mixed',
    "<button role=switch aria-checked=true>x</button>": 'switch [1] "x" checked',
    "<button role=switch aria-checked=false>x</button>": 'switch [1] "x" unchecked',
    "<input type=radio checked aria-label=x>": 'radio [1] "x" checked',
    "<input type=radio aria-label=x>": 'radio [1] "x"',
    "<button aria-expanded=true>x</button>": 'button [1] "x" expanded',
    "<button aria-expanded=false>x</button>": 'button [1] "x" collapsed',
    "<details><summary>x</summary>y</details>": 'button [1] "x" collapsed',
    "<button disabled>x</button>": 'button [1] "x" disabled',
    "<button aria-disabled=true>x</button>": 'button [1] "x" disabled',
    "<fieldset disabled><button>x</button></fieldset>": 'button [1] "x" disabled',
    "<div inert><button>x</button></div>": 'button [1] "x" disabled',
    "<input required aria-label=x>": 'textbox [1] "x" required',
    "<input aria-required=true aria-label=x>": 'textbox [1] "x" required',
    "<input readonly aria-label=x>": 'textbox [1] "x" readonly',
    "<input aria-invalid=true aria-label=x>": 'textbox [1] "x" invalid',
    "<input aria-invalid=false aria-label=x>": 'textbox [1] "x"',
    "<div role=tab aria-selected=true>x</div>": 'tab [1] "x" selected',
    "<button aria-pressed=true>x</button>": 'button [1] "x" pressed',
    "<a href=/x aria-current=page>x</a>": 'link [1] "x" current',
    "<button aria-haspopup=menu>x</button>": 'button [1] "x" haspopup=menu',
    "<button aria-busy=true>x</button>": 'button [1] "x" busy',
    "<input type=number min=1 max=9 aria-label=x>": 'spinbutton [1] "x" min=1 max=9',
    "<h3>x</h3>": 'heading 3 "x"',
    "<div role=heading aria-level=5>x</div>": 'heading 5 "x"',
}


@pytest.mark.parametrize(("html", "line"), LINES.items())
async def test_states(page: Page, registry: Registry, html: str, line: str) -> None:
    assert (await lines_of(page, registry, html))[0] == line


async def test_an_indeterminate_box_is_mixed(page: Page, registry: Registry) -> None:
    html = (
        "<input type=checkbox aria-label=x><script>"
        "document.querySelector('input').indeterminate = true</script>"
    )
    assert (await look_at(page, registry, html)).refs[1].states == {"checked": "mixed"}


async def test_where_the_focus_begins(page: Page, registry: Registry) -> None:
    observation = await look_at(page, registry, "<button>A</button><button autofocus>B</button>")
    assert observation.text == 'button [1] "A"\nbutton [2] "B" focused'


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
