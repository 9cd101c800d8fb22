"""What the agent never does, whoever would allow it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._decision import Decision, ReasonCode, Source, Verdict
from ._manifest import Verb
from ._request import NAVIGATION
from ._visibility import Visibility

if TYPE_CHECKING:
    from datetime import datetime

    from ._ledger import Ledger
    from ._request import Request

_WEB = frozenset({"http", "https"})
# A link of the page runs its own script, or hands over to a program that does nothing unasked.
_HARMLESS_LINKS = frozenset({"javascript", "mailto", "sms", "tel"})
_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")


class BuiltInSafety:
    """The floor under every policy: what is opened is an address of the web.

    `javascript:` and `data:` addresses run what somebody wrote into them, `file:` reads the user's
    disk, and browser pages change the browser.
    """

    selectors: tuple[str, ...] = ()

    def decide(
        self, request: Request, *, now: datetime, ledger: Ledger, trace: bool = False
    ) -> Decision | None:
        """Decide on where a navigation leads; None for everything else."""
        match = _SCHEME.match(request.destination or "")
        scheme = None if match is None else match[1].lower()
        if scheme is None or scheme in _WEB or request.destination == "about:blank":
            return None
        if request.verb == Verb.FOLLOW_LINK and scheme in _HARMLESS_LINKS:
            return None
        if request.verb not in (NAVIGATION, Verb.FOLLOW_LINK):
            return None
        return Decision(
            Verdict.DENY,
            request.verb,
            ReasonCode.UNSAFE_SCHEME,
            f"{request.verb}: {scheme}: addresses are never opened.",
            source=Source.SAFETY,
        )

    def visibility(
        self, verb: Verb = Verb.READ_CONTENT, *, now: datetime, ledger: Ledger, url: str = ""
    ) -> Visibility:
        """Return everything: reading harms nobody."""
        return Visibility.open()
