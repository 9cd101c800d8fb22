"""Fetching a model's file: what was fetched stays, and nothing but the right bytes is kept."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep
from typing import TYPE_CHECKING, BinaryIO

from webagent._locking import lock
from webagent.errors import EnvironmentFailure

from ._folder import file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    import httpx

    from ._known import KnownModel

_SPARE = 64 * 1024 * 1024
"""Bytes that stay free on the disk."""
_CONNECT_TIMEOUT_S = 15.0
_READ_TIMEOUT_S = 60.0
_VAIN_ATTEMPTS = 3
"""How often in a row a connection may end without one byte more than before."""
_PAUSE_S = 0.2
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


class DownloadFailed(EnvironmentFailure):
    """A model's file could not be fetched, or is not the one that was asked for."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is."""

    bytes: int
    """On the disk."""
    of: int
    checking: bool = False
    """All is there, and its hash is being computed."""


def download(
    model: KnownModel,
    folder: Path,
    *,
    url: str | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
) -> bool:
    """Bring a model into a folder as `NAME.gguf`; return whether anything had to be fetched.

    What was fetched before lies in `NAME.gguf.part`, and is gone on with where the server can do
    so (RFC 9110, section 14). A connection that ends early is opened again for as long as that
    brings anything. The file gets its name only once its hash is right. Proxies are taken from the
    environment, as httpx does.

    Args:
        model: which one.
        folder: where to put it; made if needed.
        url: where else to fetch the same bytes.
        tell: is told how far it is.

    Raises:
        DownloadFailed: no room, no network, or other bytes; the message says what to do.
    """
    path = file_of(model.name, folder)
    part = path.with_name(f"{path.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            if _is_right(path, model, tell):
                return False
            raise DownloadFailed(
                f"{path} is not {model.title} (its hash is another): remove it, and pull again."
            )
        with _opened(part) as file:
            _check_room(model, part)
            _fetch(model, url or model.url, file, tell)
            file.flush()
            os.fsync(file.fileno())
            if not _is_right(part, model, tell):
                # Nothing tells which bytes are wrong, so that none can be gone on with.
                file.truncate(0)
                raise DownloadFailed(
                    f"What {_host(url or model.url)} sent is not {model.title}: its hash is not "
                    f"{model.sha256[:12]}…, so it was thrown away. Try again, or name another "
                    "mirror with --url."
                )
        # Windows renames no file that is open.
        part.replace(path)
    except OSError as error:
        raise _unwritable(error, folder, part) from error
    return True


@contextmanager
def _opened(part: Path) -> Generator[BinaryIO]:
    """Open the file that is being fetched, for one process at a time."""
    with part.open("ab") as file:
        # Without locks, as on Windows, two that fetch at once would end with a wrong hash, and
        # nothing worse.
        if not lock(file.fileno()):
            raise DownloadFailed(f"Another process is fetching {part.name}: wait for its end.")
        yield file


def _check_room(model: KnownModel, part: Path) -> None:
    missing = model.bytes - part.stat().st_size
    free = shutil.disk_usage(part.parent).free
    if missing > 0 and free < missing + _SPARE:
        raise DownloadFailed(
            f"{part.parent} has {_size(free)} free, and {_size(missing + _SPARE)} are needed: make "
            "room, or set WEBAGENT_MODELS_DIR to a folder on another disk."
        )


def _fetch(model: KnownModel, url: str, file: BinaryIO, tell: Callable[[Progress], None]) -> None:
    """Append what is missing of a file.

    Raises:
        DownloadFailed: the server can't be reached, or has another file.
    """
    import httpx

    timeout = httpx.Timeout(_READ_TIMEOUT_S, connect=_CONNECT_TIMEOUT_S)
    vain = 0
    try:
        with httpx.Client(follow_redirects=True, timeout=timeout) as client:
            while (begun := _length(file)) < model.bytes:
                tell(Progress(begun, model.bytes))
                try:
                    _fetch_once(client, model, url, file, tell)
                    ended = "it ended early"
                except httpx.TransportError as error:
                    ended = str(error) or type(error).__name__
                vain = vain + 1 if _length(file) <= begun else 0
                sleep(_PAUSE_S * vain)
                if vain >= _VAIN_ATTEMPTS:
                    raise DownloadFailed(_cut_off(model, url, _length(file), ended))
    except (httpx.InvalidURL, httpx.HTTPError, ValueError) as error:
        raise DownloadFailed(
            f"{model.name} can't be fetched from {_host(url)} ({error}): check the address that "
            "--url gives, and the proxy that is set."
        ) from error


def _cut_off(model: KnownModel, url: str, there: int, ended: str) -> str:
    if not there:
        return (
            f"{_host(url)} can't be reached ({ended}): check the network and the proxy "
            "(HTTPS_PROXY), or name a mirror with --url."
        )
    return (
        f"The connection to {_host(url)} broke at {_size(there)} of {_size(model.bytes)} ({ended}):"
        " pull again, it goes on from there."
    )


def _fetch_once(
    client: httpx.Client,
    model: KnownModel,
    url: str,
    file: BinaryIO,
    tell: Callable[[Progress], None],
) -> None:
    begun = _length(file)
    # A coding would be undone on the way, and its bytes are not those that a range counts.
    headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={begun}-"} if begun else {})}
    with client.stream("GET", url, headers=headers) as response:
        if response.status_code == 416 or (response.status_code == 200 and begun):
            # It knows no ranges, or none from here on: from the beginning.
            file.truncate(0)
            begun = 0
            if response.status_code == 416:
                return
        elif response.status_code not in {200, 206}:
            raise DownloadFailed(
                f"{_host(url)} answers HTTP {response.status_code} for {model.name}: try again "
                "later, or name a mirror with --url."
            )
        _check_length(response, model, url, begun)
        there = begun
        # As it comes: what were gathered into larger pieces would be lost when it breaks.
        for chunk in response.iter_raw():
            there += len(chunk)
            if there > model.bytes:
                file.truncate(0)
                raise DownloadFailed(_wrong_length(url, model, f"more than {model.bytes:,}"))
            file.write(chunk)
            tell(Progress(there, model.bytes))
        file.flush()


def _check_length(response: httpx.Response, model: KnownModel, url: str, begun: int) -> None:
    """Check that what comes is what was asked for, as far as the headers tell."""
    if response.status_code == 206:
        told = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
        if told is None or int(told[1]) != begun:
            raise DownloadFailed(
                f"{_host(url)} does not go on where it was asked to: name another mirror with "
                "--url, or remove the .part file."
            )
        total = None if told[2] == "*" else int(told[2])
    else:
        written = response.headers.get("Content-Length", "")
        total = int(written) if written.isdecimal() else None
    if total is not None and total != model.bytes:
        raise DownloadFailed(_wrong_length(url, model, f"{total:,}"))


def _wrong_length(url: str, model: KnownModel, there: str) -> str:
    return (
        f"What {_host(url)} has there is not {model.title}: it has {there} bytes, not "
        f"{model.bytes:,}. Check --url."
    )


def _is_right(path: Path, model: KnownModel, tell: Callable[[Progress], None]) -> bool:
    if path.stat().st_size != model.bytes:
        return False
    tell(Progress(model.bytes, model.bytes, checking=True))
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == model.sha256


def _unwritable(error: OSError, folder: Path, part: Path) -> DownloadFailed:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DownloadFailed(
            f"The disk of {folder} is full: make room and pull again, it goes on where it was; or "
            "set WEBAGENT_MODELS_DIR to a folder on another disk."
        )
    return DownloadFailed(
        f"{part} can't be written ({error.strerror or error}): set WEBAGENT_MODELS_DIR to a folder "
        "that can."
    )


def _length(file: BinaryIO) -> int:
    file.flush()
    return os.fstat(file.fileno()).st_size


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname or "that address"
    except ValueError:
        return "that address"


def _size(count: int) -> str:
    return f"{count / 1e9:.2f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
