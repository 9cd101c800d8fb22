"""Frames, of this origin and of others: read in place, and none spoils the others."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, Response
from webagent_observation import Reading, observe

from tests.observation.looking import look_at, replacing
from tests.support.site import serve_site

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.async_api import Page
    from starlette.requests import Request
    from webagent_observation import Document, Registry


@pytest.fixture
def other() -> Generator[str]:
    """Another origin, on another site: Chromium gives its frames a process of their own."""
    site = {
        "/": "<html><title>Other</title><button>There</button></html>",
        "/nested": "<p>Between</p><iframe src=/ title=Inner></iframe>",
        "/busy": "<p>Busy</p><script>for (;;);</script>",
    }
    with serve_site(site) as url:
        yield url.replace("127.0.0.1", "localhost")


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a frame less long than the product would."""
    monkeypatch.setattr("webagent_observation._snapshot.CHILD_FRAME_TIMEOUT_S", 1.5)


async def test_a_frame_stands_where_it_is(page: Page, registry: Registry) -> None:
    site = {"/": "Before<iframe src=/in title=Chat></iframe>After", "/in": "<button>Send</button>"}
    observation = await look_at(page, registry, site)
    assert observation.text == 'Before\niframe "Chat"\n button [1] "Send"\nAfter'
    assert not observation.failed_frames


async def test_a_frame_of_another_origin(page: Page, registry: Registry, other: str) -> None:
    html = f"<button>Here</button><iframe src='{other}'></iframe><button>Last</button>"
    observation = await look_at(page, registry, html)
    # Without a name of its own it is called by its title; refs count in reading order.
    assert observation.text.splitlines() == [
        'button [1] "Here"',
        'iframe "Other"',
        ' button [2] "There"',
        'button [3] "Last"',
    ]
    element = await registry.element(2)
    assert await element.evaluate("() => location.origin") == other
    assert registry.frame(2).url == f"{other}/"


async def test_frames_in_frames(page: Page, registry: Registry, other: str) -> None:
    html = f"<iframe src='{other}/nested' title=Outer></iframe>"
    observation = await look_at(page, registry, html)
    assert observation.text == 'iframe "Outer"\n Between\n iframe "Inner"\n  button [1] "There"'


async def test_a_frame_in_a_shadow_root(page: Page, registry: Registry) -> None:
    html = (
        "<div id=a></div><script>a.attachShadow({mode: 'open'}).innerHTML ="
        " '<iframe title=F srcdoc=\"<button>In</button>\"></iframe>'</script>"
    )
    observation = await look_at(page, registry, html)
    assert observation.text == 'iframe "F"\n button [1] "In"'


@pytest.mark.parametrize("style", ["display:none", "visibility:hidden"])
async def test_a_hidden_frame_is_not_told(page: Page, registry: Registry, style: str) -> None:
    html = f"<iframe style='{style}' srcdoc='<button>In</button>'></iframe>Out"
    observation = await look_at(page, registry, html)
    assert observation.text == "Out"
    assert not observation.failed_frames


async def test_a_frame_that_never_answers_costs_no_other(
    own_page: Page, registry: Registry, other: str, short_patience: None
) -> None:
    site = {
        "/": f"<iframe src='{other}/busy' title=Busy></iframe><iframe src=/in></iframe>Here",
        "/in": "<button>In</button>",
    }
    with serve_site(site) as url:
        await own_page.goto(url, wait_until="commit")
        await own_page.get_by_text("Here").wait_for()
        busy = next(frame for frame in own_page.frames if frame.parent_frame is not None)
        while busy.url != f"{other}/busy":
            await own_page.wait_for_event("framenavigated")
        observation = await observe(own_page, registry)
    assert observation.text == 'iframe "Busy" unreadable\niframe "Test"\n button [1] "In"\nHere'
    assert observation.failed_frames == (f"{other}/busy",)


async def test_a_frame_that_goes_while_it_is_read(
    own_page: Page, registry: Registry, other: str
) -> None:
    site = {"/": f"<iframe src='{other}' title=Going></iframe><button>Here</button>"}

    async def removing(document: Document, /) -> Reading:
        # Asked after the frame was found and before it is read.
        if document.frame.parent_frame is not None:
            await own_page.evaluate("document.querySelector('iframe').remove()")
        return Reading()

    with serve_site(site) as url:
        await own_page.goto(url)
        observation = await observe(own_page, registry, removing)
    assert observation.text == 'iframe "Going" unreadable\nbutton [1] "Here"'
    assert observation.failed_frames == (f"{other}/",)


@pytest.mark.slow
async def test_more_frames_than_are_read(page: Page, registry: Registry) -> None:
    site = {"/": "<iframe src='/in?key=abc'></iframe>" * 66, "/in": "<p>In</p><iframe></iframe>"}
    observation = await look_at(page, registry, site, clean=replacing("abc", "{key}"))
    assert observation.text.count("In") == 64
    assert len(observation.failed_frames) == 66 - 64 + 64
    # Their addresses are cleaned like everything else.
    assert {url.partition("?")[2] for url in observation.failed_frames} == {"key={key}", ""}


async def test_a_frame_that_is_still_loading(
    own_page: Page, registry: Registry, short_patience: None
) -> None:
    released = threading.Event()

    async def slow(_request: Request) -> Response:
        await asyncio.to_thread(released.wait, 20)
        return HTMLResponse("<p>Late</p>")

    with serve_site({"/": "<iframe src=/slow></iframe>Here", "/slow": slow}) as url:
        await own_page.goto(url, wait_until="commit")
        await own_page.get_by_text("Here").wait_for()
        observation = await observe(own_page, registry)
        assert observation.text == "iframe unreadable\nHere"
        async with own_page.expect_event("framenavigated"):
            released.set()
        await own_page.frames[1].wait_for_load_state()
        assert "Late" in (await observe(own_page, registry)).text


async def test_refs_in_a_frame_are_those_of_its_element(page: Page, registry: Registry) -> None:
    site = {"/": "<button>Go</button><iframe src=/in></iframe>", "/in": "<button>Go</button>"}
    observation = await look_at(page, registry, site)
    assert [node.name for node in observation.refs.values()] == ["Go", "Go"]
    outer, inner = [await registry.element(ref) for ref in observation.refs]
    assert await outer.evaluate("() => location.pathname") == "/"
    assert await inner.evaluate("() => location.pathname") == "/in"
