"""Waiting for what an action set off: as long as it takes, and no longer than the caps."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

import pytest
from webagent_observation import settle

from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import ConsoleMessage, Page

CAPS = "webagent_observation._settle"

# Something that ends by itself, in steps of less than the time it has to be quiet for.
STEPS = """(step) => {
  let n = 0;
  const next = () => { step(++n); if (n < 5) setTimeout(next, 50); else window.ended = true; };
  setTimeout(next, 50);
}"""


async def start(page: Page, body: str, step: str) -> None:
    """Fill the page, and start five steps of a script."""
    await page.evaluate("html => { document.body.innerHTML = html; window.ended = false }", body)
    await page.evaluate(f"() => ({STEPS})({step})")


async def duration_of(page: Page, body: str, script: str) -> float:
    """Return how long a page takes to settle in which a script was started, in seconds."""
    with serve_site(f"{body}<script>{script}</script>") as url:
        await page.goto(url)
        begin = monotonic()
        await settle(page)
        return monotonic() - begin


@pytest.mark.parametrize(
    ("body", "step"),
    [
        pytest.param("<p></p>", "n => document.querySelector('p').append(n)", id="added"),
        pytest.param("<p></p>", "n => document.querySelector('p').textContent = n", id="replaced"),
        pytest.param("<p>x</p>", "n => document.querySelector('p').firstChild.data = n", id="text"),
        pytest.param("<p></p>", "n => document.querySelector('p').title = n", id="attribute"),
        pytest.param(
            "<p></p>", "n => document.querySelector('p').style.width = n + 'px'", id="style"
        ),
        pytest.param(
            "<p></p>",
            "n => { const p = document.querySelector('p');"
            " (p.shadowRoot ?? p.attachShadow({ mode: 'open' })).append(n) }",
            id="shadow root",
        ),
        pytest.param(
            "<iframe></iframe>",
            "n => document.querySelector('iframe').contentDocument.body.append(n)",
            id="frame",
        ),
    ],
)
async def test_waits_for_changes_to_end(page: Page, body: str, step: str) -> None:
    await start(page, body, step)
    await settle(page, quiet_ms=300)
    assert await page.evaluate("window.ended")


async def test_waits_for_what_a_shadow_root_attached_late_shows(page: Page) -> None:
    # Attaching a root to an element that is there already is no mutation.
    attach = "n => n === 1 && document.querySelector('p').attachShadow({ mode: 'open' })"
    await start(page, "<p></p>", attach)
    await settle(page, quiet_ms=180)
    assert await page.evaluate("window.ended")


async def test_waits_for_a_transition_that_reveals_something(page: Page) -> None:
    html = "<p style='opacity: 0; transition: opacity .4s'>Shown</p>"
    await page.evaluate("html => { document.body.innerHTML = html }", html)
    opacity = "getComputedStyle(document.querySelector('p')).opacity"
    await page.evaluate(f"() => {{ {opacity}; document.querySelector('p').style.opacity = 1 }}")
    await settle(page)
    assert await page.evaluate(opacity) == "1"


ENDLESS = {
    "clock": ("<p id=p>x</p>", "setInterval(() => { p.textContent = Date.now() }, 5)"),
    "text": ("<p id=p>x</p>", "setInterval(() => { p.firstChild.data = Date.now() }, 5)"),
    "progress": ("<progress id=p>", "setInterval(() => { p.value = Math.random() }, 5)"),
    "style": ("<p id=p>x</p>", "setInterval(() => { p.style.left = Math.random() + 'px' }, 5)"),
    "spinner": (
        "<style>@keyframes turn { to { rotate: 1turn } } p { animation: turn 1s infinite }</style>"
        "<p>x</p>",
        "",
    ),
}


@pytest.mark.parametrize(("body", "script"), ENDLESS.values(), ids=ENDLESS)
async def test_what_never_ends_in_one_place_is_let_be(
    page: Page, monkeypatch: pytest.MonkeyPatch, body: str, script: str
) -> None:
    monkeypatch.setattr(f"{CAPS}.DOM_CAP_S", 20.0)
    monkeypatch.setattr(f"{CAPS}.CAP_S", 60.0)
    assert await duration_of(page, body, script) < 10


async def test_what_grows_for_ever_is_capped(page: Page) -> None:
    growth = "setInterval(() => document.body.append('x'), 5)"
    assert 0.9 < await duration_of(page, "", growth) < 4


async def test_a_script_that_never_ends_is_capped(
    own_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{CAPS}.CAP_S", 0.5)
    with serve_site("<p>x</p>") as url:
        await own_page.goto(url)
        await own_page.evaluate("() => { setTimeout(() => { for (;;); }, 0) }")
        begin = monotonic()
        await settle(own_page)
        assert 0.4 < monotonic() - begin < 4


async def test_does_not_wait_for_a_quiet_page(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{CAPS}.DOM_CAP_S", 20.0)
    assert await duration_of(page, "<p>Still</p>", "") < 5


async def test_waits_while_requests_are_open_and_then_for_quiet(page: Page) -> None:
    events: list[str] = []
    answers = iter([2, 1, 0, 1, 0, 0])

    def in_flight() -> int:
        events.append(f"{next(answers)} open")
        return int(events[-1][0])

    def on_console(message: ConsoleMessage) -> None:
        if message.text == "quiet":
            events.append(message.text)

    with serve_site("<p>x</p>") as url:
        await page.goto(url)
        await page.evaluate(
            """() => {
              const disconnect = MutationObserver.prototype.disconnect;
              MutationObserver.prototype.disconnect = function () {
                console.log("quiet");
                return disconnect.call(this);
              };
            }"""
        )
        page.on("console", on_console)
        await settle(page, in_flight, quiet_ms=1)
        page.remove_listener("console", on_console)
    assert events == ["2 open", "1 open", "0 open", "quiet", "1 open", "0 open", "quiet", "0 open"]


async def test_a_request_that_never_ends_is_capped(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{CAPS}.NETWORK_CAP_S", 0.3)
    with serve_site("<p>x</p>") as url:
        await page.goto(url)
        begin = monotonic()
        await settle(page, lambda: 1, quiet_ms=1)
        assert 0.3 < monotonic() - begin < 3


async def test_goes_on_with_the_page_it_navigates_to(page: Page) -> None:
    site = {"/": "<script>const go = () => setTimeout(() => { location = '/b' }, 50)</script>"}
    site["/b"] = "<p>Arrived</p>"
    with serve_site(site) as url:
        await page.goto(url)
        await page.evaluate("go()")
        await settle(page, quiet_ms=600)
        assert page.url == f"{url}/b"
        assert await page.locator("p").text_content() == "Arrived"


@pytest.mark.parametrize("broken", ["MutationObserver", "NodeFilter", "performance"])
async def test_says_nothing_of_a_page_that_broke_the_browser(own_page: Page, broken: str) -> None:
    await own_page.evaluate(f"() => {{ Object.defineProperty(window, '{broken}', {{}}) }}")
    await settle(own_page)


async def test_fields_may_have_any_name(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["shadowRoot", "shadowRoot", "contentDocument", "nodeType", "tagName"]
    fields = "".join(f"<input name={name}>" for name in names)
    monkeypatch.setattr(f"{CAPS}._MAX_MOVES", 0)
    body = f"<form>{fields}</form><p></p>"
    await start(page, body, "n => document.querySelector('p').append(n)")
    await settle(page, quiet_ms=300)
    assert await page.evaluate("window.ended")


async def test_says_nothing_of_a_closed_page(own_page: Page) -> None:
    await own_page.close()
    await settle(own_page)
