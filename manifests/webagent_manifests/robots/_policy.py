"""What a site's robots.txt says about going to its pages.

Source: RFC 9309. It is no authorisation, and it speaks of addresses only: of the actions, those
that lead somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .._decision import Decision, ReasonCode, Source, Verdict
from .._manifest import Verb
from .._origin import origin_of
from .._request import NAVIGATION
from .._text import quote
from .._visibility import Visibility

if TYPE_CHECKING:
    from datetime import datetime

    from protego import Protego

    from .._ledger import Ledger
    from .._origin import Origin
    from .._request import Request
    from ..discovery import Freshness

_NAVIGATIONS = frozenset({NAVIGATION, Verb.FOLLOW_LINK.value})


class RobotsMode(StrEnum):
    """What robots.txt means to the user: an order, a remark, or nothing."""

    ENFORCE = "enforce"
    WARN = "warn"
    IGNORE = "ignore"


class RobotsStatus(StrEnum):
    """What became of the request for robots.txt."""

    PRESENT = "present"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"
    NOBODY = "nobody"
    """No answer came back at all: the site itself is out of reach."""
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class RobotsPolicy:
    """The robots.txt of one origin, as one source of permissions.

    It answers requests that lead to this origin by `goto` or `follow_link`, and no others.
    `product` is the token its groups are matched with. `detail` is one sentence for the audit.
    `rules` are set exactly when the status is PRESENT, and `text` is the file then.
    """

    origin: Origin
    mode: RobotsMode
    status: RobotsStatus
    product: str
    detail: str
    text: str = ""
    rules: Protego | None = None
    freshness: Freshness | None = None

    def __post_init__(self) -> None:
        if (self.rules is None) is (self.status is RobotsStatus.PRESENT):
            raise ValueError("Give a robots policy rules exactly when its status is PRESENT.")

    @property
    def selectors(self) -> tuple[str, ...]:
        """None: it looks at addresses, not at pages."""
        return ()

    @property
    def crawl_delay(self) -> float | None:
        """The seconds that the site would like between two visits; not part of RFC 9309."""
        return None if self.rules is None else self.rules.crawl_delay(self.product or "*")

    def allows(self, url: str) -> bool | None:
        """Whether an address of this origin may be gone to; None if that cannot be known."""
        if self.status in (RobotsStatus.UNREACHABLE, RobotsStatus.NOBODY):
            return None
        return self.rules is None or self.rules.can_fetch(url, self.product or "*")

    def decide(
        self, request: Request, *, now: datetime, ledger: Ledger, trace: bool = False
    ) -> Decision | None:
        """Decide where the request leads; None if that is not to this origin, or the mode ignores.

        What is disallowed is denied. Where the file cannot be read, a person has to approve.
        """
        destination = request.destination
        if destination is None or request.verb not in _NAVIGATIONS:
            return None
        if self.mode is RobotsMode.IGNORE or origin_of(destination) != self.origin:
            return None
        where = f"{request.verb}: the robots.txt of {self.origin}"
        allowed = self.allows(destination)
        if self.status is RobotsStatus.NOBODY:
            # Nobody could approve this into being there.
            code, verdict = ReasonCode.NO_ANSWER, Verdict.DENY
            reason = f"{request.verb}: {self.detail.removesuffix('.')}"
        elif allowed is None:
            code, verdict = ReasonCode.ROBOTS_UNREACHABLE, Verdict.NEEDS_HUMAN
            reason = f"{where} cannot be read, so it may disallow this"
        elif not allowed:
            code, verdict = ReasonCode.ROBOTS, Verdict.DENY
            reason = f"{where} disallows {quote(_path(destination))} for {self.product or '*'}"
        else:
            there = "allows it" if self.rules is not None else "does not exist"
            return Decision(
                Verdict.ALLOW,
                request.verb,
                ReasonCode.ROBOTS,
                f"{where} {there}.",
                source=Source.ROBOTS,
            )
        if self.mode is RobotsMode.WARN:
            verdict, reason = Verdict.ALLOW, f"{reason}; the mode “warn” lets it pass"
        return Decision(verdict, request.verb, code, f"{reason}.", source=Source.ROBOTS).answered(
            request.approved
        )

    def visibility(
        self, verb: Verb = Verb.READ_CONTENT, *, now: datetime, ledger: Ledger, url: str = ""
    ) -> Visibility:
        """Return everything: a page that was gone to may be read as far as robots.txt goes."""
        return Visibility.open()


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
