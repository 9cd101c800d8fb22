"""A site whose pages try things, and a browser that they are tried in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from playwright.async_api import Error as PlaywrightError

from tests.webagent.guard.recording_server import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playwright.async_api import BrowserContext

    from tests.webagent.guard.attempts import Attempt
    from tests.webagent.guard.recording_server import Answer, Asked, Record

_AT_ONCE = 6
_UNCERTAIN_S = 3.0
_ATTEMPT_CAP_S = 60.0


def _posting(to: str) -> str:
    return f"fetch('{to}', {{method: 'POST', mode: 'no-cors', body: 'x'}})"


def _script(text: str) -> Page:
    return Page(text, "text/javascript")


_HTML = "<!doctype html><title>Page</title><body>"
PAGES: dict[str, Answer] = {
    "/": Page(f"{_HTML}<button onclick='run()'>Try</button>"),
    "/again": lambda to: Page(status=307, headers={"Location": to}),
    "/elsewhere": lambda to: Page(status=302, headers={"Location": to}),
    "/sender": lambda to: Page(f"{_HTML}<script>{_posting(to)}</script>"),
    "/worker.js": lambda to: _script(_posting(to)),
    "/service.js": lambda to: _script(f"oninstall = (e) => e.waitUntil({_posting(to)})"),
    "/policed": lambda to: Page(
        f"{_HTML}<img src=/picture>",
        headers={"Content-Security-Policy": f"img-src 'none'; report-uri {to}"},
    ),
    "/reporting": lambda to: Page(
        f"{_HTML}<img src=/picture>",
        headers={
            "Content-Security-Policy": "img-src 'none'; report-to there",
            "Reporting-Endpoints": f'there="{to}"',
        },
    ),
    "/logging": lambda to: Page(
        f"{_HTML}logged",
        headers={
            "Report-To": f'{{"group":"there","max_age":600,"endpoints":[{{"url":"{to}"}}]}}',
            "NEL": '{"report_to":"there","max_age":600,"success_fraction":1.0}',
        },
    ),
}


@dataclass(frozen=True, slots=True)
class Site:
    """Where the pages are, and what was asked for there."""

    url: str
    record: Record
    target: str = ""
    """Where attempts go, if not to the site itself."""


def changes(asked: Asked) -> bool:
    """Whether a request may change something where it arrived."""
    safe = asked.method in {"GET", "HEAD", "OPTIONS"}
    return not safe or bool(asked.after) or "method-override:" in asked.head.lower()


async def try_all(
    context: BrowserContext,
    attempts: Iterable[Attempt],
    site: Site,
    path: str,
    *,
    over: Callable[[str], bool],
    wait_s: float,
) -> dict[str, str]:
    """Play every attempt in a page of its own and return the address that each is for.

    An attempt goes to `path` and its number. It is waited for until it is `over`, given that
    address, or the time is up.
    """
    turns = asyncio.Semaphore(_AT_ONCE)
    addresses: dict[str, str] = {}

    async def play(number: int, attempt: Attempt) -> None:
        to = addresses[attempt.name] = f"{path}{number}-"
        address = (site.target or site.url) + to
        script = attempt.script.replace("$TO", quote(address, safe="")).replace("TO", address)
        async with turns, asyncio.timeout(_ATTEMPT_CAP_S):
            page = await context.new_page()
            await page.goto(site.url)
            await page.evaluate("(script) => { window.run = new Function(script); }", script)
            try:
                await page.click("button", no_wait_after=True, timeout=5_000)
                if attempt.leaves:
                    await page.goto("about:blank")
            except PlaywrightError:
                pass  # a page that goes away at once is one way of trying
            await _until(lambda: over(to), site.record, wait_s if attempt.certain else _UNCERTAIN_S)

    await asyncio.gather(*(play(*each) for each in enumerate(attempts)))
    return addresses


async def _until(over: Callable[[], bool], record: Record, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            while not over():
                await asyncio.to_thread(record.wait_for_news, 0.1)
    except TimeoutError:
        return
