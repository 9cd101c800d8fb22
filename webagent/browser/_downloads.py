"""Files that sites offer: kept in the folder of the run, or refused."""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_actions import Download, explain_failure

from ._file_name import numbered, safe_file_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.async_api import Download as Offer
    from playwright.async_api import Page, Response

    from ._listeners import Listeners

PATIENCE_S = 4.0
"""How long a look waits for a file; one that takes longer is told of at a later look."""
ARRIVAL_CAP_S = 300.0
_ANSWERS = 50
_CHUNK = 1 << 20


class Downloads:
    """What the pages of a context offer as files.

    Args:
        folder: where they are kept; made when the first comes. `None` keeps none.
        limit: the most bytes a file may have.
        clean: takes out of names and addresses what must not be seen.
    """

    def __init__(
        self,
        listeners: Listeners,
        folder: Path | None,
        limit: int,
        clean: Callable[[str], str],
        exploring: Callable[[], bool],
    ) -> None:
        self._folder = folder
        self._exploring = exploring
        self._limit = limit
        self._clean = clean
        self._ended: list[Download] = []
        self._arriving: dict[asyncio.Task[None], str] = {}
        self._answers: OrderedDict[str, tuple[str, int]] = OrderedDict()
        self._listeners = listeners
        listeners.on_context("page", self._on_page)
        listeners.on_context("response", self._on_response)

    async def settled(self) -> None:
        """Wait until what is arriving has arrived, for a few seconds at most."""
        if self._arriving:
            await asyncio.wait(self._arriving, timeout=PATIENCE_S)

    def take(self) -> tuple[Download, ...]:
        """Return those that arrived or were refused since the last call."""
        ended, self._ended = tuple(self._ended), []
        return ended

    def arriving(self) -> tuple[str, ...]:
        """Return a sentence on each file that is still on its way."""
        return tuple(f"the download “{name}” is still arriving" for name in self._arriving.values())

    async def close(self) -> None:
        """Let what is nearly there arrive, and give up the rest."""
        await self.settled()
        for task in self._arriving:
            task.cancel()
        await asyncio.gather(*self._arriving, return_exceptions=True)

    def _on_page(self, page: Page) -> None:
        self._listeners.on(page, "download", self._on_offer)

    def _on_response(self, response: Response) -> None:
        # That of a link with the `download` attribute does not come this way.
        if response.request.resource_type not in ("document", "other"):
            return
        headers = response.headers
        length = headers.get("content-length", "")
        self._answers[response.url] = (
            headers.get("content-type", "").partition(";")[0].strip().lower(),
            int(length) if length.isdecimal() else 0,
        )
        while len(self._answers) > _ANSWERS:
            self._answers.popitem(last=False)

    def _on_offer(self, offer: Offer) -> None:
        name = safe_file_name(self._clean(offer.suggested_filename))
        url = self._clean(_address(offer.url))
        media_type, length = self._answers.get(offer.url, ("", 0))
        media_type = media_type or _media_type(offer.url, name)
        found = Download(name, url, media_type=media_type)
        task = asyncio.ensure_future(self._settle(offer, found, length))
        self._arriving[task] = name
        task.add_done_callback(self._arriving.pop)

    async def _settle(self, offer: Offer, found: Download, length: int) -> None:
        try:
            self._ended.append(await self._kept(offer, found, length))
        except (PlaywrightError, OSError) as error:
            why = explain_failure(error) if isinstance(error, PlaywrightError) else str(error)
            self._ended.append(_refused(found, self._clean(why)))
        finally:
            with suppress(PlaywrightError):
                await offer.delete()
                await _close_empty_tabs(offer.page)

    async def _kept(self, offer: Offer, found: Download, length: int) -> Download:
        if self._folder is None:
            return _refused(found, "")
        if self._exploring():
            await offer.cancel()
            return _refused(found, "nothing is kept while exploring")
        too_big = f"it has more than the {_megabytes(self._limit)} that are kept of a file"
        if length > self._limit:
            await offer.cancel()
            return _refused(found, too_big)
        try:
            async with asyncio.timeout(ARRIVAL_CAP_S):
                failure = await offer.failure()
        except TimeoutError:
            await offer.cancel()
            return _refused(found, f"it did not arrive within {ARRIVAL_CAP_S:.0f} s")
        if failure is not None:
            return _refused(found, _reason(failure))
        came = await offer.path()
        if came.stat().st_size > self._limit:
            return _refused(found, too_big)
        path, size, digest = await asyncio.to_thread(_copy, came, self._folder, found.name)
        return Download(found.name, found.url, path, size, found.media_type, digest)


def _copy(source: Path, folder: Path, name: str) -> tuple[Path, int, str]:
    """Copy a file under its name, or a numbered one; return where to, its size and its SHA-256."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path, number, size = folder / name, 1, 0
    digest = hashlib.sha256()
    while True:
        try:
            # Only a file of its own: what is there is neither overwritten nor followed.
            target = path.open("xb")
            break
        except FileExistsError:
            number += 1
            path = numbered(folder / name, number)
    with target, source.open("rb") as content:
        path.chmod(0o600)
        while chunk := content.read(_CHUNK):
            target.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return path, size, digest.hexdigest()


def _refused(found: Download, problem: str) -> Download:
    return Download(found.name, found.url, media_type=found.media_type, problem=problem)


def _reason(failure: str) -> str:
    if failure == "canceled":
        return "it was broken off"
    return f"it did not arrive ({failure})"


def _address(url: str) -> str:
    """Return where a file comes from; a `data:` address is the file itself."""
    return url.partition(",")[0] if url.startswith("data:") else url


def _media_type(url: str, name: str) -> str:
    if url.startswith("data:"):
        return url[5:].partition(",")[0].partition(";")[0] or "text/plain"
    return mimetypes.guess_type(name)[0] or ""


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:g} MB"


async def _close_empty_tabs(opener: Page) -> None:
    """Close tabs in which nothing but a file came.

    A browser with windows does so by itself; the headless shell leaves them, without an address.
    """
    for page in opener.context.pages:
        if not page.url and await page.opener() is opener:
            await page.close()
