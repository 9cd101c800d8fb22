"""A browser or a site that fails: the run ends soon, with a clear reason and a whole record."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from starlette.responses import Response
from webagent_actions import parse

from tests.webagent.runs import assert_complete, ref_of
from webagent import BrowserOptions, Limits, Proposal, Status
from webagent.browser import find_browser

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from playwright.async_api import Playwright
    from starlette.requests import Request

    from tests.webagent.conftest import Play, Serve
    from webagent import State


@contextmanager
def _listener(answer: Callable[[socket.socket], None]) -> Generator[int]:
    """Accept connections on a port and treat each as the function does, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            held: list[socket.socket] = []
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    break
                held.append(connection)
                answer(connection)
            for connection in held:
                connection.close()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=5)


def _make_certificate(key: Path, certificate: Path) -> None:
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1"
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)


class _Killer:
    """An actor that kills the browser instead of answering, or while its action is done."""

    name = "killer"

    def __init__(self, pid_file: Path) -> None:
        self._pid_file = pid_file

    async def propose(self, state: State, k: int = 1) -> list[Proposal]:
        os.kill(int(self._pid_file.read_text()), signal.SIGKILL)
        return [Proposal(parse(f"click [{ref_of(state.situation, 'button', 'Go')}]"))]


async def test_a_browser_killed_during_the_run_is_told_as_such(
    play_alone: Play, serve: Serve, playwright: Playwright, tmp_path: Path
) -> None:
    pid_file, program = tmp_path / "pid", tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho $$ > {pid_file}\nexec {find_browser(playwright)} "$@"\n')
    program.chmod(0o755)
    result = await play_alone(
        serve("<button>Go</button>"),
        actor=_Killer(pid_file),
        browser=BrowserOptions(executable=program),
        limits=Limits(seconds=40),
    )
    assert result.status is Status.ERROR
    assert result.reason == "The browser died during the run."
    assert_complete(result)


@pytest.mark.parametrize(
    ("program", "reason"),
    [("/no/such/program", "which is no program"), ("/bin/false", "could not be started")],
)
async def test_a_browser_that_is_none(
    play_alone: Play, serve: Serve, program: str, reason: str
) -> None:
    result = await play_alone(serve("x"), browser=BrowserOptions(executable=program))
    assert result.status is Status.ERROR
    assert reason in result.reason
    assert "\n" not in result.reason
    assert_complete(result)


@pytest.mark.slow
async def test_a_site_that_never_answers_is_given_up(play: Play) -> None:
    with _listener(lambda _: None) as port:
        result = await play(f"http://127.0.0.1:{port}/")
    assert result.status is Status.ERROR
    assert "did not arrive within 10 seconds" in result.reason


async def test_a_page_that_never_gets_ready_is_given_up(
    play: Play, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(_: Request) -> Response:
        await asyncio.sleep(60)
        return Response()

    monkeypatch.setattr("webagent.browser._session.NAVIGATION_TIMEOUT_MS", 700)
    result = await play(serve({"/": hang}))
    assert result.status is Status.ERROR
    assert "could not be opened: it did not get ready within the time limit" in result.reason
    assert_complete(result)


async def test_a_closed_port_does_not_answer(play: Play) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    result = await play(f"http://127.0.0.1:{port}/")
    assert f"http://127.0.0.1:{port}/ could not be opened: " in result.reason
    assert "nothing listens there" in result.reason


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
async def test_a_self_signed_certificate_is_not_trusted(play: Play, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    await asyncio.to_thread(_make_certificate, key, certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def shake_hands(connection: socket.socket) -> None:
        try:
            context.wrap_socket(connection, server_side=True).close()
        except OSError:
            return

    with _listener(shake_hands) as port:
        result = await play(f"https://127.0.0.1:{port}/")
    assert result.status is Status.ERROR
    assert "its certificate is not trusted" in result.reason


async def test_a_server_that_speaks_no_tls_gets_a_clear_error(play: Play) -> None:
    def babble(connection: socket.socket) -> None:
        connection.recv(1024)
        connection.sendall(b"no handshake here\r\n")
        connection.close()

    with _listener(babble) as port:
        result = await play(f"https://127.0.0.1:{port}/")
    assert result.status is Status.ERROR
    assert "could not be opened: " in result.reason
    assert "no secure connection came about" in result.reason


@pytest.mark.parametrize("url", ["http://", "http://[", "http://127.0.0.1:99999/"])
async def test_an_address_that_leads_nowhere(play: Play, url: str) -> None:
    result = await play(url)
    assert result.status is Status.ERROR
    assert result.reason.startswith(f"{url} could not be opened: ")
    assert_complete(result)
