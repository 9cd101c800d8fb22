"""Open shadow roots: read in place, light children where their slots are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_observation import observe

from tests.observation.looking import look_at, withhold

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

CARD = """
<x-card>Body <b slot=title>Title</b> <i>unslotted element</i></x-card>
<script>
customElements.get("x-card") ?? customElements.define("x-card", class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: "open" }).innerHTML =
      "<h2><slot name=title></slot></h2><slot></slot><slot name=none>Fallback</slot>" +
      "<button>Buy</button><style>h2 { color: red }</style>";
  }
});
</script>
"""


async def test_slots_are_filled_where_they_stand(page: Page, registry: Registry) -> None:
    assert (await look_at(page, registry, CARD)).text.splitlines() == [
        'heading 2 "Title"',
        'Body unslotted elementFallback button [1] "Buy"',
    ]


async def test_a_ref_in_a_shadow_root_reaches_its_element(page: Page, registry: Registry) -> None:
    await look_at(page, registry, CARD)
    element = await registry.element(1)
    assert await element.evaluate("e => e.getRootNode().host.localName") == "x-card"


async def test_shadow_roots_in_shadow_roots(page: Page, registry: Registry) -> None:
    html = (
        "<div id=a></div><script>const outer = a.attachShadow({mode: 'open'});"
        "outer.innerHTML = '<div></div>';"
        "outer.firstChild.attachShadow({mode: 'open'}).innerHTML = '<button>Deep</button>'</script>"
    )
    assert (await look_at(page, registry, html)).text == 'button [1] "Deep"'


async def test_a_label_in_a_shadow_root_finds_its_neighbour(page: Page, registry: Registry) -> None:
    html = (
        "<b id=t>Outside</b><div id=a></div><script>a.attachShadow({mode: 'open'}).innerHTML ="
        " '<b id=t>Inside</b><input aria-labelledby=t>'</script>"
    )
    assert (await look_at(page, registry, html)).refs[1].name == "Inside"


async def test_a_withheld_host_withholds_its_shadow_root(page: Page, registry: Registry) -> None:
    await look_at(page, registry, CARD)
    observation = await observe(page, registry, withhold("x-card"))
    assert "Buy" not in observation.text
    assert "Title" not in observation.text
    assert not observation.refs
