"""One connection of a browser to its proxy."""

from __future__ import annotations

import asyncio
import html
import ssl
from contextlib import suppress
from socket import gaierror
from typing import TYPE_CHECKING, cast

from ._certificate import own_certificate
from ._connect import connect
from ._head import BadRequest, RequestHead
from ._relay import Relay
from ._wall import UNREADABLE, Refused

if TYPE_CHECKING:
    from ._policy import Refusal
    from ._wall import Wall

_MOST_HEAD = 256 * 1024
_LAST_WORDS_S = 2.0
_HANDSHAKE_S = 15.0


class Connection(asyncio.Protocol):
    """Requests for one place after another, or a tunnel to one.

    While exploring, the encryption of a tunnel ends here: the tunnel goes on as another
    `Connection`, whose requests are judged as all others are.
    """

    _transport: asyncio.Transport

    def __init__(
        self, wall: Wall, open_ones: set[Connection], tunnel: RequestHead | None = None
    ) -> None:
        self._wall = wall
        self._open_ones = open_ones
        self.tunnel = tunnel
        """What it goes through or is itself, once that is known."""
        self._inside = tunnel
        self._buffer = bytearray()
        self._body_left = 0
        self._relay: Relay | None = None
        self._passing = False
        self._made = False
        self._ended = False
        self._opening: asyncio.Task[None] | None = None
        self._lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._open_ones.add(self)
        self._made = True
        self._advance()

    def data_received(self, data: bytes) -> None:
        if self._passing and self._relay is not None:
            self._relay.send(data)
        elif not self._ended:
            self._buffer += data
            self._advance()

    def connection_lost(self, exc: Exception | None) -> None:
        self._open_ones.discard(self)
        self._ended = True
        if self._opening is not None:
            self._opening.cancel()
        if self._relay is not None:
            self._relay.close()
        if not self._lost.done():
            self._lost.set_result(None)

    def pause_writing(self) -> None:
        if self._relay is not None:
            self._relay.pause()

    def resume_writing(self) -> None:
        if self._relay is not None:
            self._relay.resume()

    def abort(self) -> asyncio.Future[list[None]]:
        """End at once; return what is done once all is closed."""
        self._transport.abort()
        ends = [self._lost]
        if self._relay is not None:
            ends.append(self._relay.abort())
        return asyncio.gather(*ends)

    def _advance(self) -> None:
        # Within a tunnel, data may come before the handshake's end is told.
        while self._made and self._buffer and self._opening is None and not self._ended:
            if self._body_left and self._relay is not None:
                part = bytes(self._buffer[: self._body_left])
                del self._buffer[: self._body_left]
                self._body_left -= len(part)
                self._relay.send(part)
                continue
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                if len(self._buffer) > _MOST_HEAD:
                    self._answer("431 Request Header Fields Too Large", "its head is too long")
                return
            raw = bytes(self._buffer[:end])
            del self._buffer[: end + 4]
            try:
                head = RequestHead.parse(raw, self._inside)
            except BadRequest as error:
                self._answer("400 Bad Request", f"it is no request for a proxy: {error}")
                return
            self._take(head)

    def _take(self, head: RequestHead) -> None:
        refusal = self._wall.refuses(head)
        if refusal is not None:
            self._refuse(head, refusal)
        elif self._relay is not None and self._relay.serves(head):
            self._send(self._relay, head)
        else:
            if self._relay is not None:
                self._relay.close()
                self._relay = None
            self._transport.pause_reading()
            self._opening = asyncio.ensure_future(self._open(head))

    async def _open(self, head: RequestHead) -> None:
        try:
            if head.method == "CONNECT" and self._wall.exploring:
                await self._end_encryption(head)
                return
            relay = await self._reach(head)
        except Refused as refused:
            self._refuse(head, refused.refusal)
            return
        except OSError as error:
            self._wall.failed(head, _why(error))
            self._fail(head)
            return
        finally:
            self._opening = None
        if self._ended:
            relay.close()
            return
        self._wall.reached(head)
        self._relay = relay
        if head.method == "CONNECT":
            self.tunnel = head
            self._passing = True
            self._transport.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            self._send(relay, head)
        if not self._ended:
            self._transport.resume_reading()
            self._advance()

    async def _reach(self, head: RequestHead) -> Relay:
        way = await self._wall.way(head)
        relay = await connect(
            way.addresses, way.port, lambda: Relay(self._transport, head, way.onward)
        )
        try:
            await relay.ready()
            if head.scheme == "https":
                await relay.encrypt(self._wall.tls)
        except BaseException:
            relay.close()
            raise
        return relay

    async def _end_encryption(self, tunnel: RequestHead) -> None:
        """Go on inside of a tunnel, as the server it leads to."""
        await self._wall.way(tunnel)
        self.tunnel = tunnel
        self._transport.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        inner = Connection(self._wall, self._open_ones, tunnel)
        loop = asyncio.get_running_loop()
        try:
            transport = await loop.start_tls(
                self._transport,
                inner,
                own_certificate().context,
                server_side=True,
                ssl_handshake_timeout=_HANDSHAKE_S,
            )
        except OSError:
            # A WebSocket without encryption, or who does not trust this program.
            transport = None
        # The inner one hears from the transport now.
        self._open_ones.discard(self)
        self._ended = True
        if transport is None:
            self._wall.refused(tunnel, UNREADABLE)
            self._transport.abort()
        else:
            inner.connection_made(transport)

    def _send(self, relay: Relay, head: RequestHead) -> None:
        self._body_left = head.body_length
        relay.send_head(head)

    def _refuse(self, head: RequestHead, refusal: Refusal) -> None:
        self._wall.refused(head, refusal)
        self._answer("403 Forbidden", refusal.reason)

    def _fail(self, head: RequestHead) -> None:
        if head.method == "CONNECT":
            self._answer("502 Bad Gateway", "it could not be reached")
        else:
            # An answer would be a page; the browser is to see that there is none.
            self._ended = True
            self._transport.close()

    def _answer(self, status: str, reason: str) -> None:
        """Answer in place of the server, and end."""
        if self._ended:
            return
        self._ended = True
        body = (
            f"<!doctype html><title>Not let through</title><h1>Not let through</h1>"
            f"<p>The browser's guard did not let this through: {html.escape(reason)}.</p>"
        ).encode()
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
        )
        self._transport.write(head.encode() + body)
        # Closing with a request's body unread would reset the connection, and lose the answer.
        if self._transport.can_write_eof():
            with suppress(OSError):  # whoever asked is gone already
                self._transport.write_eof()
        self._transport.resume_reading()
        asyncio.get_running_loop().call_later(_LAST_WORDS_S, self._transport.abort)


def _why(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "the site does not answer in time"
    if isinstance(error, gaierror):
        return "there is no site of that name"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "the site's certificate is not valid, so it was not opened"
    if isinstance(error, ConnectionError):
        return "the site does not answer (connection failed)"
    return str(error) if error.errno is None else "the site can't be reached"
