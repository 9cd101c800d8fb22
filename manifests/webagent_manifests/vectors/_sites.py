"""The documents of a vector without a browser, and who has a say on them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from .._profile import Profile
from .._safety import BuiltInSafety
from .._soup import soup_of
from ..discovery import SiteClient, discover, links_in_html, manifest_links
from ..page import StaticPage
from ..robots import Robots
from ..user_policy import parse_policy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._compose import Contributor
    from .._policy import SitePolicy
    from ..page import Page
    from ._stage import Stage
    from ._vector import Change

USER_AGENT = "conformance/1.0"


class Sites:
    """What the agent knows of the sites of one vector."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._client = SiteClient(USER_AGENT, now=lambda: stage.moment)
        self._robots = Robots(self._client)
        self._profile = Profile(stage.question.profile)
        policy = stage.question.policy
        self._own: tuple[Contributor, ...] = (
            BuiltInSafety(),
            *(() if policy is None else (parse_policy(policy),)),
        )

    async def site(self, url: str) -> SitePolicy:
        """Return the policy that speaks for a document."""
        headers, html = self._document(url)
        link = next((text for name, text in headers.items() if name.lower() == "link"), "")
        return await discover(
            url,
            links_in_html(html, url).head,
            client=self._client,
            header_links=manifest_links(link, url),
            profile=self._profile,
        )

    async def contributors(self, url: str, destination: str | None) -> tuple[Contributor, ...]:
        """Return who has a say on an action in a document that may lead to another address."""
        robots = None if destination is None else await self._robots.prepare(destination)
        own = (*self._own, await self.site(url))
        return own if robots is None else (*own, robots)

    async def documents(self) -> list[StaticPage]:
        """Return the document of the target, then those around it, outermost last."""
        pages = [self.page(self._stage.question.url)]
        for selector in self._stage.question.frame:
            outer = pages[0]
            frame = outer.elements[await locate(outer, selector)]
            address = urljoin(outer.url, frame.attributes.get("src", ""))
            pages.insert(0, self.page(address))
        return pages

    def page(self, url: str, changes: Sequence[Change] = ()) -> StaticPage:
        """Return a document, after its own changes to it."""
        return StaticPage.parse(changed(self._document(url)[1], changes), url)

    def _document(self, url: str) -> tuple[dict[str, str], str]:
        question = self._stage.question
        if url == question.url:
            return question.headers, f"<!doctype html>{question.html}"
        document = question.documents[url]
        return document.headers, f"<!doctype html>{document.body}"


async def locate(page: Page, target: str | None) -> int:
    """Return the first element that a selector of a vector means; the document for None.

    Raises LookupError if there is none.
    """
    if target is None:
        return 0
    within: int | None = None
    for selector in target.split(" >>> "):
        found = (await page.matches([selector]))[selector] or frozenset()
        inside = [index for index in sorted(found) if within is None or _is_in(page, index, within)]
        if not inside:
            raise LookupError(f"no element of the page matches {target}")
        within = inside[0]
    return 0 if within is None else within


def _is_in(page: Page, index: int, host: int) -> bool:
    parent = page.elements[index].parent
    while parent is not None and parent != host:
        parent = page.elements[parent].parent
    return parent == host


def changed(html: str, changes: Sequence[Change]) -> str:
    """Return a document after a script has set these attributes."""
    if not changes:
        return html
    soup = soup_of(html)
    for change in changes:
        for tag in soup.select(change.target):
            if change.value is None:
                del tag[change.attribute]
            else:
                tag[change.attribute] = change.value
    return str(soup)
