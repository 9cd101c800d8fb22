"""Listeners: the browser tells which elements have them, without a trace in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import Registry, capture, observe

from tests.observation.raw import raw_controls
from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Page

LISTEN = """
<script>
  const on = (id, ...types) => types.forEach((type) =>
    document.getElementById(id).addEventListener(type, () => 0));
</script>
"""


async def names(page: Page, registry: Registry | None = None) -> list[str]:
    """Return the names of what can be acted on in the main frame."""
    nodes = await raw_controls(page, registry or Registry())
    return [node["name"] for node in nodes if "name" in node]


async def names_in(page: Page, body: str) -> list[str]:
    """Return the names of what can be acted on in a new document with scripts."""
    with serve_site(LISTEN + body) as url:
        await page.goto(url)
        return await names(page)


HEARD = ["click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup", "touchend"]
NOT_HEARD = ["mouseover", "keydown", "focus", "load", "wheel", "animationend", "clicked"]


async def test_what_hears_the_pointer_can_be_acted_on(page: Page) -> None:
    body = "".join(f"<div id={name}>{name}</div>" for name in [*HEARD, *NOT_HEARD])
    calls = "".join(f"on('{name}', '{name}');" for name in [*HEARD, *NOT_HEARD])
    assert await names_in(page, f"{body}<script>{calls}</script>") == HEARD


async def test_handlers_set_by_scripts(page: Page) -> None:
    body = (
        "<div id=a>property</div><div id=b>React, Preact</div><div id=c>Svelte</div>"
        "<div id=d>Solid</div><div id=e>no function</div>"
        "<script>a.onclick = () => 0; b.onclick = function noop() {};"
        "c.__click = () => 0; d.$$click = () => 0; e.__click = 'x'</script>"
    )
    assert await names_in(page, body) == ["property", "React, Preact", "Svelte", "Solid"]


DELEGATES = {
    "the document": "<div>A</div><script>document.addEventListener('click', () => 0);"
    "document.body.addEventListener('click', () => 0)</script>",
    "the root of an application": "<div id=root><p>A</p></div><script>"
    "on('root', ...Object.keys(HTMLElement.prototype).filter((key) => key.startsWith('on'))"
    ".map((key) => key.slice(2)))</script>",
    "a box without a box": "<div id=a style='display:contents'>A</div>"
    "<script>on('a', 'click')</script>",
    "a form": "<form id=a>A</form><script>on('a', 'click')</script>",
    "a dialog": "<div id=a role=dialog aria-label=D>A</div><script>on('a', 'click')</script>",
}


@pytest.mark.parametrize("body", DELEGATES.values(), ids=DELEGATES)
async def test_what_listens_for_others_is_no_control(page: Page, body: str) -> None:
    assert await names_in(page, body) == []


async def test_what_holds_many_controls_listens_for_them(page: Page) -> None:
    script = "<script>on('a', 'click')</script>"
    buttons = "<button>1</button><button>2</button><button>3</button>"
    bar = f"<div id=a>Bar {buttons}<a href=/x>4</a></div>{script}"
    card = f"<div id=a style='width:99px'>Card <button>1</button></div>{script}"
    application = f"<div id=a style='height:500px'>App <button>1</button></div>{script}"
    assert await names_in(page, bar) == ["1", "2", "3", "4"]
    assert len(await names_in(page, card)) == 2
    assert await names_in(page, application) == ["1"]


async def test_a_list_that_listens_has_items_to_click(page: Page) -> None:
    items = "<ul id=a><li>A</li><li>B</li><li>C <button>D</button></li></ul>"
    assert await names_in(page, f"{items}<script>on('a', 'click')</script>") == ["A", "B", "D"]


async def test_the_one_item_of_a_list_is_one_to_click_too(page: Page) -> None:
    item = "<ul id=a tabindex=0><li><div tabindex=-1>A</div></li></ul>"
    assert await names_in(page, f"{item}<script>on('a', 'click')</script>") == ["", "A"]


async def test_every_frame_has_its_own(page: Page, registry: Registry) -> None:
    inner = LISTEN + "<div id=a>Inside {}</div><script>on('a', 'click')</script>"
    resources = {
        "/": LISTEN + "<div id=a>Outside</div><script>on('a', 'click')</script>"
        "<iframe src=/1></iframe><iframe src=/2></iframe><iframe srcdoc=''></iframe>",
        "/1": inner.format(1) + "<iframe src=/2></iframe>",
        "/2": inner.format(2),
    }
    with serve_site(resources) as url:
        await page.goto(url)
        observation = await observe(page, registry)
        found = [node.name for node in observation.refs.values() if node.role == "clickable"]
        assert sorted(found) == ["Inside 1", "Inside 2", "Inside 2", "Outside"]
        # A frame that goes elsewhere is told again.
        await page.frames[1].goto(f"{url}/2")
        observation = await observe(page, registry)
        found = [node.name for node in observation.refs.values() if node.role == "clickable"]
        assert sorted(found) == ["Inside 2", "Inside 2", "Outside"]


async def test_frames_of_other_sites(page: Page, registry: Registry) -> None:
    # Another site may be in another process, whatever is in it in a third or in the first again.
    inner = LISTEN + "<div id=a>Inside</div><script>on('a', 'click')</script>"
    with serve_site({"/": inner}) as site:
        elsewhere = site.replace("127.0.0.1", "localhost")
        between = f"{inner}<iframe src='{site}'></iframe><iframe src='{elsewhere}'></iframe>"
        with serve_site(between) as nested:
            there = nested.replace("127.0.0.1", "localhost")
            outer = f"<iframe src='{there}'></iframe><iframe src='{elsewhere}'></iframe>"
            with serve_site(outer) as url:
                await page.goto(url)
                await page.wait_for_function("frames.length === 2 && frames[0].length === 2")
                for frame in page.frames:
                    await frame.wait_for_load_state()
                observation = await observe(page, registry)
    found = [node.name for node in observation.refs.values() if node.role == "clickable"]
    assert found == ["Inside"] * 4


async def test_they_are_told_of_while_the_document_lives(page: Page, registry: Registry) -> None:
    with serve_site(LISTEN + "<div id=a>A</div><div id=b>B</div>") as url:
        await page.goto(url)
        assert await names(page, registry) == []
        await page.evaluate("on('a', 'click')")
        assert await names(page, registry) == ["A"]


async def test_nothing_of_it_is_left_in_the_page(page: Page, registry: Registry) -> None:
    watch = """<script>
      const before = new Set(Object.getOwnPropertyNames(globalThis));
      const left = () => Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
    </script><div id=a>A</div><iframe srcdoc='<p>x'></iframe>"""
    with serve_site(watch) as url:
        await page.goto(url)
        known = set(await page.evaluate("left()"))
        await capture(page, registry)
        await capture(page, registry)
        assert set(await page.evaluate("left()")) == known
        assert not await page.evaluate("'getEventListeners' in globalThis")
        assert await page.frames[1].evaluate(
            "!Object.getOwnPropertyNames(globalThis).some((name) => /^[0-9a-f]{32}$/.test(name))"
        )


async def test_a_page_that_closes_meanwhile(own_page: Page, registry: Registry) -> None:
    document = await registry.document(own_page.main_frame)
    await own_page.close()
    await registry.reveal(document)


async def test_a_frame_that_goes_meanwhile(page: Page, registry: Registry) -> None:
    await page.evaluate("document.body.innerHTML = '<iframe></iframe>'")
    document = await registry.document(page.frames[1])
    await page.evaluate("document.body.innerHTML = ''")
    await registry.reveal(document)
    assert await names(page, registry) == []
