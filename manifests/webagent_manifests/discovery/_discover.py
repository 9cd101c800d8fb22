"""Finding the manifest that speaks for a document.

Source: the specification's discovery section: a link in the document first, the well-known path
(RFC 8615) where there is no link. What it leaves open is read so that nothing a page or a server
does can grant more than having no manifest would.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from .._origin import origin_of, resolve
from .._policy import PolicyStatus, SitePolicy
from .._profile import Profile
from .._rules import RuleSet
from .._text import quote
from ._answer import Answer, read_answer
from ._places import Discovery, Place, PlaceKind
from ._reach import may_send

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .._origin import Origin
    from ._client import SiteClient

WELL_KNOWN = "/.well-known/agent-permissions.json"
_ACCEPT = "application/json"
_MOST_LINKS = 5


async def discover(
    document_url: str,
    links: Sequence[str],
    *,
    client: SiteClient,
    header_links: Sequence[str] = (),
    profile: Profile = Profile.HEAD,
) -> SitePolicy:
    """Return the policy that speaks for a document.

    `links` are the hrefs of the `link` elements in the document's head whose `rel` has the token
    `agent-permissions`, as written or resolved; links in the body are not the site's word.
    `header_links` are the targets of the same relation in the `Link` header of the response, which
    count where the head has none. All of it takes at most the client's timeout. No cookies or
    credentials are sent. Nothing that a page or a server does raises: it ends in the policy's
    status.
    """
    found = await trace_discovery(
        document_url, links, client=client, header_links=header_links, profile=profile
    )
    return found.policy


async def trace_discovery(
    document_url: str,
    links: Sequence[str],
    *,
    client: SiteClient,
    header_links: Sequence[str] = (),
    profile: Profile = Profile.HEAD,
) -> Discovery:
    """Do as `discover` does and tell each place that was looked at, in order."""
    origin = origin_of(document_url)
    if origin is None:
        nowhere = "Only http and https pages can have a manifest."
        return Discovery(SitePolicy(PolicyStatus.ABSENT, None, nowhere))
    search = _Search(document_url, origin, client, profile)
    return await search.run(links, header_links)


class _Search:
    def __init__(
        self, document_url: str, origin: Origin, client: SiteClient, profile: Profile
    ) -> None:
        self._document = document_url
        self._origin = origin
        self._client = client
        self._profile = profile
        self._deadline = client.deadline()
        self._warnings: list[str] = []

    async def run(self, links: Sequence[str], header_links: Sequence[str]) -> Discovery:
        kind, named = PlaceKind.HEAD_LINK, self._distinct(links)
        if not named:
            kind, named = PlaceKind.LINK_HEADER, self._own(self._distinct(header_links))
        self._warn_of(kind, named)
        places = await asyncio.gather(*(self._linked(kind, name) for name in named[:_MOST_LINKS]))
        speaking = [place for place in places if place.applies and not place.restricts_only]
        if not speaking:
            well_known = f"{self._origin}{WELL_KNOWN}"
            answer = await self._ask(well_known)
            place = Place(PlaceKind.WELL_KNOWN, well_known, answer, applies=True)
            places, speaking = [*places, place], [place]
        restricting = [place for place in places if place.applies and place.restricts_only]
        policies = [self._policy(place) for place in (*speaking, *restricting)]
        if len(named) > _MOST_LINKS:
            detail = f"The page names {len(named)} manifests; {_MOST_LINKS} were looked at."
            policies.append(SitePolicy(PolicyStatus.INVALID, self._document, detail))
        return Discovery(self._joined(policies), tuple(places), tuple(self._warnings))

    def _distinct(self, links: Iterable[str]) -> list[str]:
        """Return what the links name, each once: an address, or what is written if it is none."""
        written = [link.strip() for link in links if link.strip()]
        return list(dict.fromkeys(resolve(link, self._document) or link for link in written))

    def _own(self, named: list[str]) -> list[str]:
        own = [name for name in named if origin_of(name) == self._origin]
        if len(own) < len(named):
            self._warnings.append("A Link header that names another origin was ignored.")
        return own

    def _warn_of(self, kind: PlaceKind, named: Sequence[str]) -> None:
        if len(named) > 1:
            where = "head" if kind is PlaceKind.HEAD_LINK else "Link header"
            self._warnings.append(
                f"The page's {where} names {len(named)} different manifests, and the strictest of "
                "them holds."
            )
        self._warnings += [
            f"The link to {quote(name)} leaves the page's origin, so it can only restrict."
            for name in named
            if origin_of(name) != self._origin
        ]

    async def _linked(self, kind: PlaceKind, name: str) -> Place:
        """Ask a linked file. One that is not there does not bind; one that is broken does."""
        foreign = origin_of(name) != self._origin
        if origin_of(name) is None:
            answer = Answer(PolicyStatus.UNREACHABLE, name, "is not at a web address")
        elif foreign and not may_send(self._document, name):
            answer = Answer(PolicyStatus.UNREACHABLE, name, "is inside a private network")
        else:
            answer = await self._ask(name)
        applies = answer.status is not PolicyStatus.ABSENT
        return Place(kind, name, answer, applies, restricts_only=foreign)

    async def _ask(self, url: str) -> Answer:
        fetched = await self._client.get(url, accept=_ACCEPT, deadline=self._deadline)
        return read_answer(fetched, self._profile)

    def _policy(self, place: Place) -> SitePolicy:
        answer = place.answer
        sentence = f"The manifest at {answer.url} {answer.detail}"
        return SitePolicy(
            answer.status,
            answer.url,
            sentence if sentence.endswith(".") else f"{sentence}.",
            None if answer.manifest is None else RuleSet(answer.manifest, scope=str(self._origin)),
            warnings=answer.warnings,
        )

    def _joined(self, policies: Sequence[SitePolicy]) -> SitePolicy:
        first, *others = policies
        return replace(
            first,
            also=tuple(others),
            warnings=(*self._warnings, *first.warnings),
        )
