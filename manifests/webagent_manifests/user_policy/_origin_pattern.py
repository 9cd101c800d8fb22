"""Patterns of origins: `https://*.example.com`, `example.com`, `*`."""

from __future__ import annotations

from dataclasses import dataclass

from .._text import quote
from ._address import DEFAULT_PORTS, Address, parse_port, split_port
from ._certainty import Certainty
from ._host import is_address, parse_host


@dataclass(frozen=True, slots=True)
class OriginPattern:
    """Sites, by scheme, host and port; None stands for any.

    With `subdomains` it matches the hosts under `host`, and not that host itself. A port is always
    exact: where none is written, the one that the scheme has by default.
    """

    scheme: str | None = None
    host: str | None = None
    subdomains: bool = False
    port: int | None = None

    @classmethod
    def parse(cls, text: str) -> OriginPattern:
        """Read a pattern; raises ValueError with what to write instead."""
        if text == "*":
            return cls()
        scheme, separator, rest = text.rpartition("://")
        scheme = scheme.lower()
        if separator and scheme not in DEFAULT_PORTS:
            raise ValueError(f"{quote(text)} must begin with https://, http:// or a host")
        if "/" in rest or "@" in rest or "?" in rest or "#" in rest or "\\" in rest:
            raise ValueError(f"{quote(text)} must end after the host; write paths in `paths`")
        name, written = split_port(rest)
        port = None if written is None else parse_port(written)
        if written is not None and port is None:
            raise ValueError(f"{quote(text)} has no port from 0 to 65535 after the colon")
        if name == "*":
            return cls(scheme or None, None, port=port)
        subdomains = name.startswith("*.")
        if "*" in name.removeprefix("*."):
            raise ValueError(
                f"{quote(text)} has a * where none can be; write * alone, or *. before the host"
            )
        host = parse_host(name.removeprefix("*."))
        if host is None or (subdomains and is_address(host)):
            raise ValueError(f"{quote(text)} names no host; write one such as *.example.com")
        return cls(scheme or None, host, subdomains, port)

    def matches(self, address: Address) -> Certainty:
        """Return whether an address belongs to one of the sites."""
        if self == _ANY:
            return Certainty.YES
        if not address.known:
            return Certainty.UNKNOWN
        if address.host is None or (self.scheme is not None and address.scheme != self.scheme):
            return Certainty.NO
        if address.port != (DEFAULT_PORTS[address.scheme] if self.port is None else self.port):
            return Certainty.NO
        if self.host is None:
            found = True
        elif self.subdomains:
            found = address.host.endswith(f".{self.host}")
        else:
            found = address.host == self.host
        return Certainty.YES if found else Certainty.NO


_ANY = OriginPattern()
