"""Finding a site's manifest over HTTP, and keeping it as HTTP says."""

from __future__ import annotations

from ._answer import Answer
from ._client import Fetched, Freshness, Origination, SiteClient, Unfetched
from ._discover import discover, trace_discovery
from ._html import LinksFound, links_in_html
from ._link_header import HeaderLink, header_links, manifest_links
from ._places import Discovery, Place, PlaceKind
from ._reach import may_send
from ._store import CacheStore

__all__ = [
    "Answer",
    "CacheStore",
    "Discovery",
    "Fetched",
    "Freshness",
    "HeaderLink",
    "LinksFound",
    "Origination",
    "Place",
    "PlaceKind",
    "SiteClient",
    "Unfetched",
    "discover",
    "header_links",
    "links_in_html",
    "manifest_links",
    "may_send",
    "trace_discovery",
]
