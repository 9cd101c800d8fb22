"""What a policy leaves to be read, for a whole page at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._request import Request
from .._visibility import Visibility, VisibilityEntry
from ._certainty import NO_MATCH, Match
from ._document import Effect
from ._matcher import Matcher, Place

if TYPE_CHECKING:
    from .._manifest import Verb


class Reading:
    """The rules on one verb of reading at one address, gathered into a `Visibility`.

    Prohibitions and permissions are two cascades that must both let an element through, so that no
    permission on an element reaches into a container that is closed.
    """

    def __init__(self, verb: Verb, url: str) -> None:
        self.place = Place.of(Request(verb.value, (), url=url))
        self._verb = verb
        self._hidden: list[VisibilityEntry] = []
        self._shown: list[VisibilityEntry] = []
        self._all_hidden = False
        self._all_shown = False

    def match(self, matcher: Matcher) -> Match:
        """Return whether reading this document is such an action, whichever element it is."""
        if not matcher.speaks_of(self._verb.value):
            return NO_MATCH
        return matcher.match_reading(self.place)

    def hide(self, index: int, matcher: Matcher) -> None:
        """Take a rule into account that withholds what it matches."""
        self._all_hidden = self._all_hidden or not matcher.selectors
        self._hidden.extend(
            VisibilityEntry(selector, index, allowed=False, essential=True)
            for selector in matcher.selectors
        )

    def show(self, index: int, matcher: Matcher) -> None:
        """Take a rule into account that shows what it matches."""
        self._all_shown = self._all_shown or not matcher.selectors
        self._shown.extend(
            VisibilityEntry(selector, index, allowed=True, essential=False)
            for selector in matcher.selectors
        )

    def visibility(self, default: Effect | None) -> Visibility:
        """Return what may be read, where nothing else is said by default."""
        if self._all_hidden:
            return Visibility(entries=(), default_allowed=False)
        open_by_default = self._all_shown or default in (None, Effect.ALLOW)
        prohibited = Visibility(tuple(self._hidden), default_allowed=True)
        if open_by_default:
            return prohibited
        return prohibited.within(Visibility(tuple(self._shown), default_allowed=False))
