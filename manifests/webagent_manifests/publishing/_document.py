"""The manifest as a server holds it: bytes that are known to be valid, and their validators."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from .._errors import ManifestError
from .._parse import parse_manifest

if TYPE_CHECKING:
    import os

Source: TypeAlias = "str | os.PathLike[str] | bytes"

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_logger = logging.getLogger("webagent_manifests.publishing")


class NotPublishable(ManifestError):
    """What should be published is no valid manifest; the message names the file and the fault."""


@dataclass(frozen=True, slots=True)
class Document:
    """A valid manifest's bytes, its strong entity tag, and when it changed last (UTC, seconds)."""

    body: bytes
    etag: str
    modified: datetime


def load_document(source: Source) -> Document:
    """Read and validate a manifest from a path, or take it as bytes.

    Raises NotPublishable when the file can't be read or is not a valid manifest.
    """
    if isinstance(source, bytes):
        return _document(source, datetime.now(UTC), "The manifest")
    path = Path(source)
    try:
        body = path.read_bytes()
        changed = path.stat().st_mtime
    except OSError as error:
        raise NotPublishable(f"{path} can't be read: {error.strerror or error}.") from error
    return _document(body, datetime.fromtimestamp(changed, UTC), str(path))


def _document(body: bytes, modified: datetime, name: str) -> Document:
    # RFC 8259, section 8.1: a published JSON text has no byte order mark.
    body = body.removeprefix(_BYTE_ORDER_MARK)
    try:
        parse_manifest(body)
    except ManifestError as error:
        raise NotPublishable(f"{name} is not published, since it is not valid: {error}") from error
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    # RFC 9110, section 8.8.2.1: no time of change lies in the future of the answer's Date.
    modified = min(modified, datetime.now(UTC)).replace(microsecond=0)
    return Document(body, etag, modified)


class FixedDocument:
    """The manifest as it was at the start."""

    def __init__(self, source: Source) -> None:
        self._document = load_document(source)

    def current(self) -> Document:
        """Return the document."""
        return self._document


class WatchedDocument:
    """The manifest as its file is now, or as it was when it was valid last.

    A change that breaks the file is logged once, as a warning of `webagent_manifests.publishing`.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)
        # Taken before the file is read: a change in between is then seen as one later.
        self._seen = self._mark()
        self._document = load_document(self._path)

    def current(self) -> Document:
        """Return the document, read anew if the file has changed."""
        mark = self._mark()
        if mark != self._seen:
            self._seen = mark
            try:
                self._document = load_document(self._path)
            except NotPublishable as error:
                _logger.warning("%s The last valid version is still served.", error)
        return self._document

    def _mark(self) -> tuple[int, int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        # A file that was replaced within one tick of the clock differs by its inode.
        return status.st_mtime_ns, status.st_size, status.st_ino
