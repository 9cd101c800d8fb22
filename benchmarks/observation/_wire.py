"""Counting what a browser sends: a Chromium behind a relay on 127.0.0.1.

Every technique is counted the same way, whoever speaks to the browser: all bytes that come out of
the browser's DevTools socket during a look.
"""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import AsyncGenerator, Sequence

_START_SECONDS = 30
_CHUNK = 1 << 16
_COMPRESSION = b"Sec-WebSocket-Extensions"  # RFC 6455, section 9.1


@dataclass(slots=True)
class Wire:
    """The address of a browser's DevTools, and what has come out of it so far."""

    url: str = ""
    received: int = 0
    """Bytes."""


@asynccontextmanager
async def wired_browser(program: Path, arguments: Sequence[str]) -> AsyncGenerator[Wire]:
    """Start a headless Chromium and yield the wire to it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = await asyncio.create_subprocess_exec(
            program, "--headless", "--no-sandbox", "--no-first-run", "--remote-debugging-port=0",
            f"--user-data-dir={profile}", *arguments, "about:blank",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            port = await _devtools_port(Path(profile))
            wire = Wire()

            async def relay(reader: StreamReader, writer: StreamWriter) -> None:
                await _relay(reader, writer, port, wire)

            async with await asyncio.start_server(relay, "127.0.0.1") as server:
                wire.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
                try:
                    yield wire
                finally:
                    # Their ends come with the browser's.
                    browser.terminate()
                    await browser.wait()
        finally:
            if browser.returncode is None:
                browser.kill()
                await browser.wait()


async def _devtools_port(profile: Path) -> int:
    told = profile / "DevToolsActivePort"
    async with asyncio.timeout(_START_SECONDS):
        while not (told.is_file() and told.read_text().strip()):  # noqa: ASYNC110 - a file
            await asyncio.sleep(0.05)
    return int(told.read_text().splitlines()[0])


async def _relay(reader: StreamReader, writer: StreamWriter, port: int, wire: Wire) -> None:
    from_browser, to_browser = await asyncio.open_connection("127.0.0.1", port)

    async def answers() -> None:
        while data := await from_browser.read(_CHUNK):
            wire.received += len(data)
            writer.write(data)
            await writer.drain()

    async def requests() -> None:
        # The first is HTTP. Uncompressed, sizes can be compared and are those of a pipe.
        data = (await reader.read(_CHUNK)).replace(_COMPRESSION, b"X-Not-Offered")
        while data:
            to_browser.write(data)
            await to_browser.drain()
            data = await reader.read(_CHUNK)

    ways = [asyncio.ensure_future(answers()), asyncio.ensure_future(requests())]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        writer.close()
        to_browser.close()
