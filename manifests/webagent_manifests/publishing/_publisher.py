"""What every server adapter does: the manifest's own answers, and the mark on the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from ._conditional import http_date, is_unchanged
from ._document import FixedDocument, Source, WatchedDocument
from ._inject import HeadInjector
from ._link import WELL_KNOWN_PATH, announces_manifest, link_header, link_tag

if TYPE_CHECKING:
    from collections.abc import Callable

Headers: TypeAlias = "list[tuple[str, str]]"

_ALIAS_PATH = "/agent-permissions.json"
_METHODS = "GET, HEAD, OPTIONS"
_HTML = frozenset({"text/html", "application/xhtml+xml"})
# Each of them describes the bytes of the body, which must then stay what they are.
_BOUND_TO_BYTES = frozenset(
    {"content-digest", "content-md5", "content-range", "digest", "repr-digest"}
)
# Their bodies are not read byte by byte as ASCII is.
_WIDE_CHARSETS = ("utf-16", "utf16", "utf-32", "utf32", "utf-7", "ucs-2", "iso-2022", "unicode")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response."""

    status: int
    headers: Headers
    body: bytes = b""


@dataclass(slots=True)
class MarkedResponse:
    """A response of the application's on its way out, marked as the manifest's owner wishes.

    With an `injector` the body has to go through it, and Content-Length grows by what it added.
    """

    headers: Headers
    injector: HeadInjector | None = field(default=None)

    def lengthened(self) -> Headers:
        """Return the headers with the length that the body has after the injector has decided."""
        added = 0 if self.injector is None else self.injector.added
        return [
            (name, str(int(value) + added))
            if added and name.lower() == "content-length" and value.isdecimal()
            else (name, value)
            for name, value in self.headers
        ]


class Publisher:
    """Serves a manifest at its well-known path and marks the pages of the application around it.

    `manifest` is a path, or the document's bytes. `alias` serves it at /agent-permissions.json
    too. `max_age` is the time in seconds that an agent may keep it for without asking again.
    `inject_link` puts the link tag into pages, where the Link header alone would do for agents
    that read headers. `reload` watches the file: a change is served at once, and one that breaks
    the manifest is logged while the last valid version is served.

    Raises NotPublishable when the manifest is not valid, ValueError for `reload` of bytes.
    """

    def __init__(
        self,
        manifest: Source,
        *,
        alias: bool = False,
        max_age: int = 3600,
        inject_link: bool = False,
        reload: bool = False,
    ) -> None:
        if reload and isinstance(manifest, bytes):
            raise ValueError("Bytes can't be watched for changes: give a path with `reload`.")
        self._document = (
            WatchedDocument(manifest)
            if reload and not isinstance(manifest, bytes)
            else FixedDocument(manifest)
        )
        self._paths = {WELL_KNOWN_PATH, _ALIAS_PATH} if alias else {WELL_KNOWN_PATH}
        self._cache_control = f"public, max-age={max_age}" if max_age > 0 else "no-cache"
        self._inject_link = inject_link

    def answer(self, method: str, path: str, header: Callable[[str], str | None]) -> Answer | None:
        """Answer a request for the manifest; None for one that is the application's.

        `path` is decoded and below the application's mount point; `header` looks a request header
        up by its lower-case name.
        """
        if path not in self._paths:
            return None
        # Public, so that tools that run in a browser can read it from any origin.
        common = [("Access-Control-Allow-Origin", "*"), ("X-Content-Type-Options", "nosniff")]
        if method == "OPTIONS":
            preflight = [
                ("Access-Control-Allow-Methods", _METHODS),
                ("Access-Control-Allow-Headers", "If-Modified-Since, If-None-Match"),
                ("Access-Control-Max-Age", "86400"),
            ]
            return Answer(204, [("Allow", _METHODS), *preflight, *common])
        if method not in ("GET", "HEAD"):
            return Answer(405, [("Allow", _METHODS), ("Content-Length", "0"), *common])
        document = self._document.current()
        validators = [
            ("ETag", document.etag),
            ("Last-Modified", http_date(document.modified)),
            ("Cache-Control", self._cache_control),
        ]
        if is_unchanged(
            document.etag,
            document.modified,
            if_none_match=header("if-none-match"),
            if_modified_since=header("if-modified-since"),
        ):
            return Answer(304, [*validators, *common])
        entity = [
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(document.body))),
        ]
        body = b"" if method == "HEAD" else document.body
        return Answer(200, [*entity, *validators, *common], body)

    def mark(self, method: str, status: int, headers: Headers, root: str = "") -> MarkedResponse:
        """Mark a response of the application's; `root` is its mount point, without a last slash."""
        values = _by_name(headers)
        media_type, charset = _content_type(values.get("content-type", [""])[-1])
        weakened = self._inject_link and (status == 304 or media_type == "text/html")
        if media_type not in _HTML or announces_manifest(values.get("link", [])):
            return MarkedResponse(_weaken(headers) if weakened else headers)
        href = quote(root) + WELL_KNOWN_PATH
        marked = [*headers, ("Link", link_header(href))]
        if not weakened or not _can_change(status, values, charset):
            return MarkedResponse(marked)
        # The tag changes the bytes that the application's entity tag stands for.
        marked = _weaken(marked)
        if method == "HEAD":
            return MarkedResponse([each for each in marked if each[0].lower() != "content-length"])
        return MarkedResponse(marked, HeadInjector(link_tag(href), charset_known=bool(charset)))


def _by_name(headers: Headers) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in headers:
        values.setdefault(name.lower(), []).append(value)
    return values


def _content_type(value: str) -> tuple[str, str]:
    """Return the media type and the charset, each in lower case and empty where there is none."""
    media_type, *parameters = value.lower().split(";")
    for parameter in parameters:
        name, _, charset = parameter.partition("=")
        if name.strip() == "charset":
            return media_type.strip(), charset.strip().strip("\"'")
    return media_type.strip(), ""


def _can_change(status: int, values: dict[str, list[str]], charset: str) -> bool:
    encodings = {value.strip().lower() for value in values.get("content-encoding", [])}
    return (
        status >= 200
        and status not in (204, 205, 206, 304)
        and encodings <= {"", "identity"}
        and _BOUND_TO_BYTES.isdisjoint(values)
        and not charset.startswith(_WIDE_CHARSETS)
    )


def _weaken(headers: Headers) -> Headers:
    return [
        (name, f"W/{value}") if name.lower() == "etag" and value.startswith('"') else (name, value)
        for name, value in headers
    ]
