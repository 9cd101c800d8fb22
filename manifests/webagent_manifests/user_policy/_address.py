"""Web addresses taken apart as browsers do it, so that no spelling slips past a rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, unquote_to_bytes

from ._host import parse_host

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT_PORTS = {"http": 80, "https": 443}

Segments: TypeAlias = tuple[str, ...]

_LONGEST_PATH = 8_192
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AUTHORITY = re.compile(r"[/?#]")
_REMOVED = str.maketrans("", "", "\t\n\r")
_EDGES = "".join(map(chr, range(0x21)))
# A document with such an address belongs to the one that made it; any site can make them.
_INHERITING = frozenset({"", "about", "blob", "data", "javascript", "filesystem"})
_SEPARATORS = re.compile("%2F|%5C")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a document is, or where an action leads.

    `host` is None for an address that names no web server; then `known` tells whether that is
    certain, or whether it may stand for any site. `readings` holds the segments of the path in
    each way that servers may read them: none if that is unknown, two if an encoded slash is among
    them.
    """

    scheme: str = ""
    host: str | None = None
    port: int | None = None
    readings: tuple[Segments, ...] = ()
    known: bool = False

    @property
    def origin(self) -> str | None:
        """The origin in words, None if it is unknown."""
        if not self.known:
            return None
        return f"{self.scheme}://{self.host or ''}:{self.port or ''}"


_UNKNOWN = Address()


@lru_cache(maxsize=1024)
def parse_address(url: str) -> Address:
    """Take a URL apart. Source: WHATWG URL, section 4.4, for http and https.

    Credentials, query and fragment are left out: none of them names a site or a path.
    """
    text = url.strip(_EDGES).translate(_REMOVED)
    match = _SCHEME.match(text)
    scheme = "" if match is None else match[1].lower()
    if scheme == "blob":
        inner = parse_address(text[5:]) if not text[5:].startswith("blob:") else _UNKNOWN
        return Address(inner.scheme, inner.host, inner.port, (), inner.known)
    if match is None or scheme in _INHERITING:
        return _UNKNOWN
    if scheme not in DEFAULT_PORTS:
        return Address(scheme, known=True)
    # Browsers read backslashes as slashes before the query, and any number of slashes as two.
    before_query = re.split(r"[?#]", text[match.end() :], maxsplit=1)[0].replace("\\", "/")
    rest = before_query.lstrip("/")
    cut = _AUTHORITY.search(rest)
    authority, path = (rest, "") if cut is None else (rest[: cut.start()], rest[cut.start() :])
    host, port = _host_and_port(authority.rpartition("@")[2])
    if host is None or port == -1:
        return _UNKNOWN
    return Address(
        scheme, host, DEFAULT_PORTS[scheme] if port is None else port, _readings(path), True
    )


def split_port(text: str) -> tuple[str, str | None]:
    """Split `host:port`; a colon inside the brackets of an IPv6 address is none of the port's."""
    host, colon, port = text.rpartition(":")
    if not colon or "]" in port:
        return text, None
    return host, port


def parse_port(text: str) -> int | None:
    """Return the number of a port, None if there is no such port."""
    if not (text.isascii() and text.isdecimal()) or len(text) > 10 or int(text) > 65_535:
        return None
    return int(text)


def canonical_segment(text: str) -> str:
    """Return a segment of a path, or a part of one, with every character encoded in one way.

    Source: RFC 3986, section 6.2.2: letters, digits and `-._~` as they are, the rest
    percent-encoded.
    """
    return quote(unquote_to_bytes(text), safe="")


def _host_and_port(authority: str) -> tuple[str | None, int | None]:
    host, port = split_port(authority)
    if not port:
        return parse_host(host), None
    number = parse_port(port)
    return parse_host(host), -1 if number is None else number


def _readings(path: str) -> tuple[Segments, ...]:
    if len(path) > _LONGEST_PATH:
        return ()
    plain = _resolve(canonical_segment(part) for part in path.split("/"))
    joined = "/".join(canonical_segment(part) for part in path.split("/"))
    if _SEPARATORS.search(joined) is None:
        return (plain,)
    return (plain, _resolve(_SEPARATORS.sub("/", joined).split("/")))


def _resolve(parts: Iterable[str]) -> Segments:
    """Drop empty and dot segments (RFC 3986, section 5.2.4); servers merge repeated slashes."""
    segments: list[str] = []
    for part in parts:
        if part == "..":
            del segments[-1:]
        elif part not in ("", "."):
            segments.append(part)
    return tuple(segments)
