"""One request for a small file, bounded in size and without following it anywhere."""

from __future__ import annotations

import socket
import ssl
import zlib
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import httpx

from .._json import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

MOST_BYTES = MAX_BYTES + 1
"""A body is cut one byte beyond what a manifest may have, so that its reader sees the excess."""

# RFC 9111, section 3.1: what belongs to the connection or to one person is not part of the answer.
# The body is unpacked before it is handed on, so its coding and length are not either.
_NOT_KEPT = frozenset(
    {
        "connection",
        "content-encoding",
        "content-length",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authentication-info",
        "set-cookie",
        "set-cookie2",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said: `headers` are lower-case, `body` is None if it cannot be unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes | None


class NoReply(Exception):
    """The server did not answer; the message continues a sentence about the file."""


async def exchange(
    url: str, headers: Mapping[str, str], context: ssl.SSLContext, proxy: str | None = None
) -> Reply:
    """Ask for `url` once, with no cookies and no credentials, through a proxy if there is one.

    Raises NoReply if nothing that is HTTP comes back. The caller bounds the time.
    """
    client = httpx.AsyncClient(
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        follow_redirects=False,
        # One clock runs over the whole exchange, so none is needed for its parts.
        timeout=None,
        verify=context,
        proxy=proxy,
    )
    try:
        async with client, client.stream("GET", url, headers=dict(headers)) as response:
            coding = response.headers.get("content-encoding", "").strip().lower()
            body = await _beginning(response.aiter_raw())
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _no_reply(error) from error
    kept = {name: text for name, text in response.headers.items() if name not in _NOT_KEPT}
    return Reply(response.status_code, kept, _unpacked(body, coding))


def _no_reply(error: Exception) -> NoReply:
    """Say why in words: what the system told lies some exceptions deep."""
    why = type(error).__name__
    cause: BaseException | None = error
    while cause is not None:
        match cause:
            case ssl.SSLCertVerificationError():
                why = f"its certificate is not trusted: {cause.verify_message}"
            case ssl.SSLError():
                why = "no secure connection came about"
            case socket.gaierror():
                why = "no such host is known"
            case ConnectionRefusedError():
                why = "nothing listens there"
            case _:
                pass
        cause = cause.__cause__ or cause.__context__
    return NoReply(f"could not be fetched ({why})")


async def _beginning(chunks: AsyncIterator[bytes]) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) >= MOST_BYTES:
            break
    return bytes(body[:MOST_BYTES])


def _unpacked(body: bytes, coding: str) -> bytes | None:
    """Undo the coding of a server that compresses unasked, without unpacking a bomb."""
    if coding in ("", "identity"):
        return body
    if coding not in ("gzip", "x-gzip", "deflate"):
        return None
    automatic = zlib.MAX_WBITS | 32
    try:
        return zlib.decompressobj(wbits=automatic).decompress(body, MOST_BYTES)
    except zlib.error:
        return None
