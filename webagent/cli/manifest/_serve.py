"""`webagent manifest serve`."""

from __future__ import annotations

import json
import logging
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from webagent.cli._options import flag
from webagent.terminal import printable

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PLACES = (".well-known/agent-permissions.json", "agent-permissions.json")


def serve(
    folder: Annotated[Path, typer.Argument(help="The site's public folder.", show_default=False)],
    port: Annotated[
        int, flag("port", help="Port to listen on; 0 takes a free one.", min=0, max=65_535)
    ] = 8000,
    manifest: Annotated[
        Path | None, flag("manifest", help="The manifest. Default: the one in the folder.")
    ] = None,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Serve a folder of pages under its manifest, to try it out; edits count at once."""
    from webagent_manifests.publishing import NotPublishable

    from webagent.errors import EnvironmentFailure
    from webagent.local_server import serve_app
    from webagent.result import SCHEMA_VERSION

    found = _find(folder, manifest)
    _show_warnings()
    try:
        app = _application(folder, found)
    except NotPublishable as error:
        sys.stderr.write(f"webagent: {error}\n")
        raise typer.Exit(1) from error

    stop = threading.Event()

    def close(_number: int, _frame: object) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, close)
    try:
        with serve_app(app, port=port) as url:
            report = {"schema_version": SCHEMA_VERSION, "url": url, "manifest": str(found)}
            sys.stdout.write(f"{json.dumps(report) if as_json else url}\n")
            sys.stdout.flush()
            sys.stderr.write(f"{folder} is served under {found}. Ctrl-C closes it.\n")
            stop.wait()
    except OSError as error:
        # Python adds to the system's words where it attempted to bind.
        reason = (error.strerror or str(error)).partition(" (while ")[0]
        raise EnvironmentFailure(
            f"127.0.0.1:{port} can't be listened on ({reason}): choose another --port."
        ) from error


def _find(folder: Path, manifest: Path | None) -> Path:
    from webagent.errors import UsageError

    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder: name the one that holds the site's pages.")
    candidates = [folder / place for place in _PLACES] if manifest is None else [manifest]
    for path in candidates:
        if path.is_file():
            return path
    places = " or ".join(str(path) for path in candidates)
    raise UsageError(f"There is no manifest at {places}: write one, or name it with --manifest.")


def _application(folder: Path, manifest: Path) -> ASGIApp:
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles
    from webagent_manifests.publishing import PermissionsMiddleware

    # Starlette around it answers for pages that are not there; the files alone only raise.
    files = Starlette(routes=[Mount("/", StaticFiles(directory=folder, html=True))])
    # Agents ask again each time, or an edit would not reach one that has asked before.
    published = PermissionsMiddleware(
        _VisibleFiles(files), manifest, max_age=0, inject_link=True, reload=True
    )
    return _RequestLog(published)


class _VisibleFiles:
    """Keeps what a folder hides, such as `.git` and `.env`, from everyone who asks."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.responses import PlainTextResponse

        parts = scope["path"].split("/")
        hidden = any(part.startswith(".") and part != ".well-known" for part in parts)
        app = PlainTextResponse("Not Found", status_code=404) if hidden else self._app
        await app(scope, receive, send)


class _RequestLog:
    """Writes a line for each request: what was asked for, the answer, and who asked."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                sys.stderr.write(_line(scope, message["status"]))
                sys.stderr.flush()
            await send(message)

        await self._app(scope, receive, noting)


def _line(scope: Scope, status: int) -> str:
    headers: dict[bytes, bytes] = dict(scope["headers"])
    agent = headers.get(b"user-agent", b"-").decode("latin-1")
    words = printable(f"{scope['method']} {scope['path']} {status} · {agent}")
    return words.replace("\n", " ") + "\n"


def _show_warnings() -> None:
    """Show what the middleware logs: that an edit has broken the manifest."""
    handler = logging.StreamHandler(sys.stderr)
    logging.getLogger("webagent_manifests.publishing").addHandler(handler)
