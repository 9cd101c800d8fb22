"""Who decides for the proxy: the policy, what the user named, and whether nothing may change."""

from __future__ import annotations

from collections import deque
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_actions import SAFE_METHODS

from ._event import UNREACHABLE, GuardEvent
from ._pattern import place_of
from ._policy import NetworkPolicy, Refusal
from ._side_effects import side_effect
from ._zones import Zone, zone_of

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    from ._head import RequestHead
    from ._onward import Onward, OnwardProxy
    from ._resolve import Resolver

_MOST_EVENTS = 1_000
_SOCKET = Refusal("websocket", "a WebSocket may change something, and now nothing is changed")
UNREADABLE = Refusal("websocket", "what it would carry can't be read, and now nothing is changed")
"""Of a tunnel in which no TLS begins that ends here: a WebSocket without encryption, mostly."""


class Refused(Exception):
    """A place is not let through; its only argument is the `Refusal`."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Way:
    """How a place is reached: at which checked addresses, or through which further proxy."""

    addresses: tuple[str, ...]
    port: int
    onward: OnwardProxy | None = None


class Wall:
    """The state of one guard: what it lets through now, and what it did not."""

    def __init__(
        self, policy: NetworkPolicy, resolver: Resolver, onward: Onward, tls: ssl.SSLContext
    ) -> None:
        self.tls = tls
        """Whom to trust where the proxy itself speaks to an encrypted site."""
        self._policy = policy
        self._resolver = resolver
        self._onward = onward
        self._named: dict[tuple[str, int], frozenset[Zone] | None] = {}
        self._problems: dict[tuple[str, int], str] = {}
        self._new: deque[GuardEvent] = deque(maxlen=_MOST_EVENTS)
        self.events: deque[GuardEvent] = deque(maxlen=_MOST_EVENTS)
        self.on_blocked: Callable[[str, str, str], None] | None = None
        """While exploring: hears method, address and reason of each request that is stopped."""

    @property
    def exploring(self) -> bool:
        """Whether nothing that may change anything leaves."""
        return self.on_blocked is not None

    def unexploring(self) -> Wall:
        """Return another wall that shares all with this one, but for exploring: it never does."""
        return copy(self)

    def name(self, url: str) -> None:
        """Let the place through that an address of the user's own leads to."""
        place = place_of(url)
        if place is not None:
            self._named.setdefault(place)

    def problem(self, url: str) -> str | None:
        """Say why the place an address leads to was not reached when it was last tried."""
        place = place_of(url)
        return None if place is None else self._problems.get(place)

    def refuses_document(self, url: str) -> Refusal | None:
        """Judge an address that the agent is about to open, as far as it alone shows it."""
        refusal = self._policy.refuses_document(url)
        place = place_of(url)
        if refusal is not None or place is None:
            return refusal
        return self._policy.refuses_place(*place, named=place in self._named)

    def refuses(self, head: RequestHead) -> Refusal | None:
        """Judge a request by its place, and while exploring by what it may change."""
        place = (head.host, head.port)
        refusal = self._policy.refuses_place(*place, named=place in self._named)
        if refusal is not None or not self.exploring or head.method == "CONNECT":
            return refusal
        if head.opens_socket:
            return _SOCKET
        return refuses_change(head.method, head.path, overrides=head.overrides_method)

    async def way(self, head: RequestHead) -> Way:
        """Return how to reach the place of a request.

        Raises:
            Refused: its name leads to where nothing of it may lie.
            OSError: there is no such name.
        """
        host, port = place = (head.host, head.port)
        onward = self._onward.proxy_for(
            host, port, tunnel=head.method == "CONNECT", local=_is_local(host)
        )
        if onward is not None:
            return Way(await self._addresses(onward.host), onward.port, onward)
        found = await self._addresses(host)
        if self._policy.names(host, port):
            return Way(found, port)
        zones: frozenset[Zone] = frozenset()
        if place in self._named:
            # Where the user's own site lay at first is where it may lie: a name that later leads
            # elsewhere inward has been rebound.
            zones = self._named[place] or frozenset(zone_of(each) for each in found)
            self._named[place] = zones
        refusals = [self._policy.refuses_address(host, port, each, zones) for each in found]
        way = tuple(each for each, refusal in zip(found, refusals, strict=True) if refusal is None)
        for refusal in refusals:
            if refusal is not None and not way:
                raise Refused(refusal)
        return Way(way, port)

    async def _addresses(self, host: str) -> tuple[str, ...]:
        return (host,) if _is_literal(host) else await self._resolver.addresses(host)

    def refused(self, head: RequestHead, refusal: Refusal) -> None:
        """Take note of a request that was not let through."""
        if refusal.rule in {"method", "side-effect", "websocket"}:
            if self.on_blocked is not None:
                self.on_blocked(head.method, head.url, refusal.reason)
            return
        self._note(head, refusal.reason, refusal.rule)

    def failed(self, head: RequestHead, reason: str) -> None:
        """Take note of a place that could not be reached."""
        self._note(head, reason, UNREACHABLE)

    def take_new(self) -> tuple[GuardEvent, ...]:
        """Return the events since the last call."""
        new = tuple(self._new)
        self._new.clear()
        return new

    def reached(self, head: RequestHead) -> None:
        """Take note that a place could be reached."""
        self._problems.pop((head.host, head.port), None)

    def _note(self, head: RequestHead, reason: str, rule: str) -> None:
        self._problems[head.host, head.port] = reason
        event = GuardEvent(head.origin, reason, rule)
        self.events.append(event)
        self._new.append(event)


def refuses_change(method: str, target: str, *, overrides: bool = False) -> Refusal | None:
    """Judge a request by whether it may change something: its method, its words."""
    if method.upper() not in SAFE_METHODS or overrides:
        return Refusal("method", "it may change something, and now nothing is changed")
    word = side_effect(target)
    if word is not None:
        return Refusal("side-effect", f"its address says “{word}”, and now nothing is changed")
    return None


def _is_literal(host: str) -> bool:
    try:
        zone_of(host)
    except ValueError:
        return False
    return True


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    return _is_literal(host) and zone_of(host) is Zone.LOOPBACK
