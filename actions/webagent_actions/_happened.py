"""What happened around the page since the last look, as the browser told it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that only ask (RFC 9110, 9.2.1)."""


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


@dataclass(frozen=True, slots=True)
class Happened:
    """Everything since the last look, in order."""

    events: tuple[str, ...] = ()
    """What has no field of its own, a sentence each: tabs that opened or closed, a crash."""
    requests: tuple[SentRequest, ...] = ()
    """Those of documents, forms and page scripts; not those for pictures, styles and scripts."""
    downloads: tuple[Download, ...] = ()
