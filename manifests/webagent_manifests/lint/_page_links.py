"""How a page links its manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from .._text import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..page import Page, PageElement
    from ._notes import Notes

_RELATION = "agent-permissions"


def check_links(notes: Notes, page: Page) -> None:
    """Note links to several manifests, to one of another origin, and links in the body."""
    links = [
        element
        for element in page.elements
        if element.tag == "link"
        and _RELATION in element.attributes.get("rel", "").lower().split()
        and element.attributes.get("href", "").strip()
    ]
    head = [link for link in links if _is_in_head(link, page)]
    body = [link for link in links if link not in head]
    note_links(
        notes,
        page.url,
        [_target(link, page) for link in head],
        [_target(link, page) for link in body],
    )


def note_links(notes: Notes, url: str, head: Sequence[str], body: Sequence[str]) -> None:
    """Note what is wrong with the links of the page at `url`, given their targets."""
    targets = list(dict.fromkeys(head))
    if len(targets) > 1:
        notes.add(
            "several-links",
            "$",
            None,
            f"The head of {name_page(url)} links {len(targets)} different manifests: "
            f"{' and '.join(quote(target) for target in targets[:3])}. Agents obey the strictest, "
            "or whichever they find first.",
            "Keep one link.",
        )
    for target in targets:
        if url and urlsplit(target)[:2] != urlsplit(url)[:2]:
            notes.add(
                "cross-origin-link",
                "$",
                None,
                f"The page links a manifest of another origin, {quote(target)}, which cannot grant "
                "anything here.",
                "Publish the manifest on the page's own origin and link it there.",
            )
    for target in dict.fromkeys(body):
        notes.add(
            "link-in-body",
            "$",
            None,
            f"A link to the manifest {quote(target)} is in the body, where visitors can write "
            "too; agents ignore it.",
            "Move it into the head.",
        )


def _is_in_head(element: PageElement, page: Page) -> bool:
    parent = element.parent
    return parent is not None and page.elements[parent].tag == "head"


def _target(link: PageElement, page: Page) -> str:
    written = link.attributes["href"].strip()
    try:
        return urljoin(page.url, written)
    except ValueError:
        return written


def name_page(url: str) -> str:
    """Return a page in a sentence."""
    return quote(url) if url else "the page"
