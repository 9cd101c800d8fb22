"""What one HTTP response says about a manifest.

Sources: RFC 9110 for the status codes; RFC 9309, section 2.3.1, for reading them: what is not
there permits, what cannot be reached does not.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._errors import ForeignManifest, ManifestError
from ._json import MAX_BYTES
from ._parse import parse_manifest
from ._policy import PolicyStatus

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from ._manifest import Manifest

_HTML = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a URL says; `detail` continues a sentence that begins with "The manifest"."""

    status: PolicyStatus
    url: str
    detail: str
    manifest: Manifest | None = None


async def read_answer(
    url: str, status: int, headers: Mapping[str, str], chunks: AsyncIterator[bytes]
) -> Answer:
    """Judge a response that is not a redirect, reading no more of it than a manifest may have.

    `headers` are looked up case-insensitively; `chunks` is the body as sent.
    """
    if status != 200:
        absent = 400 <= status < 500 and status != 429
        return Answer(
            PolicyStatus.ABSENT if absent else PolicyStatus.UNREACHABLE,
            url,
            f"was answered with status {status}",
        )
    coding = headers.get("content-encoding", "").strip().lower()
    try:
        body = _decoded(await _beginning(chunks), coding)
    except (ValueError, zlib.error):
        return Answer(PolicyStatus.INVALID, url, f"cannot be unpacked from {coding}")
    if _is_page(body, headers.get("content-type", "")):
        return Answer(PolicyStatus.ABSENT, url, "was answered with a web page in its place")
    try:
        manifest = parse_manifest(body)
    except ForeignManifest as error:
        return Answer(PolicyStatus.FOREIGN, url, f"cannot be used. {error}")
    except ManifestError as error:
        return Answer(PolicyStatus.INVALID, url, f"is invalid: {error}")
    return Answer(PolicyStatus.PRESENT, url, "was found and is valid", manifest)


async def _beginning(chunks: AsyncIterator[bytes]) -> bytes:
    """Return the body, cut one byte beyond what a manifest may have."""
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > MAX_BYTES:
            break
    return bytes(body[: MAX_BYTES + 1])


def _decoded(body: bytes, coding: str) -> bytes:
    """Undo the coding of a server that compresses unasked, without unpacking a bomb."""
    if coding in ("", "identity"):
        return body
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(coding)
    automatic = zlib.MAX_WBITS | 32
    return zlib.decompressobj(wbits=automatic).decompress(body, MAX_BYTES + 1)


def _is_page(body: bytes, content_type: str) -> bool:
    """Whether a page stands in the place of a missing file; JSON counts whatever its type."""
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<":
        return True
    return start != b"{" and content_type.partition(";")[0].strip().lower() in _HTML
