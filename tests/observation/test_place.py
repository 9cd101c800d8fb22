"""Where things are: what can't be reached is told apart by why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import Registry, observe

from tests.observation.looking import look_at
from tests.observation.raw import raw_controls

if TYPE_CHECKING:
    from playwright.async_api import Page

WIDTH, HEIGHT = 1280, 720
FULL = "position:fixed;inset:0"
LONG = "<div style='height:3000px'></div>"


async def places(page: Page, html: str, script: str = "") -> dict[str, str]:
    """Return the place of each control of a body by its name, after a script ran there."""
    await page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    await page.evaluate(
        """([html, script]) => {
          document.body.removeAttribute("style");
          document.body.innerHTML = html;
          scrollTo(0, 0);
          Function(script)();
        }""",
        [html, script],
    )
    return {
        node["name"]: node.get("place", "")
        for node in await raw_controls(page, Registry())
        if "href" in node or "type" in node
    }


def control(place: str, name: str, style: str = "", content: str = "") -> str:
    """Return a link whose name says which place it should have."""
    return f"<a href=/x aria-label='{place}: {name}' style='{style}'>{content or name}</a> "


async def check(page: Page, html: str, script: str = "") -> None:
    """Check that every control has the place that its name starts with."""
    found = await places(page, html, script)
    assert found
    assert {name: name.partition(":")[0] for name in found} == found


async def test_what_can_be_seen(page: Page) -> None:
    await check(
        page,
        control("", "plain")
        + control("", "inline over lines", content="word " * 400)
        + control("", "floating", content="<img style='float:left' width=20 height=20>")
        + control("", "around a box", content="<div>box</div>")
        + control("", "of contents", "display:contents")
        + control("", "round", "display:inline-block;border-radius:50%;width:50px;height:50px")
        + control("", "hardly seen", "opacity:0.01")
        + control("", "turned", "display:inline-block;transform:rotate(45deg)")
        + "<svg width=40 height=40><a href=/x aria-label=': drawn'>"
        "<circle cx=20 cy=20 r=9></a></svg>"
        + "<button aria-label=': pierced'><i style='pointer-events:none'>x</i></button>"
        + "<button aria-label=': disabled' disabled>x</button>"
        # That they are disabled says it all.
        + "<button aria-label=': dead' disabled style='pointer-events:none'>x</button>"
        + "<a href=/x aria-disabled=true style='pointer-events:none' aria-label=': off'>x</a>"
        + "<div inert><button aria-label=': inert'>x</button></div>"
        + "<label>x<input aria-label=': labelled' style='position:relative;left:-9px'></label>",
    )


async def test_covered(page: Page) -> None:
    def spot(number: int) -> str:
        return f"position:absolute;left:{number * 90}px;top:40px;width:60px;height:30px"

    def over(number: int, style: str = "width:60px", content: str = "") -> str:
        return f"<div style='{spot(number)};{style}'>{content}</div>"

    await check(
        page,
        control("covered", "whole", spot(0)) + over(0)
        + control("", "half", spot(1)) + over(1, "width:40px")
        + control("", "only by what clicks pass through", spot(2)) + over(2, "pointer-events:none")
        + control("covered", "clicks pass through it", f"{spot(3)};pointer-events:none")
        + control("", "but for its inside", f"{spot(4)};pointer-events:none",
                  "<b style='pointer-events:auto;display:block;height:30px'>x</b>")
        + f"<input id=f aria-label=': by its label' style='{spot(5)}'>"
        + f"<label for=f style='{spot(5)}'></label>"
        + control("covered", "by something invisible", spot(6)) + over(6, "opacity:0")
        + control("", "by what is not there", spot(7)) + over(7, "visibility:hidden")
        + control("covered", "behind the page", f"{spot(8)};z-index:-1")
        + over(8)
        + control("covered", "but for a rim", spot(9)) + over(9, "width:58px"),
    )  # fmt: skip


async def test_clipped(page: Page) -> None:
    hidden = "overflow:hidden;width:100px;height:40px;position:relative"
    beyond = "position:absolute;left:200px;top:0"
    await check(
        page,
        f"<div style='{hidden}'>"
        + control("clipped", "beyond what is hidden", beyond)
        + control("", "in part of it", "position:absolute;left:80px;width:300px")
        + "</div>"
        + f"<div style='{hidden};overflow:clip'>" + control("clipped", "by clip", beyond) + "</div>"
        + "<div style='overflow:hidden;height:0'>" + control("clipped", "folded") + "</div>"
        + "<div style='overflow:hidden;height:0'><div style='overflow:auto;height:50px'>"
        + control("clipped", "deep in the fold") + "</div></div>"
        # It is placed by the page, not by the box that hides (CSS Positioned Layout 3, 2.1).
        + "<div style='overflow:hidden;width:1px;height:1px'>"
        + control("", "escaped", "position:absolute;left:900px;top:300px")
        + control("", "fixed", "position:fixed;left:900px;top:400px")
        + "</div>"
        + "<div style='overflow:hidden;width:1px;height:1px;transform:scale(1)'>"
        + control("clipped", "held by a transform", "position:fixed;left:900px;top:400px")
        + "</div>"
        + control("clipped", "cut away", "position:absolute;top:600px;clip-path:inset(50%)")
        + control("clipped", "cut by clip",
                  "position:absolute;top:600px;width:99px;clip:rect(0 0 0 0)"),
    )  # fmt: skip


async def test_transparent(page: Page) -> None:
    await check(
        page,
        control("transparent", "itself", "opacity:0")
        + "<div style='opacity:0'><p>" + control("transparent", "around it")
        + "<input aria-label='transparent: all of it'></p></div>"
        # Laid over what is drawn in its place.
        + "<div><select aria-label=': laid over' style='opacity:0'></select></div>"
        + control("transparent", "far down", "opacity:0;position:absolute;top:2000px"),
    )  # fmt: skip


async def test_zero_size(page: Page) -> None:
    await check(
        page,
        control("zero-size", "nothing in it", content="<i></i>")
        + control("zero-size", "no height", "display:block;height:0;overflow:hidden")
        + control("zero-size", "for screen readers",
                  "position:absolute;width:1px;height:1px;overflow:hidden")
        + control("zero-size", "scaled", "display:inline-block;transform:scale(0)")
        + control("", "higher than itself", "display:block;height:0")
        + control("", "its content is placed", "display:block;height:0",
                  "<i style='position:absolute;top:90px;left:90px'>x</i>"),
    )  # fmt: skip


async def test_off_page(page: Page) -> None:
    await check(
        page,
        control("off-page", "left", "position:absolute;left:-9999px")
        + control("off-page", "above", "position:absolute;top:-99px")
        + control("off-page", "drawer", "position:fixed;left:100%;top:0")
        + control("off-page", "moved drawer", "position:fixed;top:0;transform:translateX(-300%)")
        + control("", "below", "position:absolute;top:2000px")
        + control("", "to the right", "position:absolute;left:3000px")
        + "<div style='overflow:auto;width:90px;height:50px;position:absolute;top:300px;left:0'>"
        + control("", "far in a scroll container", "position:absolute;left:2000px")
        + control("clipped", "before a scroll container", "position:absolute;left:-2000px")
        + "</div>",
    )  # fmt: skip


async def test_right_to_left_pages_go_on_to_the_left(page: Page) -> None:
    html = control("", "left", "position:absolute;left:-999px") + control(
        "off-page", "right", "position:absolute;left:2000px"
    )
    await page.evaluate("document.documentElement.dir = 'rtl'")
    try:
        await check(page, html)
    finally:
        await page.evaluate("document.documentElement.dir = ''")


async def test_a_page_that_must_not_scroll(page: Page) -> None:
    await check(
        page,
        control("", "seen") + control("off-page", "below", "position:absolute;top:2000px"),
        "document.body.style.overflow = 'hidden'",
    )
    await page.evaluate("document.body.removeAttribute('style')")


async def test_what_has_been_scrolled_past(page: Page) -> None:
    html = control("", "top") + control("off-page", "left", "position:absolute;left:-999px") + LONG
    await check(page, html, "scrollTo(0, 1500)")


async def test_inside_scroll_containers(page: Page) -> None:
    box = "overflow:auto;width:200px;height:100px"
    await check(
        page,
        f"<div style='{box};position:absolute;top:0;left:0'>{LONG}" + control("", "down") + "</div>"
        + f"<div style='{box};position:absolute;top:0;left:300px'>{LONG}"
        + control("covered", "down, under a cover") + "</div>"
        + "<div style='position:absolute;top:0;left:300px;width:200px;height:100px'></div>"
        + f"<div style='{box};position:absolute;top:2000px'><div style='{box}'>{LONG}"
        + control("", "down twice") + "</div></div>"
        + f"<div style='{box};overflow-y:hidden;position:absolute;top:200px'>{LONG}"
        + control("clipped", "down where only across is scrolled") + "</div>",
    )  # fmt: skip


async def test_under_what_stays_when_the_page_scrolls(page: Page) -> None:
    bar = "position:fixed;left:0;right:0;height:60px;background:#fff"
    space = "<div style='height:90px'></div>"
    page_of_links = space + control("", "under the header") + LONG + control("", "at the end")
    await check(page, f"{page_of_links}<div style='{bar};top:0'></div>", "scrollTo(0, 70)")
    # A cookie banner over the end of a page: nothing more to scroll.
    footer = f"{LONG}<div style='height:40px'>{control('covered', 'in the footer')}</div>"
    banner = f"<div style='{bar};bottom:0'>{control('', 'accept')}</div>"
    await check(page, footer + banner, "scrollTo(0, 9999)")
    # The same page, not scrolled yet, says what it would have to be scrolled for.
    found = await places(page, footer + banner)
    assert set(found.values()) == {""}
    # Sticky headers move aside in the same way.
    sticky = f"<div style='position:sticky;top:0;height:60px'></div>{page_of_links}"
    await check(page, sticky, "scrollTo(0, 140)")


COVERS = {
    "an overlay": f"<div style='{FULL}'>{control('', 'close')}</div>",
    "a box on a backdrop": f"<div style='{FULL}'></div><div style='position:fixed;inset:200px'>"
    + control("", "close")
    + "</div>",
    "a long box on a backdrop": f"<div style='{FULL}'></div>"
    + f"<div style='position:fixed;inset:200px;overflow:auto'>{LONG}{control('', 'down')}</div>",
    "an overlay that scrolls": f"<div style='{FULL};overflow:auto'>"
    + LONG
    + control("", "down")
    + "</div>",
    "a modal dialog": f"<dialog>{control('', 'close')}</dialog>",
}


@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS)
async def test_a_cover_over_everything(page: Page, cover: str) -> None:
    html = (
        control("covered", "seen") + LONG + control("covered", "far down") + cover
        + f"<div style='{FULL};pointer-events:none'></div>"
    )  # fmt: skip
    await check(page, html, "document.querySelector('dialog')?.showModal()")


async def test_an_application_that_fills_the_viewport_is_no_cover(page: Page) -> None:
    html = (
        f"<div style='{FULL};overflow:auto'>{control('', 'seen')}{LONG}{control('', 'down')}</div>"
    )
    await check(page, html)


async def test_in_shadow_roots(page: Page) -> None:
    inside = (
        "<style>a{display:inline-block}</style><div style='position:relative;height:50px'>"
        + control("", "in the open")
        + control(
            "covered", "by a sibling", "position:absolute;top:0;left:200px;width:60px;height:20px"
        )
        + "<div style='position:absolute;top:0;left:200px;width:90px;height:30px'></div></div>"
        + "<a href=/x aria-label=': slotted'><slot name=s></slot></a>"
        + "<a href=/x aria-label=': slotted text'><slot></slot></a>"
        + "<div id=nested></div>"
    )
    await check(
        page,
        "<div id=host><b slot=s>light</b>text</div>"
        + control("covered", "under the host", "position:absolute;top:0;left:0;z-index:-1"),
        f"""
          const fill = (host, html) => (host.attachShadow({{ mode: "open" }}).innerHTML = html);
          fill(host, `{inside}`);
          fill(host.shadowRoot.querySelector("#nested"), `{control("", "nested")}`);
          host.style = "position:absolute;inset:0;background:#fff";
        """,
    )


async def test_text_in_slots(page: Page) -> None:
    """A shadow root says that text which is slotted into it is hit at its host."""

    def button(place: str, slot: str = "<slot></slot>", style: str = "") -> str:
        return f"<button aria-label='{place}' style='width:200px;{style}'>{slot}</button>"

    await check(
        page,
        "<p id=plain>Text</p><p id=named>Text</p><p id=manual>Text</p><p id=forwarded>Text</p>"
        "<p id=thrice>Text</p><p id=passed>Text</p><p id=under>Text</p><p id=generated>Text</p>",
        f"""
          const fill = (id, html, options) => {{
            const root = (id.attachShadow ? id : document.getElementById(id))
              .attachShadow({{ mode: "open", ...options }});
            root.innerHTML = html;
            return root;
          }};
          const inner = `{button(": inner")}`;
          fill("plain", `{button(": plain")}`);
          fill("named", `{button(": named", '<slot name=""></slot>')}`);
          const manual = `{button(": manual", "<slot name=x></slot>")}`;
          fill("manual", manual, {{ slotAssignment: "manual" }}).querySelector("slot")
            .assign(document.getElementById("manual").firstChild);
          const onward = (id) => fill(id, "<p><slot></slot></p>").firstChild;
          fill(onward("forwarded"), `{button(": forwarded")}`);
          fill(onward(onward("thrice")), `{button(": thrice")}`);
          fill("passed", `{button("covered: passed", style="pointer-events:none")}`);
          fill("under", `<div style="position:relative">{button("covered: under")}
            <div style="position:absolute;inset:0"></div></div>`);
          fill("generated", `<style>button::before {{ content: "before all " }}</style>
            {button(": generated")}`);
        """,
    )  # fmt: skip


async def test_in_frames(page: Page, registry: Registry) -> None:
    frame = (
        control("", "seen") + control("covered", "under", "position:absolute;top:90px;left:0")
        + "<div style='position:absolute;top:80px;left:0;width:300px;height:60px'></div>" + LONG
        + control("", "below")
    )  # fmt: skip
    site = {
        "/": "<div style='height:2000px'></div><iframe src=/in height=200></iframe>",
        "/in": frame,
    }
    observation = await look_at(page, registry, site)
    found = {node.name: node.place for node in observation.refs.values() if node.tag == "a"}
    assert found == {": seen": "", "covered: under": "covered", ": below": ""}


async def test_places_change_without_a_change_of_the_document(page: Page, own_page: Page) -> None:
    await own_page.set_content(
        "<button>Go</button><dialog style='width:90vw;height:90vh'>Wait</dialog>"
        "<style>@media (max-width: 500px) { button { position:absolute; left:-999px } }</style>"
    )
    registry = Registry()
    assert [node.place for node in (await observe(own_page, registry)).refs.values()] == [""]
    await own_page.set_viewport_size({"width": 400, "height": 400})
    assert [node.place for node in (await observe(own_page, registry)).refs.values()] == [
        "off-page"
    ]
    await own_page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    await own_page.evaluate("document.querySelector('dialog').showModal()")
    assert [node.place for node in (await observe(own_page, registry)).refs.values()] == ["covered"]


async def test_ten_thousand_layers_are_looked_at_in_time(own_page: Page) -> None:
    layers = "".join(
        f"<button style='position:absolute;left:{n * 37 % 1200}px;top:{n * 53 % 700}px;"
        f"z-index:{n}'>{n}</button>"
        for n in range(10_000)
    )
    await own_page.set_content(layers)
    registry = Registry()
    await raw_controls(own_page, registry)
    took = await own_page.evaluate("performance.now()")
    nodes = await raw_controls(own_page, registry)
    took = await own_page.evaluate("performance.now()") - took
    assert len(nodes) == 10_000
    # Whoever is on top is reached, and is known to be.
    assert "place" not in nodes[-1]
    assert took < 2_000
