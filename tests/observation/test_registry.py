"""Refs: stable while a document lives, never reused, and leading to the very element."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from webagent_observation import Registry, StaleRef, observe
from webagent_observation._registry import page_script

from tests.observation.looking import look_at, named
from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Page


async def test_refs_count_up_in_reading_order(page: Page, registry: Registry) -> None:
    html = "<div onclick='0'>Outer <button>Inner</button></div><a href=/x>Next</a>"
    observation = await look_at(page, registry, html)
    assert [node.name for node in observation.refs.values()] == ["", "Inner", "Next"]
    assert list(observation.refs) == [1, 2, 3]


async def test_a_part_left_out_has_a_number_of_its_own(page: Page, registry: Registry) -> None:
    before = await look_at(page, registry, "<button>A</button>")
    first, second = registry.label("a part"), registry.label("another")
    after = await look_at(page, registry, "<button>B</button>")
    assert registry.label("a part") == first
    assert len({*before.refs, first, second, *after.refs}) == 4
    for ask in (registry.element, registry.inspect):
        with pytest.raises(StaleRef, match=rf"left out; expand \[{first}\] shows it"):
            await ask(first)


async def test_a_ref_is_stable_while_its_document_lives(page: Page, registry: Registry) -> None:
    before = await look_at(page, registry, "<button>A</button><button>B</button>")
    await page.evaluate(
        """() => {
          const [a, b] = document.querySelectorAll("button");
          b.after(a);
          b.textContent = "Renamed";
          const fresh = document.createElement("button");
          fresh.textContent = "New";
          document.body.prepend(fresh);
        }"""
    )
    after = await observe(page, registry)
    assert [(ref, node.name) for ref, node in before.refs.items()] == [(1, "A"), (2, "B")]
    assert {node.name: ref for ref, node in after.refs.items()} == {"New": 3, "Renamed": 2, "A": 1}


async def test_a_look_goes_on_without_the_protocol(page: Page, registry: Registry) -> None:
    before = await look_at(page, registry, "<button>A</button>")
    document = await registry.document(page.main_frame)
    assert document.bridge is not None
    await document.bridge.session.detach()
    await page.evaluate("document.querySelector('button').textContent = 'B'")
    after = await observe(page, registry)
    assert list(after.refs) == list(before.refs)
    assert named(after, "B")


async def test_no_ref_is_used_again(page: Page, registry: Registry) -> None:
    with serve_site("<button>A</button><button>B</button>") as url:
        await page.goto(url)
        first = await observe(page, registry)
        await page.reload()
        second = await observe(page, registry)
        await page.evaluate("document.querySelector('button').outerHTML = '<button>A</button>'")
        third = await observe(page, registry)
    assert [list(look.refs) for look in (first, second, third)] == [[1, 2], [3, 4], [5, 4]]


async def test_an_element_is_the_very_one(page: Page, registry: Registry) -> None:
    observation = await look_at(page, registry, "<button>Go</button>" * 3)
    await page.evaluate("document.querySelectorAll('button').forEach((b, i) => { b.value = i })")
    places = [
        await (await registry.element(ref)).evaluate("button => button.value")
        for ref in observation.refs
    ]
    assert places == ["0", "1", "2"]


async def test_a_removed_element_is_stale_at_once(page: Page, registry: Registry) -> None:
    # Also while a script still holds it, so that it is not garbage.
    await look_at(page, registry, "<button>Go</button>")
    await page.evaluate("() => { (window.kept = document.querySelector('button')).remove() }")
    with pytest.raises(StaleRef, match=r"\[1\] is gone: it was removed"):
        await registry.element(1)
    with pytest.raises(StaleRef, match=r"\[1\] is gone: it was removed"):
        await registry.inspect(1)


async def test_everything_is_stale_after_a_navigation(page: Page, registry: Registry) -> None:
    await look_at(page, registry, "<button>Go</button>")
    await look_at(page, registry, "<button>Go</button>")
    with pytest.raises(StaleRef, match=r"\[1\] is gone: the page it was on has been left"):
        await registry.element(1)
    with pytest.raises(StaleRef, match=r"\[1\] is gone: the page it was on has been left"):
        await registry.inspect(1)
    assert await registry.element(2)


async def test_a_ref_nobody_has_seen(registry: Registry) -> None:
    with pytest.raises(StaleRef, match=r"\[7\] was never shown"):
        await registry.element(7)
    with pytest.raises(StaleRef, match=r"\[7\] was never shown"):
        registry.frame(7)


async def test_inspect_tells_what_an_element_is_now(page: Page, registry: Registry) -> None:
    await look_at(page, registry, "<label>Name<input value=old></label><div onclick='0'>A</div>")
    await page.evaluate(
        """() => {
          const input = document.querySelector("input");
          input.value = "new";
          input.disabled = true;
          document.querySelector("div").textContent = "B";
        }"""
    )
    raw = await registry.inspect(1)
    assert (raw["role"], raw["name"], raw["value"]) == ("textbox", "Name", "new")
    assert raw["states"]["disabled"] is True
    # What is named by its content is told by that too, or it could become anything unnoticed.
    raw = await registry.inspect(2)
    assert (raw["role"], raw["name"]) == ("clickable", "B")


async def test_inspect_agrees_with_the_look(page: Page, registry: Registry) -> None:
    html = (
        "<a href=/x>Link</a><button aria-label=L>x</button><div onclick='0'>Text <b>more</b></div>"
        "<ul><li onclick='0'>Item</li></ul><span style='cursor:pointer' class=icon></span>"
        "<input type=checkbox id=c style='display:none'><label for=c>Box</label>"
        "<select><option>a</select><div role=tab>Tab</div><textarea>t</textarea>"
    )
    observation = await look_at(page, registry, html)
    for ref, node in observation.refs.items():
        raw = await registry.inspect(ref)
        assert (raw["role"], raw["name"], raw.get("states", {})) == (
            node.role,
            node.name,
            node.states,
        )


async def test_a_frame_is_known_by_its_ref(page: Page, registry: Registry) -> None:
    site = {"/": "<button>Out</button><iframe src=/in></iframe>", "/in": "<button>In</button>"}
    observation = await look_at(page, registry, site)
    assert registry.frame(named(observation, "Out").ref or 0) is page.main_frame
    assert registry.frame(named(observation, "In").ref or 0).url.endswith("/in")


async def test_what_decides_how_a_document_is_read(page: Page, registry: Registry) -> None:
    head = (
        "<html><head><link rel='agent-permissions' href=/a.json>"
        "<link rel='icon AGENT-PERMISSIONS' href='b.json?x#y'><link rel=icon href=/c></head>"
        "<body><link rel=agent-permissions href=/not-in-head></body></html>"
    )
    await look_at(page, registry, head)
    document = await registry.document(page.main_frame)
    assert document.head.links == (f"{page.url}a.json", f"{page.url}b.json?x#y")
    assert document.head.ignored_links == (f"{page.url}not-in-head",)
    assert document.head.url == page.url


async def test_what_was_inspected_is_found_changed_by_the_next_look(
    page: Page, registry: Registry
) -> None:
    await page.set_content(
        "<label>Size <select><option>Small<option>Large</select></label>"
        "<label>Colour <input value=red></label><label><input type=checkbox hidden> Gift</label>"
    )
    before = await observe(page, registry)
    await page.evaluate(
        """() => {
          document.querySelector("select").value = "Large";
          document.querySelector("input").value = "blue";
          document.querySelector("[type=checkbox]").checked = true;
        }"""
    )
    for ref in before.refs:
        if before.refs[ref].tag != "option":
            await registry.inspect(ref)
    after = await observe(page, registry)
    assert after.text == (await observe(page, Registry())).text
    assert after.text != before.text


def test_the_page_script_is_handed_over_without_its_comments_and_with_all_the_rest() -> None:
    script = page_script()
    lines = script.split("\n")
    assert "/**" not in script
    assert not [line for line in lines if line.startswith((" ", "//")) or not line]
    # A template over several lines would lose its indentation.
    assert not [line for line in lines if line.count("`") % 2]
    folder = files("webagent_observation") / "page"
    for part in (file for file in folder.iterdir() if file.name.endswith(".js")):
        own = part.read_text(encoding="utf-8")
        if part.name != "quiet.js":
            for name in re.findall(r"^(?:const|let|class|function) (\w+)", own, re.MULTILINE):
                assert re.search(rf"^(?:const|let|class|function) {name}\b", script, re.MULTILINE)
