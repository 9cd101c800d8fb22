"""How a page says where its manifest is."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

RELATION = "agent-permissions"
WELL_KNOWN_PATH = "/.well-known/agent-permissions.json"

_LINK_RELATION = re.compile(
    rf';\s*rel\s*=\s*(?:"(?:[^"]*\s)?{RELATION}(?:\s[^"]*)?"|{RELATION}(?=[\s;,]|$))',
    re.IGNORECASE,
)


class _Html(str):
    """Markup that template engines take as it is: Jinja's and Django's ask for `__html__`."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def link_tag(href: str = WELL_KNOWN_PATH) -> str:
    """Return the tag for a page's head; templates (Jinja, Django) do not escape it again."""
    return _Html(f'<link rel="{RELATION}" href="{escape(href)}">')


def link_header(href: str = WELL_KNOWN_PATH) -> str:
    """Return the value of a Link header (RFC 8288)."""
    return f'<{href}>; rel="{RELATION}"'


def announces_manifest(links: Iterable[str]) -> bool:
    """Whether any of these Link headers has the relation already."""
    return any(_LINK_RELATION.search(value) for value in links)
