"""Whether a request is one of the actions that a rule describes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._decision import ReasonCode
from .._manifest import Verb
from .._request import NAVIGATION
from .._selector_list import split_selector_list
from ._address import Address, parse_address
from ._arguments import Arguments
from ._certainty import MATCH, NO_MATCH, Certainty, Match, conjunction
from ._document import VERBS, Event
from ._origin_pattern import OriginPattern
from ._path_pattern import PathPattern

if TYPE_CHECKING:
    from .._request import Request

_ALL = Verb.ALL.value
_KNOWN = frozenset(VERBS) - {_ALL}
_ELSEWHERE = Address(known=True)
_NO_VERB = Match(Certainty.UNKNOWN, ReasonCode.UNKNOWN_VERB, "nobody knows what that verb does")
_SOMEWHERE = Match(Certainty.UNKNOWN, ReasonCode.RULE, "it can't be told which site this concerns")
_BOTH = Match(Certainty.UNKNOWN, ReasonCode.RULE, "only one end of the way is among its addresses")
_INHERITED = Match(
    Certainty.UNKNOWN, ReasonCode.INHERITED_DENY, "it speaks of what the element is in"
)
_UNEVALUABLE = Match(
    Certainty.UNKNOWN,
    ReasonCode.UNEVALUABLE_SELECTOR,
    "the browser can't evaluate its selector",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action happens: every address that a rule has to be compared with.

    An action that leads elsewhere happens at both ends. Opening an address has one end: the
    document that happens to be open has nothing to do with it.
    """

    addresses: tuple[Address, ...]

    @classmethod
    def of(cls, request: Request) -> Place:
        """Return the place of a request."""
        if request.destination is None:
            return cls((parse_address("" if request.verb == NAVIGATION else request.url),))
        destination = parse_address(request.destination)
        # A `mailto:` link or an empty page leads to no site, though a document there may be one's.
        if not destination.known and _names_no_site(request.destination):
            destination = _ELSEWHERE
        if request.verb == NAVIGATION:
            return cls((destination,))
        return cls((parse_address(request.url), destination))

    @property
    def origin(self) -> str | None:
        """The site that counts and marks belong to, None if it is unknown."""
        return self.addresses[0].origin


class Matcher:
    """One description of actions, ready to be compared with requests.

    `digest` identifies it: equal descriptions share counts, different ones never do.
    """

    def __init__(self, event: Event) -> None:
        self.verbs = frozenset(event.verbs)
        self.selectors = () if event.selector is None else split_selector_list(event.selector)
        self._wanted = frozenset(self.selectors)
        self._origins = tuple(map(OriginPattern.parse, event.origins))
        self._paths = tuple(map(PathPattern.parse, event.paths or ()))
        self._arguments = Arguments(event.args)
        described = json.dumps(event.model_dump(include=set(Event.model_fields)), sort_keys=True)
        self.digest = hashlib.sha256(described.encode()).hexdigest()[:16]

    def match(self, request: Request, place: Place) -> Match:
        """Return whether the request is such an action, as far as can be known."""
        if not self.speaks_of(request.verb):
            return NO_MATCH
        # The cheapest first: most rules are ruled out by what the element is.
        element = self._match_elements(request)
        if not element.possible:
            return NO_MATCH
        found = self.match_place(place)
        if not found.possible:
            return NO_MATCH
        verb = MATCH if request.verb in _KNOWN else _NO_VERB
        return conjunction((verb, found, element, self._arguments.match(request.args)))

    def speaks_of(self, verb: str) -> bool:
        """Whether the verb is among those described."""
        return verb in self.verbs or _ALL in self.verbs

    def match_reading(self, place: Place) -> Match:
        """Return whether reading a document is such an action, the elements left aside."""
        return conjunction((self.match_place(place), self._arguments.match({})))

    def match_place(self, place: Place) -> Match:
        """Return whether the action happens at one of the addresses described."""
        found = [self._match_address(address) for address in place.addresses]
        if all(each is Certainty.YES for each in found):
            return MATCH
        if all(each is Certainty.NO for each in found):
            return NO_MATCH
        return _SOMEWHERE if Certainty.UNKNOWN in found else _BOTH

    def _match_address(self, address: Address) -> Certainty:
        origin = max(pattern.matches(address) for pattern in self._origins)
        if not self._paths or origin is Certainty.NO:
            return origin
        found = [any(path.matches(each) for path in self._paths) for each in address.readings]
        if not found:
            # A web page whose path is unknown may be any of its site; a mail address has none.
            nowhere = address.known and address.host is None
            return Certainty.NO if nowhere else Certainty.UNKNOWN
        if all(found):
            return origin
        return Certainty.UNKNOWN if any(found) else Certainty.NO

    def _match_elements(self, request: Request) -> Match:
        if not self.selectors:
            return MATCH
        # One branch that is invalid makes the whole list so, as in CSS.
        wanted = self._wanted
        if not wanted.isdisjoint(request.invalid):
            return _UNEVALUABLE
        for element in request.elements:
            if not wanted.isdisjoint(element.own):
                return MATCH
        for element in request.elements:
            if any(not wanted.isdisjoint(ancestor) for ancestor in element.ancestors):
                return _INHERITED
        return NO_MATCH


def _names_no_site(url: str) -> bool:
    scheme, colon, _ = url.strip().partition(":")
    return bool(colon) and scheme.lower() in {"about", "data", "javascript"}
