"""The policies of the sites a run meets, each fetched once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent_manifests import SitePolicy, fetch_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Frame
    from webagent_observation import Document, DocumentHead

USER_AGENT = "polite-webagent/0.1"


class SitePolicies:
    """The policy that speaks for each document. Frames have their own."""

    def __init__(self, on_policy: Callable[[SitePolicy], None] = lambda _: None) -> None:
        """Take a callback that hears of each policy once, when it is first met."""
        self._on_policy = on_policy
        self._by_site: dict[tuple[str, tuple[str, ...]], asyncio.Task[SitePolicy]] = {}
        self._by_frame: dict[Frame, tuple[Document, asyncio.Task[SitePolicy]]] = {}

    async def of(self, document: Document) -> SitePolicy:
        """Return the policy of a document; a document without an address has its parent's."""
        known = self._by_frame.get(document.frame)
        if known is None or known[0] is not document:
            known = (document, self._lookup(document))
            self._by_frame[document.frame] = known
        return await asyncio.shield(known[1])

    def _lookup(self, document: Document) -> asyncio.Task[SitePolicy]:
        parts = urlsplit(document.head.url)
        parent = document.frame.parent_frame
        if parts.scheme in {"about", "blob", "data"} and parent in self._by_frame:
            return self._by_frame[parent][1]
        key = (f"{parts.scheme}://{parts.netloc}", _resolvable(document.head))
        task = self._by_site.get(key)
        if task is None:
            task = self._by_site[key] = asyncio.ensure_future(self._fetch(document.head))
        return task

    async def _fetch(self, head: DocumentHead) -> SitePolicy:
        policy = await fetch_policy(head.url, head.links, user_agent=USER_AGENT)
        self._on_policy(policy)
        return policy


def _resolvable(head: DocumentHead) -> tuple[str, ...]:
    """Links as a key: one that is written relative to the page means another file on each page."""
    return tuple(
        link if link.startswith(("/", "http://", "https://")) else f"{head.url} {link}"
        for link in head.links
    )
