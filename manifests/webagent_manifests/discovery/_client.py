"""Asking sites for their small public files, and keeping the answers as HTTP says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import httpx

from .._origin import resolve
from .._text import quote
from ._exchange import NoReply, Reply, exchange
from ._freshness import REDIRECTS, SHORTEST, Lifetime, lifetime
from ._reach import stays
from ._store import CacheStore, Kept, Question

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

MOST_REDIRECTS = 5

Follow: TypeAlias = Callable[[str, str], bool]
"""Whether a redirect from one URL to another is followed."""


class Origination(StrEnum):
    """Where an answer was taken from."""

    NETWORK = "network"
    CACHE = "cache"
    REVALIDATED = "revalidated"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Freshness:
    """Where an answer came from, and until when it is used without asking again (UTC).

    `until` is None for an answer that is asked for every time. `trouble` says, of a stale answer,
    why there was no newer one; it continues a sentence about the file.
    """

    origination: Origination
    since: datetime
    until: datetime | None
    trouble: str = ""

    def to_json(self) -> dict[str, str | None]:
        """Return it as plain JSON values, times as ISO 8601."""
        return {
            "origination": self.origination.value,
            "since": self.since.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "trouble": self.trouble or None,
        }


@dataclass(frozen=True, slots=True)
class Fetched:
    """A site's answer at the end of its redirects.

    `headers` are lower-case; `body` is cut to 1 MiB and one byte, and None if it is packed in a way
    that was not asked for.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes | None
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class Unfetched:
    """No answer; `detail` continues a sentence about the file.

    `answered` is false where nothing of HTTP came back: no host, no connection, no trust, no time.
    """

    url: str
    detail: str
    answered: bool = True


class SiteClient:
    """Asks for files under one User-Agent and keeps the answers.

    It holds no connection open between two questions, so it needs no closing; a `store` is closed
    by who made it. Without one, answers are kept for this object alone. `timeout` is in seconds,
    for a file with its redirects. `now` must be timezone-aware.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        store: CacheStore | None = None,
        timeout: float = 10.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.user_agent = user_agent
        self.timeout = timeout
        self.proxy: str | None = None
        """Address of the HTTP proxy that questions go through from now on."""
        self._store = CacheStore() if store is None else store
        self._now = now
        self._flights: dict[Question, asyncio.Task[Fetched | Unfetched]] = {}
        self._failures: dict[Question, tuple[datetime, Unfetched]] = {}

    @property
    def trouble(self) -> str | None:
        """What is wrong with the store, in one sentence."""
        return self._store.trouble

    def deadline(self) -> float:
        """Return the moment, on the event loop's clock, at which a file asked for now is late."""
        return asyncio.get_running_loop().time() + self.timeout

    async def get(
        self,
        url: str,
        *,
        accept: str = "*/*",
        follow: Follow = stays,
        deadline: float | None = None,
        keep: bool = True,
    ) -> Fetched | Unfetched:
        """Return what `url` says, following at most five redirects that `follow` agrees to.

        Does not raise for anything that a server does. With `keep` false the answer is neither
        looked for in the store nor put there. `deadline` bounds several files together.
        """
        latest = self.deadline() if deadline is None else deadline
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._once(Question(url, self.user_agent, accept), latest, keep)
            if isinstance(answer, Unfetched) or answer.status not in REDIRECTS:
                return answer
            location = answer.headers.get("location", "")
            target = resolve(location, url) if location else None
            if target is None or not follow(url, target):
                return Unfetched(url, f"redirects to {quote(location)}, which is not on its site")
            url = target
        return Unfetched(url, f"redirects more than {MOST_REDIRECTS} times in a row")

    async def _once(self, question: Question, deadline: float, keep: bool) -> Fetched | Unfetched:
        """Join whoever is asking the same already; one who gives up does not stop the others."""
        if not keep:
            return await self._ask(question, None, deadline, keep=False)
        flight = self._flights.get(question)
        if flight is None:
            flight = asyncio.create_task(self._find(question, deadline))
            self._flights[question] = flight
            flight.add_done_callback(lambda _: self._flights.pop(question, None))
        return await asyncio.shield(flight)

    async def _find(self, question: Question, deadline: float) -> Fetched | Unfetched:
        kept = await asyncio.to_thread(self._store.get, question)
        now = self._now()
        if kept is not None and _lifetime(kept).fresh_at(now):
            return _fetched(question.url, kept, Origination.CACHE)
        failed = self._failures.get(question)
        if failed is not None and failed[0] <= now < failed[0] + SHORTEST:
            answer: Fetched | Unfetched = failed[1]
        else:
            answer = await self._ask(question, kept, deadline, keep=True)
            self._note(question, answer)
        trouble = _trouble(answer)
        if trouble is None or kept is None or not _lifetime(kept).stands_in_at(self._now()):
            return answer
        return _fetched(question.url, kept, Origination.STALE, trouble)

    async def _ask(
        self, question: Question, kept: Kept | None, deadline: float, *, keep: bool
    ) -> Fetched | Unfetched:
        asked = self._now()
        try:
            async with asyncio.timeout_at(deadline):
                reply = await self._exchange(question, kept)
                if kept is not None and reply.status == 304 and not _confirms(reply, kept):
                    kept = None
                    reply = await self._exchange(question, None)
        except TimeoutError:
            late = f"did not arrive within {self.timeout:g} seconds"
            return Unfetched(question.url, late, answered=False)
        except NoReply as error:
            return Unfetched(question.url, str(error), answered=False)
        answered = max(self._now(), asked)
        if kept is not None and reply.status == 304:
            # RFC 9111, section 3.2: the confirmation renews what is told about the body.
            headers = {**kept.headers, **reply.headers}
            renewed = Kept(kept.status, headers, kept.body, asked, answered)
            answer = _fetched(question.url, renewed, Origination.REVALIDATED)
        else:
            renewed = Kept(reply.status, reply.headers, reply.body, asked, answered)
            answer = _fetched(question.url, renewed, Origination.NETWORK)
        if keep and _trouble(answer) is None:
            if _lifetime(renewed).storable:
                await asyncio.to_thread(self._store.put, question, renewed)
            else:
                await asyncio.to_thread(self._store.remove, question)
        return answer

    async def _exchange(self, question: Question, kept: Kept | None) -> Reply:
        headers = {
            "Accept": question.accept,
            "Accept-Encoding": "identity",
            "User-Agent": question.agent,
        }
        if kept is not None and "etag" in kept.headers:
            headers["If-None-Match"] = kept.headers["etag"]
        elif kept is not None and "last-modified" in kept.headers:
            headers["If-Modified-Since"] = kept.headers["last-modified"]
        return await exchange(question.url, headers, _context(), self.proxy)

    def _note(self, question: Question, answer: Fetched | Unfetched) -> None:
        """Remember a failure for a minute, in which its site is left alone."""
        now = self._now()
        self._failures = {
            failed: (since, why)
            for failed, (since, why) in self._failures.items()
            if failed != question and since <= now < since + SHORTEST
        }
        trouble = _trouble(answer)
        if trouble is not None:
            failure = answer if isinstance(answer, Unfetched) else Unfetched(question.url, trouble)
            self._failures[question] = (now, failure)


@cache
def _context() -> ssl.SSLContext:
    # Reading the certificate authorities takes longer than most sites need to answer.
    return httpx.create_ssl_context()


def _trouble(answer: Fetched | Unfetched) -> str | None:
    """Return why an answer is none, in words that continue a sentence about the file.

    RFC 9309, section 2.3.1, tells unavailable (4xx) from unreachable. "Too many requests" says
    nothing about the file either.
    """
    if isinstance(answer, Unfetched):
        return answer.detail
    status = answer.status
    if status == 200 or status in REDIRECTS or (400 <= status < 500 and status != 429):
        return None
    return f"was answered with status {status}"


def _confirms(reply: Reply, kept: Kept) -> bool:
    """Whether a 304 is about the answer that is kept (RFC 9111, section 4.3.4)."""
    told, known = (each.headers.get("etag", "").removeprefix("W/") for each in (reply, kept))
    return not told or told == known


def _lifetime(kept: Kept) -> Lifetime:
    return lifetime(kept.status, kept.headers, asked=kept.asked, answered=kept.answered)


def _fetched(url: str, kept: Kept, origination: Origination, trouble: str = "") -> Fetched:
    life = _lifetime(kept)
    asks_always = life.revalidate or not life.storable
    freshness = Freshness(
        origination, kept.answered, None if asks_always else life.fresh_until, trouble
    )
    return Fetched(url, kept.status, kept.headers, kept.body, freshness)
