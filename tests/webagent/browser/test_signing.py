"""What the browser says of itself: an honest name, and signatures where there is a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response
from webagent_manifests.identity import (
    AgentKey,
    Directory,
    RequestSigner,
    Verified,
    directory_document,
    verify,
)
from webagent_observation import Reading

from tests.support.site import serve_site
from webagent.browser import BrowserOptions, open_session_in
from webagent.product import user_agent
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from playwright.async_api import Browser
    from starlette.requests import Request
    from webagent_observation import Document

AGENT = "https://agent.example"


async def _everything(_document: Document) -> Reading:
    return Reading()


async def asked(browser: Browser, **settings: Any) -> dict[str, dict[str, str]]:
    """Open a page with a script and return the headers of each request, by path."""
    found: dict[str, dict[str, str]] = {}

    def answer(request: Request) -> Response:
        found[request.url.path] = dict(request.headers)
        return HTMLResponse("<script src=/script.js></script>")

    with serve_site({"/": answer, "/script.js": answer}) as url:
        options = BrowserOptions(**settings)
        async with open_session_in(browser, options, _everything, Secrets()) as session:
            await session.start(url)
    return found


async def test_the_user_agent_names_this_program_and_who_is_responsible(browser: Browser) -> None:
    headers = (await asked(browser, contact="mailto:me@agent.example"))["/"]
    assert "Chrome/" in headers["user-agent"]
    assert headers["user-agent"].endswith(f" {user_agent('mailto:me@agent.example')}")


async def test_without_a_key_nothing_is_signed(browser: Browser) -> None:
    assert "signature" not in (await asked(browser))["/"]


async def test_requests_for_documents_are_signed_and_no_others(browser: Browser) -> None:
    """RFC 9421, tag web-bot-auth: the site can verify who asks."""
    key = AgentKey.generate()
    found = await asked(browser, signer=RequestSigner(key, AGENT))
    page = found["/"]
    directory = Directory.parse(directory_document([key]))
    outcome = verify(page, url=f"http://{page['host']}/", directories={AGENT: directory})
    assert isinstance(outcome, Verified), outcome
    assert outcome.agent == AGENT
    assert "signature" not in found["/script.js"]
