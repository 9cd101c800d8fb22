"""The policies of the sites a run meets."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from webagent_manifests import Profile, SitePolicy
from webagent_manifests.discovery import SiteClient, discover, manifest_links

from webagent.product import user_agent

from ._wishes import SiteWishes, wishes_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Frame, Response
    from webagent_observation import Document

# As long as any answer is used without asking; after that HTTP's own rules say whether to ask.
_SHORTEST_LIFE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class _Speakers:
    """What may speak for a document: its origin, and the manifests it names itself."""

    origin: str
    links: tuple[str, ...] = ()
    header_links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lookup:
    since: datetime
    task: asyncio.Task[SitePolicy]


class SitePolicies:
    """The policy that speaks for each document. Frames have their own.

    Args:
        client: asks the sites; by default one that keeps answers for this run alone.
        profile: the text of the standard that manifests are read by.
        on_policy: hears of each policy when it is first met, and when it changes.
        clock: the time that policies grow old by.
    """

    def __init__(
        self,
        client: SiteClient | None = None,
        *,
        profile: Profile = Profile.HEAD,
        on_policy: Callable[[SitePolicy], None] = lambda _: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._client = SiteClient(user_agent()) if client is None else client
        self._profile = profile
        self._on_policy = on_policy
        self._clock = clock
        self._lookups: dict[_Speakers, _Lookup] = {}
        self._by_frame: dict[Frame, tuple[Document, _Speakers]] = {}
        self._responses: dict[Frame, tuple[str, tuple[str, ...]]] = {}
        self._wishes: dict[SitePolicy, tuple[SiteWishes, ...]] = {}
        self._met: set[tuple[str, str]] = set()

    def go_through(self, proxy: str) -> None:
        """Ask the sites through a proxy from now on; it may refuse what a page may not reach."""
        self._client.proxy = proxy

    def heard(self, response: Response) -> None:
        """Take note of the response that a frame's document comes from, for its `Link` header."""
        named = manifest_links(response.headers.get("link", ""), response.url)
        links = tuple(urljoin(response.url, link) for link in named)
        self._responses[response.frame] = (_address(response.url), links)

    async def of(self, document: Document) -> SitePolicy:
        """Return the policy of a document; a document without an address has its parent's."""
        speakers = self._speakers(document)
        known = self._lookups.get(speakers)
        now = self._clock()
        if known is None or now - known.since >= _SHORTEST_LIFE:
            known = _Lookup(now, asyncio.ensure_future(self._discover(speakers)))
            self._lookups[speakers] = known
        return await asyncio.shield(known.task)

    async def wishes(self, document: Document) -> tuple[SiteWishes, ...]:
        """Return what the site of a document says in prose."""
        policy = await self.of(document)
        known = self._wishes.get(policy)
        if known is None:
            origin = self._speakers(document).origin.removesuffix("/")
            known = self._wishes[policy] = wishes_of(policy, origin)
        return known

    def _speakers(self, document: Document) -> _Speakers:
        known = self._by_frame.get(document.frame)
        if known is None or known[0] is not document:
            known = self._by_frame[document.frame] = (document, self._find_speakers(document))
        return known[1]

    def _find_speakers(self, document: Document) -> _Speakers:
        head = document.head
        parts = urlsplit(head.url)
        parent = document.frame.parent_frame
        if parts.scheme in {"about", "blob", "data"} and parent in self._by_frame:
            return self._by_frame[parent][1]
        address, in_header = self._responses.get(document.frame, ("", ()))
        return _Speakers(
            f"{parts.scheme}://{parts.netloc}/",
            head.links,
            in_header if address == _address(head.url) else (),
        )

    async def _discover(self, speakers: _Speakers) -> SitePolicy:
        policy = await discover(
            speakers.origin,
            speakers.links,
            client=self._client,
            header_links=speakers.header_links,
            profile=self._profile,
        )
        for each in (policy, *policy.also):
            if (each.url or "", each.detail) not in self._met:
                self._met.add((each.url or "", each.detail))
                self._on_policy(each)
        return policy


def _address(url: str) -> str:
    return url.partition("#")[0]
