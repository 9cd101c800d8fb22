"""The head of a request to a proxy: read, judged, rewritten (RFC 9112)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ._pattern import authority, bare_host

_REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\S+) HTTP/1\.[01]")
_TARGET = re.compile(rb"http://([^/?#\s@]+)([/?]\S*)?", re.IGNORECASE)
_AUTHORITY = re.compile(rb"(\[[0-9A-Fa-f:.]+\]|[^:\[\]/@]+)(?::(\d{1,5}))?")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00\r\n]*?)[ \t]*")
_OURS = frozenset({b"proxy-connection", b"proxy-authorization", b"host", b"upgrade", b"connection"})
METHOD_OVERRIDES = frozenset({b"x-http-method-override", b"x-http-method", b"x-method-override"})
_DEFAULT_PORTS = {"http": 80, "https": 443}


class BadRequest(ValueError):
    """What a client sent is no request that a proxy understands."""


@dataclass(frozen=True, slots=True)
class RequestHead:
    """One request: `CONNECT` to a host and port, or any other method to a path of one."""

    method: str
    scheme: str
    """`http` or `https`; empty for `CONNECT`, of which nobody can tell what it will carry."""
    host: str
    port: int
    path: str
    """With its query; empty for `CONNECT`."""
    fields: tuple[tuple[bytes, bytes], ...]
    """Name and value, as they came."""
    body_length: int

    @classmethod
    def parse(cls, raw: bytes, tunnel: RequestHead | None = None) -> RequestHead:
        """Return the head in these bytes, which end before the empty line.

        Within a `tunnel` whose encryption ends here, it is for the tunnel's own place. A body
        without a length is not taken: browsers send none over this version of HTTP.

        Raises:
            BadRequest: it is none.
        """
        first, *lines = raw.split(b"\r\n")
        line = _REQUEST_LINE.fullmatch(first)
        if line is None:
            raise BadRequest("no request line")
        fields = tuple(map(_field, lines))
        method = line[1].decode()
        if method == "CONNECT":
            if tunnel is not None:
                raise BadRequest("a tunnel in a tunnel")
            return cls(method, "", *_place(line[2], None), "", fields, 0)
        length = _body_length(fields)
        if tunnel is not None:
            path = line[2].decode("latin-1")
            if not path.startswith("/") and path != "*":
                raise BadRequest("no path")
            return cls(method, "https", tunnel.host, tunnel.port, path, fields, length)
        target = _TARGET.fullmatch(line[2])
        if target is None:
            raise BadRequest("no absolute http address")
        path = (target[2] or b"/").decode("latin-1")
        path = path if path.startswith("/") else f"/{path}"
        return cls(method, "http", *_place(target[1], 80), path, fields, length)

    @property
    def place(self) -> tuple[str, int]:
        """Host and port."""
        return self.host, self.port

    @property
    def origin(self) -> str:
        """Where it is for; `host:port` of a tunnel."""
        place = authority(self.host, self.port)
        if not self.scheme:
            return place
        default = f":{_DEFAULT_PORTS[self.scheme]}"
        return (
            f"{self.scheme}://{place.removesuffix(default) if place.endswith(default) else place}"
        )

    @property
    def url(self) -> str:
        """The address that is asked for, without its query."""
        return self.origin + self.path.partition("?")[0]

    @property
    def overrides_method(self) -> bool:
        """Whether a header asks for another method than the request line."""
        return any(name.lower() in METHOD_OVERRIDES for name, _ in self.fields)

    @property
    def opens_socket(self) -> bool:
        """Whether it asks for a WebSocket (RFC 6455, section 4.1)."""
        return any(name.lower() == b"sec-websocket-key" for name, _ in self.fields)

    def for_server(self) -> bytes:
        """Return the head as the server gets it: what is meant for the proxy is taken out."""
        return self._written(self.path)

    def for_proxy(self, credentials: bytes | None) -> bytes:
        """Return the head for a further proxy."""
        target = f"http://{authority(self.host, self.port)}{self.path}"
        if credentials is None:
            return self._written(target)
        return self._written(target, (b"Proxy-Authorization", credentials))

    def _written(self, target: str, *more: tuple[bytes, bytes]) -> bytes:
        host = self.origin.partition("//")[2]
        kept = [each for each in self.fields if each[0].lower() not in _OURS]
        fields = [(b"Host", host.encode()), (b"Connection", b"keep-alive"), *kept, *more]
        first = f"{self.method} {target} HTTP/1.1".encode("latin-1")
        return b"\r\n".join([first, *(b"%b: %b" % field for field in fields), b"", b""])


def _field(line: bytes) -> tuple[bytes, bytes]:
    match = _FIELD.fullmatch(line)
    if match is None:
        raise BadRequest("a malformed header")
    return match[1], match[2]


def _place(raw: bytes, default: int | None) -> tuple[str, int]:
    match = _AUTHORITY.fullmatch(raw)
    port = default if match is None or match[2] is None else int(match[2])
    if match is None or port is None or port > 65_535:
        raise BadRequest("no host and port")
    try:
        return bare_host(match[1].decode("ascii")), port
    except UnicodeDecodeError as error:
        raise BadRequest("a host that is no ASCII") from error


def _body_length(fields: tuple[tuple[bytes, bytes], ...]) -> int:
    if any(name.lower() == b"transfer-encoding" for name, _ in fields):
        raise BadRequest("a body without a length")
    lengths = {value for name, value in fields if name.lower() == b"content-length"}
    if not lengths:
        return 0
    (first, *others) = lengths
    if others or not first.isdigit():
        raise BadRequest("no length, or more than one")
    return int(first)
