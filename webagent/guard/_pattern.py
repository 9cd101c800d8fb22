"""Patterns of origins, as a user names what may be reached and what may not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from webagent.errors import UsageError

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_FORM = re.compile(
    r"(?:(?P<scheme>[a-z]+)://)?(?P<host>\[[0-9a-f:.]+\]|[^/:\s\[\]@?#\\]+)(?::(?P<port>\d{1,5}|\*))?/?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OriginPattern:
    """Hosts and ports, such as `https://*.example.com`, `http://127.0.0.1:8000` or `*`.

    `*.` stands for any subdomain, though not for the domain itself; `:*` for any port. Without a
    port it is that of the scheme, and without a scheme those of http and https. A scheme means no
    more than its port: inside of an encrypted connection nobody can tell one from the other.
    """

    host: str
    """Lower case, without brackets; `*` for any."""
    ports: frozenset[int] | None
    """`None` for any."""

    @classmethod
    def parse(cls, text: str) -> OriginPattern:
        """Return the pattern that a user wrote. Raises `UsageError`."""
        match = _FORM.fullmatch(text.strip())
        scheme = (match["scheme"] or "").lower() if match else ""
        if match is None or (scheme and scheme not in _PORTS) or not _good_host(match["host"]):
            raise UsageError(
                f"“{text}” names no origin: it must be like https://shop.example, "
                "https://*.example.com or http://127.0.0.1:8000."
            )
        port = match["port"]
        if port is not None and port != "*" and not 0 < int(port) < 65_536:
            raise UsageError(f"“{text}” names no origin: {port} is no port.")
        host = bare_host(match["host"])
        if port == "*" or (port is None and not scheme and host == "*"):
            return cls(host, None)
        if port is not None:
            return cls(host, frozenset({int(port)}))
        return cls(host, frozenset({_PORTS[scheme]} if scheme else {80, 443}))

    @classmethod
    def of_url(cls, url: str) -> OriginPattern | None:
        """Return the one host and port that an address leads to; `None` if it leads to none."""
        place = place_of(url)
        return None if place is None else cls(place[0], frozenset({place[1]}))

    def matches(self, host: str, port: int) -> bool:
        """Whether a host, as `bare_host` writes it, and its port are among these."""
        if self.ports is not None and port not in self.ports:
            return False
        if self.host.startswith("*."):
            return host.endswith(self.host[1:])
        return self.host in {"*", host}

    @property
    def narrowness(self) -> tuple[int, int, bool]:
        """Rank among patterns that match the same place: the narrowest is what the user meant."""
        exact = 0 if self.host == "*" else 1 if self.host.startswith("*.") else 2
        return exact, len(self.host), self.ports is not None


def bare_host(host: str) -> str:
    """Return a host in the one form that all are compared in."""
    name = host.strip("[]").rstrip(".").lower()
    try:
        return ip_address(name.partition("%")[0]).compressed
    except ValueError:
        pass
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return name


def place_of(url: str) -> tuple[str, int] | None:
    """Return the host and port that an address leads to; `None` if it leads to none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    default = _PORTS.get(parts.scheme.lower())
    if default is None or not parts.hostname:
        return None
    return bare_host(parts.hostname), default if port is None else port


def authority(host: str, port: int) -> str:
    """Return `host:port` as an address writes it."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _good_host(host: str) -> bool:
    if host.startswith("["):
        try:
            IPv6Address(host.strip("[]"))
        except ValueError:
            return False
        return True
    return host == "*" or "*" not in host.removeprefix("*.")
