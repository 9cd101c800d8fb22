"""The proxy's connection to a server, and the way of its answers back to the browser."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import ssl

    from ._head import RequestHead
    from ._onward import OnwardProxy

_MOST_HEAD = 256 * 1024
_HANDSHAKE_S = 15.0


class Relay(asyncio.Protocol):
    """Hands all that a server says to the browser.

    A browser asks on one connection only when the answer to what it asked before is complete, so
    answers need no parsing but for their first line: only a proxy may say 407, since it is to the
    proxy's own that the browser would answer with a password (RFC 9110, section 15.5.8).
    """

    _transport: asyncio.Transport

    def __init__(
        self, browser: asyncio.Transport, head: RequestHead, onward: OnwardProxy | None
    ) -> None:
        self._browser: asyncio.Transport | None = browser
        self._place = head.place
        self._tunnels = head.scheme != "http"
        self._onward = onward
        self._heading: bytearray | None = None
        self._lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if onward is None or not self._tunnels:
            self._ready.set_result(None)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        if self._onward is not None and self._tunnels:
            self._heading = bytearray()
            self.send(self._onward.connect_head(*self._place))

    def data_received(self, data: bytes) -> None:
        if self._heading is not None:
            self._heading += data
            data = self._past_heading()
        if data and self._browser is not None:
            self._browser.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._ready.done():
            self._ready.set_exception(OSError("the onward proxy closed the connection"))
        elif self._browser is not None:
            self._browser.close()
        if not self._lost.done():
            self._lost.set_result(None)

    def pause_writing(self) -> None:
        if self._browser is not None:
            self._browser.pause_reading()

    def resume_writing(self) -> None:
        if self._browser is not None:
            self._browser.resume_reading()

    async def ready(self) -> None:
        """Wait until the place is reached. Raises `OSError` if a proxy on the way refuses."""
        await self._ready

    async def encrypt(self, context: ssl.SSLContext) -> None:
        """Go on under TLS, once it is `ready`. Raises `OSError` if that can't be trusted."""
        transport = await asyncio.get_running_loop().start_tls(
            self._transport,
            self,
            context,
            server_hostname=self._place[0],
            ssl_handshake_timeout=_HANDSHAKE_S,
        )
        assert transport is not None
        self._transport = transport

    def serves(self, head: RequestHead) -> bool:
        """Whether this is a live connection to the place of a request."""
        return head.place == self._place and not self._transport.is_closing()

    def send_head(self, head: RequestHead) -> None:
        """Send the head of a request that is no tunnel's."""
        self._heading = bytearray()
        if self._onward is None or self._tunnels:
            self.send(head.for_server())
        else:
            self.send(head.for_proxy(self._onward.credentials))

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        if not self._transport.is_closing():
            self._transport.write(data)

    def pause(self) -> None:
        """Take no more from the server for now."""
        self._transport.pause_reading()

    def resume(self) -> None:
        """Take from the server again."""
        self._transport.resume_reading()

    def abort(self) -> asyncio.Future[None]:
        """End at once; return what is done once it has ended."""
        self._browser = None
        self._transport.abort()
        return self._lost

    def close(self) -> None:
        """End, once what was sent has left; the browser's connection is not touched."""
        self._browser = None
        self._transport.close()

    def _past_heading(self) -> bytes:
        """Return what the browser may have of an answer's beginning."""
        heading = self._heading
        assert heading is not None
        passed = b""
        while True:
            end = heading.find(b"\r\n\r\n")
            if end < 0:
                if len(heading) < _MOST_HEAD:
                    return passed
                status = b""
            else:
                status = bytes(heading[9:12])
            if not self._ready.done():
                self._enter_tunnel(status)
                self._heading = None
                return bytes(heading[end + 4 :])
            if status == b"407":
                self._transport.abort()
                return b""
            if end >= 0 and status.startswith(b"1") and status != b"101":
                passed += bytes(heading[: end + 4])
                del heading[: end + 4]
                continue
            self._heading = None
            return passed + bytes(heading)

    def _enter_tunnel(self, status: bytes) -> None:
        if status.startswith(b"2"):
            self._ready.set_result(None)
        else:
            told = status.decode("latin-1") or "nothing that HTTP knows"
            self._ready.set_exception(OSError(f"the onward proxy answered {told}"))
