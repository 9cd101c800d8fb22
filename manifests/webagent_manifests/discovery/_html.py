"""Links to manifests in a page that no browser has opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from .._origin import resolve
from .._soup import soup_of
from ._link_header import RELATION

if TYPE_CHECKING:
    from bs4 import Tag

# HTML, "the rules for in head": anything else ends the head, wherever its end tag stands.
_METADATA = frozenset(
    {
        "base",
        "basefont",
        "bgsound",
        "link",
        "meta",
        "noframes",
        "noscript",
        "script",
        "style",
        "template",
        "title",
    }
)


@dataclass(frozen=True, slots=True)
class LinksFound:
    """Manifest links of a page, in order, resolved against its base address where that works.

    Those in the `body` may be a visitor's words and speak for nobody.
    """

    head: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


def links_in_html(html: str | bytes, url: str) -> LinksFound:
    """Find the `link` elements whose `rel` has the token `agent-permissions`.

    Bytes are decoded as the page declares it. The parser is lxml: where a page nests elements
    wrongly, a browser can draw the line between head and body elsewhere.
    """
    soup = soup_of(html)
    base = _base(soup.select("base[href]"), url)
    head: list[str] = []
    body: list[str] = []
    for link in soup.select("link[rel][href]"):
        href = _text(link, "href").strip()
        if RELATION in _text(link, "rel").lower().split() and href:
            (head if _in_head(link) else body).append(resolve(href, base) or href)
    return LinksFound(tuple(head), tuple(body))


def _base(elements: list[Tag], url: str) -> str:
    """Return the document's base URL: the first `base` counts, wherever it stands."""
    for element in elements:
        if element.find_parent("template") is None:
            try:
                base = urljoin(url, _text(element, "href").strip())
            except ValueError:
                return url
            # HTML, "set the frozen base URL": neither of these can be one.
            return url if base.startswith(("data:", "javascript:")) else base
    return url


def _in_head(link: Tag) -> bool:
    """Whether a browser would have the link in the head.

    The parser keeps what follows `</head>` beside it, where a browser puts it back inside, and
    leaves elements it does not know in the head, where a browser begins the body. A `template`
    holds no element of the document, and with scripts on, neither does `noscript`.
    """
    ancestors = [parent.name for parent in link.parents]
    if not set(ancestors) <= {"head", "html", "[document]"}:
        return False
    before = link.find_previous_siblings(True)
    return all(sibling.name in _METADATA | {"head"} for sibling in before)


def _text(element: Tag, name: str) -> str:
    value = element.get(name) or ""
    return value if isinstance(value, str) else " ".join(value)
