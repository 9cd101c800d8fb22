"""The HTTP `Link` header.

Source: RFC 8288, section 3 and appendix B.2, whose algorithm reads broken headers as browsers do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._origin import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

RELATION = "agent-permissions"

_TARGET = re.compile(r"[\s,]*<([^>]*)>")
_PARAMETER = re.compile(
    r"\s*;\s*(?:([^\s=;,\"]+)(?:\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"?|([^\s;,\"]*)))?)?"
)
_ESCAPE = re.compile(r"\\(.)")
_REST = re.compile(r"[^,]*")


@dataclass(frozen=True, slots=True)
class HeaderLink:
    """One link: `target` as written, parameters by lower-case name, the first of each."""

    target: str
    parameters: Mapping[str, str]

    @property
    def relations(self) -> frozenset[str]:
        """The relation types, lower-case."""
        return frozenset(self.parameters.get("rel", "").lower().split())


def header_links(value: str) -> tuple[HeaderLink, ...]:
    """Read a `Link` header; several of them are joined with commas. What is broken is left out."""
    links: list[HeaderLink] = []
    position = 0
    while (target := _TARGET.match(value, position)) is not None:
        position = target.end()
        parameters: dict[str, str] = {}
        while (found := _PARAMETER.match(value, position)) is not None:
            position = found.end()
            name, quoted, token = found.groups()
            if name is not None:
                text = token if quoted is None else _ESCAPE.sub(r"\1", quoted)
                parameters.setdefault(name.lower(), text or "")
        links.append(HeaderLink(target[1], parameters))
        rest = _REST.match(value, position)
        position = position if rest is None else rest.end()
    return tuple(links)


def manifest_links(value: str, url: str) -> tuple[str, ...]:
    """Return where the `Link` header of the document at `url` says its manifest is, as written.

    A link about another document (`anchor`) says nothing about this one.
    """
    return tuple(
        link.target
        for link in header_links(value)
        if RELATION in link.relations and _is_about(link, url)
    )


def _is_about(link: HeaderLink, url: str) -> bool:
    anchor = link.parameters.get("anchor")
    return anchor is None or resolve(anchor, url) == resolve(url, url)
