"""The proxy of the user's own environment, which ours then goes through."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies_environment

from webagent.errors import UsageError

from ._pattern import authority, bare_host


@dataclass(frozen=True, slots=True)
class OnwardProxy:
    """An HTTP proxy that stands between this machine and the web.

    What names stand for is then known to it alone: places are judged by their names and by literal
    addresses, and rebinding of names is for that proxy to prevent.
    """

    host: str
    port: int
    credentials: bytes | None = None
    """Value of `Proxy-Authorization`."""

    @classmethod
    def parse(cls, text: str) -> OnwardProxy:
        """Return the proxy at an address. Raises `UsageError` if it is no `http://` one."""
        parts = urlsplit(text if "://" in text else f"http://{text}")
        try:
            port = parts.port or 80
        except ValueError:
            port = 0
        if parts.scheme != "http" or not parts.hostname or not port:
            raise UsageError(
                "The proxy in the environment (HTTP_PROXY, HTTPS_PROXY) must be an http:// one."
            )
        credentials = None
        if parts.username is not None:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            credentials = b"Basic " + b64encode(pair.encode())
        return cls(bare_host(parts.hostname), port, credentials)

    def connect_head(self, host: str, port: int) -> bytes:
        """Return the request for a tunnel to a place."""
        place = authority(host, port)
        lines = [f"CONNECT {place} HTTP/1.1".encode(), f"Host: {place}".encode()]
        if self.credentials is not None:
            lines.append(b"Proxy-Authorization: " + self.credentials)
        return b"\r\n".join([*lines, b"", b""])


@dataclass(frozen=True, slots=True)
class Onward:
    """Which places are reached through which proxy; by default none is."""

    http: OnwardProxy | None = None
    https: OnwardProxy | None = None
    exceptions: tuple[str, ...] = ()
    """Domains, each with all below it, that are reached directly; `*` for all."""

    @classmethod
    def of_environment(cls) -> Onward:
        """Return what `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say.

        Raises:
            UsageError: a proxy is not an `http://` one.
        """
        found = getproxies_environment()
        either = found.get("all")
        plain, tunnel = found.get("http", either), found.get("https", either)
        return cls(
            OnwardProxy.parse(plain) if plain else None,
            OnwardProxy.parse(tunnel) if tunnel else None,
            tuple(each.strip().lower() for each in found.get("no", "").split(",") if each.strip()),
        )

    def proxy_for(self, host: str, port: int, *, tunnel: bool, local: bool) -> OnwardProxy | None:
        """Return the proxy to a place, `None` to connect to it directly."""
        chosen = self.https if tunnel else self.http
        if chosen is None or local:
            return None
        return None if any(_is_in(host, port, each) for each in self.exceptions) else chosen


def _is_in(host: str, port: int, domain: str) -> bool:
    if domain == "*":
        return True
    bare = domain.lstrip("*").lstrip(".")
    return any(name == bare or name.endswith(f".{bare}") for name in (host, authority(host, port)))
