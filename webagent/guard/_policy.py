"""What a run may reach: the user's rules, and what no site may send it to."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING

from ._pattern import OriginPattern, authority
from ._zones import Zone, zone_of

if TYPE_CHECKING:
    from collections.abc import Collection

# https://fetch.spec.whatwg.org/#port-blocking
BAD_PORTS = frozenset(
    {0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101}
    | {102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389}
    | {427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636}
    | {989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665}
    | {6666, 6667, 6668, 6669, 6679, 6697, 10080}
)
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".home.arpa")
_OPENED = frozenset({"http", "https"})
_BLANK = frozenset({"about:blank", "about:srcdoc"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not let through."""

    rule: str
    """`scheme`, `port`, `address`, `name`, `origin`, `method`, `side-effect` or `websocket`."""
    reason: str
    """Continues the sentence “… was not let through: ”."""


@dataclass(frozen=True, slots=True)
class NetworkPolicy:
    """What the browser may reach.

    By default that is everything on the open web, and of this machine and its network nothing but
    the place (host and port) that the user's own start address names. `allowed` adds places,
    wherever they are; `denied` takes some away. Where both match, the narrower pattern counts, and
    of two alike the denial; so `denied=("*",)` leaves what is allowed and nothing else.

    Raises:
        UsageError: a pattern names no origin (see `OriginPattern`).
    """

    allowed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    _allowed: tuple[OriginPattern, ...] = field(init=False, repr=False, compare=False)
    _denied: tuple[OriginPattern, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read the patterns."""
        object.__setattr__(self, "_allowed", tuple(map(OriginPattern.parse, self.allowed)))
        object.__setattr__(self, "_denied", tuple(map(OriginPattern.parse, self.denied)))

    def names(self, host: str, port: int) -> bool:
        """Whether the user allowed this place by a pattern, so that it may lie anywhere."""
        allowed = _narrowest(self._allowed, host, port)
        return allowed is not None and not self._denies(host, port, allowed)

    def refuses_place(self, host: str, port: int, *, named: bool = False) -> Refusal | None:
        """Judge a place by its name; `named` says that it is the user's own start address."""
        start = OriginPattern(host, frozenset({port})) if named else None
        allowed = _narrowest(self._allowed, host, port, *([start] if start else []))
        if self._denies(host, port, allowed):
            return Refusal("origin", "it is among what --deny-origin names")
        if port in BAD_PORTS:
            return Refusal("port", "its port is not for the web")
        if allowed is not None:
            return None
        if host == "localhost" or host.endswith(_LOCAL_NAMES):
            return _inward(host, port, "it is a name of this machine or its network")
        try:
            zone = zone_of(ip_address(host))
        except ValueError:
            return None
        return None if zone is Zone.PUBLIC else _inward(host, port, f"it is {_told(zone)}")

    def refuses_address(
        self, host: str, port: int, address: str, zones: Collection[Zone] = ()
    ) -> Refusal | None:
        """Judge an address that a name stands for; it may lie in these zones beside the web."""
        zone = zone_of(address)
        if zone is Zone.PUBLIC or zone in zones:
            return None
        return _inward(host, port, f"it leads to {address}, {_told(zone)}")

    def refuses_document(self, url: str) -> Refusal | None:
        """Judge the scheme of an address that the agent is about to open."""
        scheme = url.partition(":")[0].strip().lower()
        if scheme in _OPENED or url.partition("#")[0].lower() in _BLANK:
            return None
        return Refusal("scheme", f"only web pages are opened, no {scheme}: addresses")

    def _denies(self, host: str, port: int, allowed: OriginPattern | None) -> bool:
        denied = _narrowest(self._denied, host, port)
        return denied is not None and (allowed is None or denied.narrowness >= allowed.narrowness)


def _narrowest(
    patterns: tuple[OriginPattern, ...], host: str, port: int, *more: OriginPattern
) -> OriginPattern | None:
    matching = [each for each in (*patterns, *more) if each.matches(host, port)]
    return max(matching, key=lambda each: each.narrowness, default=None)


def _inward(host: str, port: int, why: str) -> Refusal:
    place = authority(host, port)
    return Refusal("address", f"{why} (--allow-origin http://{place} allows it)")


def _told(zone: Zone) -> str:
    return {
        Zone.LOOPBACK: "an address of this machine",
        Zone.UNSPECIFIED: "an address of this machine",
        Zone.PRIVATE: "an address of a private network",
        Zone.LINK_LOCAL: "an address of the local network link",
        Zone.SHARED: "an address of the provider's own network",
        Zone.MULTICAST: "an address of many machines at once",
    }.get(zone, "an address that is not on the open web")
