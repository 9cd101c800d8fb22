"""A page of many resources, each answered after a while, from a process of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator
    from multiprocessing.connection import Connection

STYLES, SCRIPTS, PICTURES, FETCHES = 4, 10, 34, 12
"""Sixty resources besides the page, about as the web's pages have them (HTTP Archive's median)."""
_PICTURE_BYTES, _SCRIPT_BYTES = 12_000, 20_000
_KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "json": "text/json"}


@contextmanager
def serve_resources(latency_ms: float) -> Generator[str]:
    """Serve the page on 127.0.0.1 and yield its address; each answer waits for `latency_ms`."""
    method = multiprocessing.get_context("spawn")
    here, there = method.Pipe()
    process = method.Process(target=_run, args=(there, latency_ms), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/"
    finally:
        process.terminate()
        process.join()


def _run(pipe: Connection, latency_ms: float) -> None:
    asyncio.run(_serve(pipe, latency_ms / 1000))


async def _serve(pipe: Connection, latency_s: float) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode().partition("?")[0]
                await asyncio.sleep(latency_s)
                body, kind = _content(path)
                writer.write(
                    f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                    "Cache-Control: no-store\r\n\r\n".encode()
                    + body
                )
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=512)
    pipe.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _content(path: str) -> tuple[bytes, str]:
    if path == "/":
        return _page().encode(), "text/html"
    kind = path.rpartition(".")[2]
    media_type = _KINDS.get(kind, "text/plain")
    if kind == "svg":
        filling = "x" * _PICTURE_BYTES
        text = (
            f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><!--{filling}--></svg>"
        )
        return text.encode(), media_type
    if kind in {"js", "css"}:
        return f"/*{'x' * _SCRIPT_BYTES}*/".encode(), media_type
    return b"{}", media_type


def _page() -> str:
    styles = "".join(f"<link rel=stylesheet href=/{n}.css>" for n in range(STYLES))
    scripts = "".join(f"<script defer src=/{n}.js></script>" for n in range(SCRIPTS))
    pictures = "".join(f"<img src=/{n}.svg>" for n in range(PICTURES))
    return (
        f"<!doctype html><link rel=icon href=data:,>{styles}{scripts}{pictures}"
        f"<script>window.fetched = Promise.all([...Array({FETCHES}).keys()]"
        ".map((n) => fetch(`/${n}.json`).then((answer) => answer.text())))</script>"
    )
