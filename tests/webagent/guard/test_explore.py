"""While exploring, nothing leaves that may change anything: the server has every byte on record."""

from __future__ import annotations

import asyncio
import ssl
from base64 import b64encode
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.webagent.guard.attempts import ASKING, CHANGING
from tests.webagent.guard.playground import PAGES, Site, changes, try_all
from tests.webagent.guard.recording_server import make_tls, recording_server
from webagent.browser import find_browser, switches
from webagent.guard import open_guard

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, BrowserContext, Playwright

    from tests.webagent.guard.recording_server import Asked
    from webagent.guard import Guard

OPEN_S = 15.0
GUARDED_S = 4.0


@dataclass(frozen=True, slots=True)
class Identity:
    """What the test's https server is known by."""

    server: ssl.SSLContext
    client: ssl.SSLContext
    fingerprint: str


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    folder = tmp_path_factory.mktemp("tls")
    server = make_tls(folder)
    file = folder / "certificate.pem"
    public = x509.load_pem_x509_certificate(file.read_bytes()).public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    client = ssl.create_default_context(cafile=file)
    return Identity(server, client, b64encode(sha256(der).digest()).decode())


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def knowing_browser(playwright: Playwright, identity: Identity) -> AsyncGenerator[Browser]:
    """A browser that takes the test server's certificate, besides the guard's."""
    arguments = [
        f"{each},{identity.fingerprint}" if "spki" in each else each for each in switches()
    ]
    browser = await playwright.chromium.launch(
        executable_path=find_browser(playwright), args=[*arguments, "--short-reporting-delay"]
    )
    yield browser
    await browser.close()


@asynccontextmanager
async def guarded(
    browser: Browser, url: str, identity: Identity
) -> AsyncGenerator[tuple[Guard, BrowserContext]]:
    async with open_guard(tls=identity.client) as guard:
        guard.name(url)
        context = await browser.new_context(proxy={"server": guard.proxy_url})
        await guard.watch(context)
        yield guard, context
        await context.close()


@pytest.mark.parametrize(
    "encrypted", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["http", "https"]
)
async def test_nothing_that_changes_anything_leaves(
    knowing_browser: Browser, identity: Identity, encrypted: bool
) -> None:
    with recording_server(PAGES, identity.server if encrypted else None) as (url, record):

        def arrived(to: str) -> bool:
            return any(changes(each) and each.target.startswith(to) for each in record.all)

        async with guarded(knowing_browser, url, identity) as (_, context):
            tried = await try_all(
                context, CHANGING, Site(url, record), "/open", over=arrived, wait_s=OPEN_S
            )
        in_vain = [each.name for each in CHANGING if each.certain and not arrived(tried[each.name])]
        assert in_vain == []
        record.clear()

        async with (
            guarded(knowing_browser, url, identity) as (guard, context),
            guard.explore() as exploration,
        ):

            def stopped(to: str) -> bool:
                return any(to in each.url for each in exploration.blocked)

            await try_all(
                context, CHANGING, Site(url, record), "/guarded", over=stopped, wait_s=GUARDED_S
            )
            # What a page sends once exploring is over is another matter.
            for page in context.pages:
                await page.close()
        leaked = [each for each in record.all if changes(each)]
        assert leaked == []
        assert {each.method for each in exploration.blocked} >= {"POST", "PUT", "CHANGE", "GET"}


@pytest.mark.parametrize(
    "encrypted", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["http", "https"]
)
async def test_addresses_that_say_they_change_something_are_not_asked_for(
    knowing_browser: Browser, identity: Identity, encrypted: bool
) -> None:
    with recording_server(PAGES, identity.server if encrypted else None) as (url, record):

        def arrived(to: str) -> bool:
            return any(each.target.startswith(to) for each in record.all)

        async with guarded(knowing_browser, url, identity) as (guard, context):
            async with guard.explore():
                tried = await try_all(
                    context, ASKING, Site(url, record), "/show", over=arrived, wait_s=OPEN_S
                )
            in_vain = [
                each.name for each in ASKING if each.certain and not arrived(tried[each.name])
            ]
            assert in_vain == []
            async with guard.explore() as exploration:

                def stopped(to: str) -> bool:
                    return any(to in each.url for each in exploration.blocked)

                await try_all(
                    context, ASKING, Site(url, record), "/delete", over=stopped, wait_s=GUARDED_S
                )

        def leaks(asked: Asked) -> bool:
            return asked.target.startswith("/delete")

        assert not list(filter(leaks, record.all))


@pytest.mark.slow
async def test_a_dialog_holds_neither_its_beginning_nor_its_end_up(
    knowing_browser: Browser, identity: Identity
) -> None:
    opened = asyncio.Event()
    async with guarded(knowing_browser, "http://127.0.0.1/", identity) as (guard, context):
        # Kept open: without a listener Playwright dismisses it.
        context.on("dialog", lambda _: opened.set())
        page = await context.new_page()
        await page.evaluate("() => { setTimeout(() => alert('Well?')); }")
        await opened.wait()
        async with asyncio.timeout(GUARDED_S * 5), guard.explore():
            assert guard.exploring
        assert not guard.exploring
