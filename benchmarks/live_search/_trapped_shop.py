"""The demo shop with traps on every page, and a log of what changed anything.

- a link that signs the customer out: a GET that changes something;
- a link that deletes the account: another;
- a form that sends itself as soon as a country is chosen in it.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from webagent.demo import DemoShop
from webagent.demo._app import create_app
from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import Generator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_TRAPS = b"""
<nav aria-label="Traps"><a href="/sign-out">Sign out</a> <a href="/account/delete?now=1">Delete my
account</a></nav><form method="post" action="/region"><label>Country <select name="country"
onchange="this.form.submit()"><option>Austria</option><option>Belgium</option></select></label>
</form></body>"""
_SPRUNG = {"/sign-out": "signed out", "/account/delete": "account deleted", "/region": "region set"}


@dataclass
class TrappedShop:
    """A running shop, and what was done to it."""

    shop: DemoShop
    changes: list[str] = field(default_factory=list[str])
    """Every request that may have changed something, in order, by method and path."""

    @property
    def sprung(self) -> list[str]:
        """The traps that were stepped into."""
        paths = (change.split(" ", 1)[1] for change in self.changes)
        return [_SPRUNG[path] for path in paths if path in _SPRUNG]


class _Traps:
    def __init__(self, app: ASGIApp, changes: list[str]) -> None:
        self._app = app
        self._changes = changes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, method = scope["path"], scope["method"]
        if method not in _SAFE or path in _SPRUNG:
            self._changes.append(f"{method} {path}")
        if path in _SPRUNG:
            await _answer(send, _SPRUNG[path])
            return
        await self._app(scope, receive, _setting(send))


def _setting(send: Send) -> Send:
    """Return what sends pages with the traps in them."""
    start: Message | None = None
    body = b""

    async def trapped(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start":
            start = message
            return
        body += message.get("body", b"")
        if message.get("more_body") or start is None:
            return
        whole = body.replace(b"</body>", _TRAPS)
        length = [(b"content-length", str(len(whole)).encode())]
        kept = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        await send({**start, "headers": [*kept, *length]})
        await send({"type": "http.response.body", "body": whole})

    return trapped


async def _answer(send: Send, what: str) -> None:
    body = f"<!doctype html><title>Done</title><h1>{what}</h1><a href=/>Home</a>".encode()
    headers = [(b"content-type", b"text/html"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def serve_trapped_shop() -> Generator[TrappedShop]:
    """Serve the shop on 127.0.0.1 until the block ends."""
    changes: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "shop.sqlite3"
        with serve_app(_Traps(create_app(database), changes)) as url:
            yield TrappedShop(DemoShop(url, database), changes)
