"""What only an ASGI server can ask and an ASGI application can answer."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from webagent_manifests.publishing import PermissionsMiddleware, link_header, link_tag

from tests.manifests.publishing.test_document import GOOD

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = b"<html><head></head></html>"
START: dict[str, Any] = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", b"26")],
}


async def _send(
    *messages: Mapping[str, Any], scope: Mapping[str, Any] | None = None, **options: Any
) -> list[dict[str, Any]]:
    """Return what leaves the middleware when the application sends these messages."""
    left: list[dict[str, Any]] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        for message in messages:
            await send(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        left.append(dict(message))

    asked: dict[str, Any] = {"type": "http", "method": "GET", "path": "/", "headers": []}
    await PermissionsMiddleware(app, GOOD, **options)({**asked, **(scope or {})}, receive, send)
    return left


def _header(message: Mapping[str, Any], name: bytes) -> bytes:
    return dict(message["headers"])[name]


async def test_other_protocols_pass() -> None:
    for kind in ("lifespan", "websocket"):
        message = {"type": f"{kind}.any"}
        assert await _send(message, scope={"type": kind}) == [message]


async def test_the_start_waits_for_the_length() -> None:
    start, body = await _send(START, {"type": "http.response.body", "body": PAGE}, inject_link=True)
    assert len(body["body"]) == int(_header(start, b"content-length"))
    assert link_tag().encode() in body["body"]


async def test_a_page_sent_from_a_file_is_sent_as_it_is() -> None:
    """ASGI extension `http.response.pathsend`: the server reads the file itself."""
    path = {"type": "http.response.pathsend", "path": "/tea.html"}
    start, sent = await _send(START, path, inject_link=True)
    assert sent == path
    assert _header(start, b"content-length") == b"26"
    assert _header(start, b"link") == link_header().encode()


async def test_a_mounted_application_answers_below_its_mount() -> None:
    start, body = await _send(
        scope={"path": "/tea/.well-known/agent-permissions.json", "root_path": "/tea"}
    )
    assert (start["status"], body["body"]) == (200, GOOD)
    start, _ = await _send(
        START, {"type": "http.response.body", "body": PAGE}, scope={"root_path": "/tea"}
    )
    assert _header(start, b"link").startswith(b"</tea/.well-known/agent-permissions.json>")


async def test_other_paths_are_the_applications() -> None:
    for path in ("/agent-permissions.json", "/.well-known/agent-permissions.json/", "/x"):
        assert await _send({"type": "http.any"}, scope={"path": path}) == [{"type": "http.any"}]


@pytest.mark.parametrize("package", ["publishing", "identity"])
def test_nothing_is_loaded_that_may_be_missing(package: str) -> None:
    script = f"""
import sys
import webagent_manifests.{package}
heavy = {{"django", "flask", "starlette", "cryptography", "http_message_signatures", "http_sf",
         "httpx", "bs4", "jsonschema"}}
print(sorted(heavy & sys.modules.keys()))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "[]\n"
