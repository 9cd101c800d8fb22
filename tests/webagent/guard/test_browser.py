"""The wall around a real browser's context: nothing inward, no ways around, nothing granted."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.webagent.guard.attempts import ASKING, CHANGING
from tests.webagent.guard.playground import PAGES, Site, try_all
from tests.webagent.guard.recording_server import Page, recording_server
from tests.webagent.runs import events_of, ref_of
from webagent import BrowserOptions, Status
from webagent.guard import NetworkPolicy, open_guard

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, BrowserContext

    from tests.webagent.conftest import Browse, Play, Serve
    from webagent.guard import Guard


@asynccontextmanager
async def guarded(browser: Browser, url: str) -> AsyncGenerator[tuple[Guard, BrowserContext]]:
    async with open_guard() as guard:
        guard.name(url)
        context = await browser.new_context(proxy={"server": guard.proxy_url})
        await guard.watch(context)
        yield guard, context
        await context.close()


@pytest.mark.slow
async def test_no_way_leads_to_this_machine(browser: Browser) -> None:
    """Every attempt goes to a server the user did not name; it must not get a single byte."""
    with recording_server({}) as (inner, unheard), recording_server(PAGES) as (url, record):
        async with guarded(browser, url) as (guard, context):

            def over(_to: str) -> bool:
                return False

            site = Site(url, record, inner)
            await try_all(context, (*ASKING, *CHANGING), site, "/x", over=over, wait_s=0.3)
            place = inner.partition("//")[2]
            refused = [each for each in guard.events if place in each.place]
        assert unheard.all == ()
        # Most attempts are one request at least; a few wait for a first answer.
        assert len(refused) > 40


async def test_media_goes_nowhere(browser: Browser) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.setblocking(False)
        stun = f"stun:127.0.0.1:{listener.getsockname()[1]}"
        with recording_server(PAGES) as (url, _):
            async with guarded(browser, url) as (_, context):
                page = await context.new_page()
                await page.goto(url)
                candidates = await page.evaluate(
                    """async (stun) => {
                      const found = [], peer = new RTCPeerConnection({iceServers: [{urls: stun}]});
                      peer.createDataChannel("x");
                      const gathered = new Promise((done) => {
                        peer.onicecandidate = (event) =>
                          event.candidate ? found.push(event.candidate.candidate) : done();
                      });
                      await peer.setLocalDescription(await peer.createOffer());
                      await gathered;
                      return found;
                    }""",
                    stun,
                )
        assert candidates == []
        with pytest.raises(BlockingIOError):
            listener.recv(1)


async def test_nothing_that_has_to_be_asked_for_is_granted(browser: Browser) -> None:
    names = [
        "geolocation", "camera", "microphone", "notifications", "clipboard-read",
        "clipboard-write", "midi", "persistent-storage", "screen-wake-lock", "local-fonts",
        "background-sync", "payment-handler", "accelerometer",
    ]  # fmt: skip
    with recording_server(PAGES) as (url, _):
        async with guarded(browser, url) as (_, context):
            page = await context.new_page()
            await page.goto(url)
            states = await page.evaluate(
                """async (names) => Object.fromEntries(await Promise.all(names.map(async (name) =>
                     [name, (await navigator.permissions.query({name})).state])))""",
                names,
            )
    assert states == dict.fromkeys(names, "denied")


async def test_a_redirect_does_not_lead_inward(browser: Browser) -> None:
    with recording_server({}) as (inner, unheard), recording_server(PAGES) as (url, _):
        async with guarded(browser, url) as (_, context):
            page = await context.new_page()
            response = await page.goto(f"{url}/elsewhere?to={inner}/secret")
            assert response is not None
            assert response.status == 403
            assert "Not let through" in await page.inner_text("body")
    assert unheard.all == ()


async def test_the_agent_hears_what_was_not_let_through(play: Play, serve: Serve) -> None:
    with recording_server({}) as (inner, unheard):
        page = f"<img src={inner}/a><img src={inner}/b><p>here</p>"
        result = await play(serve(page), ["stop [seen]"], browser=BrowserOptions())
    (seen,) = events_of(result, "observed")
    port = inner.rpartition(":")[2]
    assert seen["events"] == [
        f"http://127.0.0.1:{port} was not let through: it is an address of this machine "
        f"(--allow-origin http://127.0.0.1:{port} allows it)"
    ]
    assert unheard.all == ()


async def test_what_the_user_allows_is_let_through(play: Play, serve: Serve) -> None:
    with recording_server({"/a": Page("framed")}) as (inner, record):
        page = f"<iframe src={inner}/a></iframe>"
        options = BrowserOptions(network=NetworkPolicy(allowed=(inner,)))
        result = await play(serve(page), ["stop [seen]"], browser=options)
    (seen,) = events_of(result, "observed")
    assert seen["events"] == []
    assert "framed" in seen["text"]
    assert "/a" in {each.target for each in record.all}


async def test_a_denied_start_is_told(play: Play, serve: Serve) -> None:
    url = serve("x")
    result = await play(url, browser=BrowserOptions(network=NetworkPolicy(denied=(url,))))
    assert result.status is Status.ERROR
    assert result.reason.endswith("it is among what --deny-origin names.")


async def test_nothing_but_the_proxy_is_connected_to(browser: Browser) -> None:
    """A second server on another loopback address hears nothing of prefetches and preconnects."""
    with socket.create_server(("127.0.0.2", 0)) as listener:
        listener.setblocking(False)
        place = f"127.0.0.2:{listener.getsockname()[1]}"
        html = "".join(
            f"<link rel={kind} href='{scheme}://{place}/'>"
            for kind in ("preconnect", "dns-prefetch", "prefetch", "preload as=fetch")
            for scheme in ("http", "https")
        )
        with recording_server({"/": Page(html)}) as (url, _):
            async with guarded(browser, url) as (guard, context):
                page = await context.new_page()
                await page.goto(url)
                async with asyncio.timeout(10):
                    while not guard.events:
                        await page.evaluate("() => new Promise(requestAnimationFrame)")
        with pytest.raises(BlockingIOError):
            listener.accept()


async def test_exploring_leaves_the_page_where_it_is(browse: Browse, serve: Serve) -> None:
    url = serve("<form method=post action=/order><button>Order</button></form>")
    session, page = await browse(url)
    async with session.guard.explore() as exploration:
        assert session.guard.exploring
        element = await session.registry.element(ref_of(page, "button", "Order"))
        await element.click()
        async with asyncio.timeout(10):
            while not exploration.blocked:
                await session.page.evaluate("() => new Promise(requestAnimationFrame)")
        after = await session.look()
    assert after.observation.url == f"{url}/"
    assert [(each.method, each.url) for each in exploration.blocked] == [("POST", f"{url}/order")]
    assert after.happened.events == (
        f"POST {url}/order was stopped: it may change something, and now nothing is changed",
    )
    assert not session.guard.exploring
    async with session.page.expect_response("**/order"):
        await element.click()


async def test_exploring_asks_nobody_before_a_page_is_left(browse: Browse, serve: Serve) -> None:
    url = serve({"/": "<button onclick=''>x</button><script>onbeforeunload = () => 1</script>",
                 "/next": "there"})  # fmt: skip
    session, page = await browse(url)
    async with session.guard.explore():
        await (await session.registry.element(ref_of(page, "button", "x"))).click()
        await session.until_dialog(session.goto(f"{url}/next"))
        after = await session.look()
    assert after.dialog is None
    assert after.observation.text == "there"


async def test_an_open_socket_is_cut_when_exploring_begins(browser: Browser) -> None:
    with recording_server(PAGES) as (url, record):
        async with guarded(browser, url) as (guard, context):
            page = await context.new_page()
            await page.goto(url)
            await page.evaluate(
                """(url) => new Promise((done) => {
                  window.socket = new WebSocket(url);
                  window.closed = new Promise((close) => { socket.onclose = close; });
                  socket.onopen = () => { socket.send("before"); done(); };
                })""",
                url.replace("http", "ws"),
            )
            async with guard.explore():
                await page.evaluate("async () => { await closed; socket.send('x'.repeat(999)); }")
        assert sum(len(each.after) for each in record.all) < 100


async def test_nobody_asks_what_was_refused_for_its_manifest(play: Play, serve: Serve) -> None:
    with recording_server({}) as (inner, unheard):
        page = f"<iframe src={inner}/x></iframe><p>here</p>"
        result = await play(serve(page), ["stop [seen]"], browser=BrowserOptions())
    assert result.status is Status.DONE
    assert unheard.all == ()
