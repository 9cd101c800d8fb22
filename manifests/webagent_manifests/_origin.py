"""Web addresses compared by origin."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port of an http(s) URL (RFC 6454, section 4)."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        suffix = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{suffix}"

    def upgrades_to(self, other: Origin) -> bool:
        """Whether `other` is the same host over https where this one is http."""
        return (self.scheme, other.scheme, self.host) == ("http", "https", other.host)


def origin_of(url: str) -> Origin | None:
    """Return the origin of an http(s) URL; None for other schemes and for what is no URL."""
    parts = _split(url)
    return None if parts is None else _origin(parts)


def resolve(reference: str, base: str) -> str | None:
    """Return the absolute http(s) URL a reference means, or None if it means none.

    Fragment and credentials are left out: neither is part of what a server is asked for here.
    """
    try:
        parts = _split(urljoin(base, reference.strip(" \t\n\f\r")))
    except ValueError:
        return None
    origin = None if parts is None else _origin(parts)
    if parts is None or origin is None:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return f"{origin}{parts.path or '/'}{query}"


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _origin(parts: SplitResult) -> Origin | None:
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    try:
        port = parts.port
    except ValueError:
        return None
    return Origin(parts.scheme, parts.hostname, _PORTS[parts.scheme] if port is None else port)
