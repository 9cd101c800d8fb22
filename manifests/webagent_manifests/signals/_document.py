"""What a page itself says of its use: in the headers it came with, and in its HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from .._soup import soup_of
from ..discovery import header_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bs4 import BeautifulSoup, Tag

RSL_TYPE = "application/rsl+xml"
# What stands before a colon in X-Robots-Tag is an agent, unless it is one of these directives.
_WITH_VALUE = ("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview")
_AGENT = re.compile(r"([A-Za-z_-]+)\s*:\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RobotsTag:
    """Indexing directives such as `noindex`, for one agent or, without one, for all."""

    directives: tuple[str, ...]
    agent: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Document:
    """A page as far as its signals go: address, lower-case headers and `meta` contents by name."""

    url: str
    headers: Mapping[str, str]
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    licenses: tuple[str, ...] = ()

    @classmethod
    def read(cls, url: str, headers: Mapping[str, str], html: str | bytes) -> Document:
        """Read a page as it came over HTTP."""
        soup = soup_of(html)
        meta: dict[str, tuple[str, ...]] = {}
        for element in soup.select("meta[name][content]"):
            name = _text(element, "name").strip().lower()
            meta[name] = (*meta.get(name, ()), _text(element, "content").strip())
        return cls(url, headers, meta, tuple(_licenses(soup, url)))

    def robots_tags(self, product: str) -> tuple[RobotsTag, ...]:
        """Return X-Robots-Tag and `meta` robots directives, and those that name the agent."""
        found = list(_header_tags(self.headers.get("x-robots-tag", "")))
        for name in dict.fromkeys(("robots", product.lower())):
            for content in self.meta.get(name, ()):
                agent = None if name == "robots" else product
                found.append(RobotsTag(_directives(content), agent, "meta"))
        return tuple(tag for tag in found if tag.directives)

    def linked_licenses(self) -> tuple[str, ...]:
        """Return where the `Link` header has licences in RSL."""
        return tuple(
            _resolved(link.target, self.url)
            for link in header_links(self.headers.get("link", ""))
            if "license" in link.relations and link.parameters.get("type", "").lower() == RSL_TYPE
        )


def _header_tags(value: str) -> Iterable[RobotsTag]:
    """Read one header, or several joined with commas: an agent's directives go up to the next."""
    agent: str | None = None
    directives: list[str] = []
    for part in value.split(","):
        named = _AGENT.fullmatch(part.strip())
        if named is not None and named[1].lower() not in _WITH_VALUE:
            if directives:
                yield RobotsTag(tuple(directives), agent, "header")
            agent, directives = named[1], []
            part = named[2]  # noqa: PLW2901 - the rest of it is a directive like the others
        directives += _directives(part)
    if directives:
        yield RobotsTag(tuple(directives), agent, "header")


def _directives(text: str) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in text.split(",") if part.strip())


def _licenses(soup: BeautifulSoup, url: str) -> Iterable[str]:
    for link in soup.select("link[rel][href]"):
        relations = _text(link, "rel").lower().split()
        if "license" in relations and _text(link, "type").strip().lower() == RSL_TYPE:
            yield _resolved(_text(link, "href"), url)


def _resolved(reference: str, url: str) -> str:
    try:
        return urljoin(url, reference.strip())
    except ValueError:
        return reference


def _text(element: Tag, name: str) -> str:
    value = element.get(name) or ""
    return value if isinstance(value, str) else " ".join(value)
