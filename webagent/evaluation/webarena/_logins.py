"""Logins that are kept, and renewed when a site has forgotten them."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from collections import defaultdict
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from platformdirs import user_state_path

from webagent.errors import EnvironmentFailure

from ._login import LOGIN_FORMS, is_logged_in, log_in

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence

    from playwright.async_api import BrowserContext, StorageState

    from webagent.browser import Session

    from ._sites import SiteName, Sites

_DIGEST_LENGTH = 12


class Logins:
    """Who the sites know, for each combination of sites.

    Each lies in a file of its own that only its owner can read, in Playwright's format. Workers
    share them, whichever wrote one last: the sites let one account in several times.
    """

    def __init__(self, sites: Sites, folder: Path | None = None) -> None:
        """Keep them in a folder; by default in `webarena` in the user's state folder."""
        self._sites = sites
        self._folder = folder if folder is not None else user_state_path("webagent") / "webarena"
        self._renewing: defaultdict[Path, asyncio.Lock] = defaultdict(asyncio.Lock)

    def path(self, names: Sequence[SiteName]) -> Path:
        """Return where the login to these sites is kept: other addresses, another file."""
        addresses = "\n".join(map(self._sites.url, names))
        digest = sha256(addresses.encode()).hexdigest()[:_DIGEST_LENGTH]
        return self._folder / f"{'.'.join(names)}-{digest}.json"

    async def apply(self, names: Sequence[str], session: Session) -> None:
        """Let the context of a session, which shows a page already, be known to these sites.

        What is kept is used if it still works, and renewed otherwise. It replaces all cookies and
        local storage that the context has.

        Raises:
            EnvironmentFailure: a site does not answer, or does not let the account in.
            playwright.async_api.Error: the browser can't be used.
        """
        known: list[SiteName] = [name for name in LOGIN_FORMS if name in names]
        if not known:
            return
        path = self.path(known)
        async with self._renewing[path]:
            state = await self._working(path, known, session)
            if state is None:
                state = await self._renewed(known, session)
                _write(path, state)
        await session.page.context.set_storage_state(state)

    async def _working(
        self, path: Path, names: Sequence[SiteName], session: Session
    ) -> StorageState | None:
        state = _read(path)
        if state is None:
            return None
        async with self._beside(session, state) as context:
            for name in names:
                if not await is_logged_in(context, self._sites, name):
                    return None
            # A site may have handed out newer cookies at the asking.
            return await context.storage_state()

    async def _renewed(self, names: Sequence[SiteName], session: Session) -> StorageState:
        async with self._beside(session) as context:
            page = await context.new_page()
            for name in names:
                await log_in(page, self._sites, name)
            for name in names[:-1]:
                if not await is_logged_in(context, self._sites, name):
                    raise EnvironmentFailure(
                        f"Logging in to {names[-1]} ended the login to {name}: sites on one host "
                        "share their cookies, and some give theirs the same name. Give them "
                        "different host names, such as localhost and 127.0.0.1."
                    )
            return await context.storage_state()

    @asynccontextmanager
    async def _beside(
        self, session: Session, state: StorageState | None = None
    ) -> AsyncGenerator[BrowserContext]:
        """Open a context of its own, so that no record of the session's holds the login."""
        page = session.page
        browser = page.context.browser
        if browser is None:
            raise EnvironmentFailure("The browser died before the task began.")
        context = await browser.new_context(
            proxy={"server": session.guard.proxy_url},
            # A site may hold on to the browser that somebody logged in with.
            user_agent=await page.evaluate("navigator.userAgent"),
            storage_state=state,
        )
        try:
            yield context
        finally:
            await context.close()


def _read(path: Path) -> StorageState | None:
    """Return what is kept, or `None` where nothing is that a browser could use."""
    try:
        state: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(state, dict) or "cookies" not in state:
        return None
    return cast("StorageState", state)


def _write(path: Path, state: Mapping[str, Any] | StorageState) -> None:
    """Write it at one stroke, readable by its owner only: another worker may read it now."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made with mode 0600.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(state, file)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
