"""What happened around the page since the last look, as the browser told it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that only ask (RFC 9110, 9.2.1)."""
_BEACON = "ping"
_LISTED = 4
_ADDRESS = 120


@dataclass(frozen=True, slots=True)
class SentRequest:
    """One request that the page sent."""

    method: str
    url: str
    kind: str
    """Playwright's resource type: `document`, `fetch`, `xhr`, `ping`, `websocket` …"""
    status: int | None = None
    """Of the answer; `None` while there is none."""
    problem: str = ""
    """Why there will be no answer: the network's words, or the guard's."""

    @property
    def may_change(self) -> bool:
        """Whether it may change something where it goes."""
        return self.method.upper() not in SAFE_METHODS or self.kind == "websocket"

    @property
    def is_beacon(self) -> bool:
        """Whether it only reports: the page never learns of an answer (Beacon API, `a ping`)."""
        return self.kind == _BEACON

    @property
    def failed(self) -> bool:
        """Whether it was not answered, or with an error of the server (RFC 9110, 15.6)."""
        return bool(self.problem) or (self.status is not None and self.status >= 500)

    def told(self, here: str = "") -> str:
        """Return it in a few words, without the query, and without the host that `here` has."""
        address = urlsplit(self.url)
        origin = f"{address.scheme}://{address.netloc}"
        shown = address.path or "/"
        if not here.startswith(f"{origin}/"):
            shown = origin + shown
        shown = shown if len(shown) <= _ADDRESS else f"{shown[:_ADDRESS]}…"
        if self.kind == "websocket":
            return f"a message to {shown}"
        return f"{self.method} {shown}, {self._answer()}"

    def _answer(self) -> str:
        if self.status is not None:
            return f"answered {self.status}"
        if self.problem:
            return f"not answered: {self.problem}"
        return "not answered yet"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the site offered."""

    name: str
    """As the site calls it, made safe to be a file name."""
    url: str
    path: Path | None = None
    """Where it is kept; `None` when it is not."""
    size: int = 0
    """In bytes."""
    media_type: str = ""
    sha256: str = ""
    """Of its content, in hexadecimal."""
    problem: str = ""
    """Why it is not kept."""

    def __str__(self) -> str:
        """Return a sentence about it."""
        if self.path is None:
            why = f": {self.problem}" if self.problem else ""
            return f"the site offered the download “{self.name}”; it was not kept{why}"
        about = ", ".join(filter(None, (_size(self.size), self.media_type)))
        # Another file may have had its name already.
        under = "" if self.path.name == self.name else f" as “{self.path.name}”"
        return f"the site gave the file “{self.name}” ({about}), kept in the run folder{under}"


@dataclass(frozen=True, slots=True)
class Happened:
    """Everything since the last look, in order."""

    events: tuple[str, ...] = ()
    """What has no field of its own, a sentence each: tabs that opened or closed, a crash."""
    requests: tuple[SentRequest, ...] = ()
    """Those of documents, forms and page scripts; not those for pictures, styles and scripts.

    They were sent because something was done: from there on until the page had settled. What the
    page had been asking for by itself before is not among them.
    """
    downloads: tuple[Download, ...] = ()

    def effects(self, here: str) -> Iterator[str]:
        """Tell what may have changed something, a sentence each; `here` is the page's address.

        Beacons are no effect: many pages report each click to somebody.
        """
        yield from self.events
        sent = [each for each in self.requests if each.may_change and not each.is_beacon]
        for request in sent[:_LISTED]:
            yield f"the page sent {request.told(here)}"
        if len(sent) > _LISTED:
            yield f"the page sent {len(sent) - _LISTED} more requests that may change something"
        yield from map(str, self.downloads)

    def remarks(self, here: str) -> Iterator[str]:
        """Tell what was asked for in vain, a sentence each."""
        asked = (each for each in self.requests if not each.may_change and not each.is_beacon)
        vain = [each for each in asked if each.failed or _is_awaited(each)]
        # The answer to a document that failed is what the page shows.
        vain = [each for each in vain if each.kind != "document" or each.status is None]
        for request in vain[:_LISTED]:
            yield f"the page asked for {request.told(here)}"


def _is_awaited(request: SentRequest) -> bool:
    return request.kind == "document" and request.status is None


def _size(count: int) -> str:
    if count < 1_000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{count / 1_000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"
