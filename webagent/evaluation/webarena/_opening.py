"""Opening the pages that a task begins on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from webagent.errors import EnvironmentFailure, SiteUnreachable

from ._login import TIMEOUT_MS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent.browser import Session

    from ._logins import Logins

_BLANK = "about:blank"
_FIRST_TAB = 1


async def open_start(
    session: Session, urls: Sequence[str], logins: Logins, names: Sequence[str]
) -> None:
    """Open the tabs that a task begins with, known to the sites; the first is in front.

    The session must not have opened a page before.

    Raises:
        SiteUnreachable: a page can't be opened, or the site says that it is out of order.
        EnvironmentFailure: a site does not let the account in.
        playwright.async_api.Error: the browser can't be used.
    """
    if not urls:
        raise EnvironmentFailure("The task has no page to begin on.")
    await session.open(_BLANK, home=urls[0])
    await logins.apply(names, session)
    for number, url in enumerate(urls, start=_FIRST_TAB):
        if number != _FIRST_TAB:
            await session.page.context.new_page()
        await _open(session, url)
    if len(urls) > 1:
        await session.switch_tab(_FIRST_TAB)
        # What the tabs told while they opened is nothing that the agent did.
        await session.look()


async def _open(session: Session, url: str) -> None:
    refusal = session.guard.refuses_document(url)
    if refusal is not None:
        raise SiteUnreachable(f"{url} could not be opened: {refusal.reason}.")
    try:
        response = await session.page.goto(url, wait_until="load", timeout=TIMEOUT_MS)
    except PlaywrightError as error:
        why = session.guard.problem(url) or error.message.splitlines()[0]
        raise SiteUnreachable(f"{url} could not be opened: {why}.") from error
    if response is not None and response.status >= 500:
        raise SiteUnreachable(f"{url} answers HTTP {response.status}: the site is out of order.")
