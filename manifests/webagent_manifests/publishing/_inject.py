"""The link tag put into the head of an HTML page while the page streams by."""

from __future__ import annotations

import re

from ._link import RELATION

# A head that is longer has its start examined, and passes on after that.
_LONGEST_HEAD = 64 * 1024
# HTML, section 13.2.3.2: a browser looks this far for a charset in a meta tag.
_PRESCAN = 1024

_SPACE_OR_COMMENT = rb"(?:\s|<!--.*?-->|<\?[^>]*>)*"
# HTML, section 13.1.2: before the head stand comments, a doctype and the html tag, all optional.
_BEFORE_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    + _SPACE_OR_COMMENT
    + rb"(?P<doctype><!doctype[^>]*>)?"
    + _SPACE_OR_COMMENT
    + rb"(?P<html><html(?=[\s>/])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>)?"
    + _SPACE_OR_COMMENT
    + rb"(?P<head><head(?=[\s>/])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>)?",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_END_OF_HEAD = re.compile(rb"</head[\s>]|<body[\s>]", re.IGNORECASE)
_LINK = re.compile(
    rb"<link\b[^>]*\brel\s*=\s*(?:[\"'][^\"'>]*)?\b%s\b" % RELATION.encode(), re.IGNORECASE
)
_META_CHARSET = re.compile(rb"<meta\b[^>]*\bcharset\b[^>]*>", re.IGNORECASE)


class HeadInjector:
    """Passes a body on, with `tag` at the start of its head.

    The start of the body is held back until its head is complete, and at most 64 KiB of it. What
    is no whole document stays as it is, as does a page that links to a manifest already, or one
    whose encoding the browser could then no longer find (`charset_known` says that it need not
    look for it in the page).
    """

    def __init__(self, tag: str, *, charset_known: bool) -> None:
        self._tag = tag.encode("ascii")
        self._charset_known = charset_known
        self._held = b""
        self.decided = False
        self.added = 0
        """Bytes that were added, once `decided`."""

    def feed(self, chunk: bytes) -> bytes:
        """Take a part of the body and return what can be sent of it so far."""
        if self.decided:
            return chunk
        # A tag may be cut in two between chunks; what was searched before is not searched again.
        start = max(0, len(self._held) - len(b"</head"))
        self._held += chunk
        if len(self._held) < _LONGEST_HEAD and not _END_OF_HEAD.search(self._held, start):
            return b""
        return self._decide()

    def finish(self) -> bytes:
        """Return what was held back, at the end of the body."""
        return b"" if self.decided else self._decide()

    def _decide(self) -> bytes:
        held, self._held, self.decided = self._held, b"", True
        place = self._place(held)
        if place is None:
            return held
        self.added = len(self._tag)
        return held[:place] + self._tag + held[place:]

    def _place(self, held: bytes) -> int | None:
        before = _BEFORE_HEAD.match(held)
        if before is None or not (before["doctype"] or before["html"] or before["head"]):
            return None
        place = before.end()
        rest = _COMMENT.sub(b"", held[place:])
        end = _END_OF_HEAD.search(rest)
        if _LINK.search(rest[: end.start()] if end else rest):
            return None
        if not self._charset_known and not held.startswith(b"\xef\xbb\xbf"):
            charset = _META_CHARSET.search(held)
            if charset and charset.end() <= _PRESCAN < charset.end() + len(self._tag):
                return None
        return place
