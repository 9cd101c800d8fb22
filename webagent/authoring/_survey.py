"""The pages of a site that its own links lead to."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from webagent_manifests.generation import Intent, intent_of
from webagent_manifests.page import href

from webagent.errors import SiteUnreachable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from webagent_manifests.page import Page

_DONE_BY_LINK = frozenset(
    {
        Intent.ACCOUNT_DELETION,
        Intent.CANCELLATION,
        Intent.DELETION,
        Intent.LOGOUT,
        Intent.UNSUBSCRIPTION,
    }
)
_LONGEST_LABEL = 4
_PER_PATTERN = 2
"""Pages of one pattern, as `/product/…`, that are looked at: enough to see what differs in them."""
_NOT_PAGES = (
    ".css", ".csv", ".gif", ".gz", ".ico", ".jpeg", ".jpg", ".js", ".json", ".mp3", ".mp4", ".pdf",
    ".png", ".rss", ".svg", ".txt", ".webp", ".xml", ".zip",
)  # fmt: skip


async def survey(
    start: str,
    read: Callable[[str], Awaitable[Page]],
    *,
    most: int,
    may_visit: Callable[[str], Awaitable[bool]],
    on_page: Callable[[str, str | None], None],
) -> list[Page]:
    """Follow the links of a site from one page, by GET alone, and return the pages met.

    Stays on the start's origin, looks at `most` pages at most and at two of each pattern of
    addresses, and leaves alone the links that a site acts on when they are opened, as logging out.
    `on_page` hears of each address that was tried, with what was wrong with it, if something was.

    Raises:
        SiteUnreachable: the first page can't be read.
    """
    first = await read(start)
    on_page(start, None)
    pages = [first]
    origin = _origin(first.url)
    seen = {urldefrag(start)[0], urldefrag(first.url)[0]}
    patterns: dict[tuple[str, ...], int] = {}
    waiting = deque(_links(first, origin))
    while waiting and len(pages) < most:
        # What is of a new kind comes first: the hundredth product teaches nothing.
        known = [(patterns.get(_pattern(url), 0), place) for place, url in enumerate(waiting)]
        met, place = min(known)
        url = waiting[place]
        del waiting[place]
        if url in seen or met >= _PER_PATTERN:
            continue
        seen.add(url)
        if not await may_visit(url):
            on_page(url, "robots.txt disallows it")
            continue
        try:
            page = await read(url)
        except SiteUnreachable as error:
            on_page(url, str(error))
            continue
        patterns[_pattern(url)] = met + 1
        if _origin(page.url) != origin or urldefrag(page.url)[0] in seen - {url}:
            on_page(url, f"it leads to {page.url}")
            continue
        seen.add(urldefrag(page.url)[0])
        on_page(url, None)
        pages.append(page)
        waiting.extend(_links(page, origin))
    return pages


def _links(page: Page, origin: tuple[str, str]) -> Iterator[str]:
    for element in page.elements:
        address = href(element)
        if not address or "download" in element.attributes:
            continue
        try:
            url = urldefrag(urljoin(page.url, address))[0]
            path = urlsplit(url).path
        except ValueError:
            continue
        if _origin(url) != origin or path.lower().endswith(_NOT_PAGES):
            continue
        if not _acts(path, urlsplit(url).query, element.text):
            yield url


def _acts(path: str, query: str, text: str) -> bool:
    """Whether opening a link may do something, by the words that are on it and in its address."""
    # A whole sentence is about something; a word or three name what happens.
    label = text if len(text.split()) <= _LONGEST_LABEL else ""
    ends = [part for part in path.split("/") if part][-2:]
    if intent_of(*ends, " ".join(ends), label=label) in _DONE_BY_LINK:
        return True
    return intent_of(query) not in {None, Intent.SEARCH, Intent.PREFERENCE}


def _pattern(url: str) -> tuple[str, ...]:
    """Return what addresses of one kind share: all but the last part of a longer path."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return (*parts[:-1], "*") if len(parts) > 1 else tuple(parts)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
