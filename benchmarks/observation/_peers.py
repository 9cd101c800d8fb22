"""Other agents' page extraction: each in a virtual environment and a process of its own.

A driver (`peers/drive_*.py`) opens a page, prints a line of JSON when the page has settled, and
then, for each line it is sent, looks once and prints `{"ms", "text", "actionable"}` or `{"error"}`.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import venv
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.observation._browsing import ARGUMENTS, SETTLED
from benchmarks.observation.techniques import Seen

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

_INSTALL_SECONDS = 900
_ANSWER_SECONDS = 120
_LINE_LIMIT = 1 << 28
_TOLD = 300


class PeerFailed(Exception):
    """A peer that can't be installed, or that did not look; the message says why."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer, its package on PyPI and its driver."""

    name: str
    package: str
    driver: str


PEERS = (
    Peer("browser-use", "browser-use", "drive_browser_use.py"),
    Peer("BrowserGym", "browsergym-core", "drive_browsergym.py"),
)


def install(peer: Peer, cache: Path) -> Path:
    """Return the Python of the peer's environment, making it once.

    Raises:
        PeerFailed: it can't be installed.
    """
    folder = cache / peer.package
    python, done = folder / "bin" / "python", folder / "installed"
    if done.is_file():
        return python
    venv.create(folder, with_pip=True, clear=True)
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        ended = subprocess.run(
            [*command, peer.package],
            capture_output=True,
            text=True,
            check=False,
            timeout=_INSTALL_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise PeerFailed(f"{peer.package} was not installed in {_INSTALL_SECONDS} s") from error
    if ended.returncode:
        reason = (ended.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise PeerFailed(f"{peer.package} can't be installed: {reason}")
    done.touch()
    return python


def installed_version(peer: Peer, python: Path) -> str:
    """Return the version of the peer that is installed."""
    question = f"from importlib.metadata import version; print(version({peer.package!r}))"
    told = subprocess.run([python, "-c", question], capture_output=True, text=True, check=True)
    return told.stdout.strip()


class PeerOnPage:
    """A peer that has a page open."""

    def __init__(self, peer: Peer, process: asyncio.subprocess.Process) -> None:
        self._peer = peer
        self._process = process

    async def look(self) -> tuple[Seen, float]:
        """Look once; return also how many milliseconds it took there.

        Raises:
            PeerFailed: nothing was told in time.
        """
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")
        answer = await self.answer()
        return Seen(answer["text"], answer["actionable"]), answer["ms"]

    async def answer(self) -> dict[str, Any]:
        """Return the next line of the driver."""
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                # A library may print lines of its own.
                while not (line := await self._process.stdout.readline()).startswith(b"{"):
                    if not line:
                        said = (await self._process.stderr.read()).decode(errors="replace")
                        raise PeerFailed(f"{self._peer.name} broke: {said.strip()[-_TOLD:]}")
        except TimeoutError as error:
            raise PeerFailed(f"{self._peer.name} told nothing in {_ANSWER_SECONDS} s") from error
        except ValueError as error:
            raise PeerFailed(f"{self._peer.name} told more than {_LINE_LIMIT} bytes") from error
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise PeerFailed(f"{self._peer.name} could not look: {answer['error'][:_TOLD]}")
        return answer


@asynccontextmanager
async def open_peer(
    peer: Peer, python: Path, url: str, browser: Path, cdp: str | None = None
) -> AsyncGenerator[PeerOnPage]:
    """Yield the peer with the page open, in a browser it starts or in the one that is named.

    Raises:
        PeerFailed: it did not open the page.
    """
    driver = Path(__file__).parent / "peers" / peer.driver
    options = [f"--arg={argument}" for argument in ARGUMENTS]
    if cdp is not None:
        options.append(f"--cdp={cdp}")
    process = await asyncio.create_subprocess_exec(
        python, "-P", driver, url, f"--browser={browser}", f"--settled={SETTLED}", *options,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE, limit=_LINE_LIMIT, start_new_session=True,
    )  # fmt: skip
    try:
        opened = PeerOnPage(peer, process)
        await opened.answer()
        yield opened
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    # The end of its input ends a driver, which closes its browser.
    with suppress(TimeoutError, ProcessLookupError):
        async with asyncio.timeout(10):
            await process.communicate()
    if process.returncode is None:
        # With the browser that it has started.
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
