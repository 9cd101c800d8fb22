"""Which part of the network an address lies in."""

from __future__ import annotations

from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias, cast

Address: TypeAlias = IPv4Address | IPv6Address


class Zone(StrEnum):
    """Where an address leads; only `PUBLIC` is the open web (IANA's special-purpose registries)."""

    PUBLIC = "public"
    LOOPBACK = "loopback"
    PRIVATE = "private"
    LINK_LOCAL = "link-local"
    SHARED = "shared"
    """Behind a carrier's address translation (RFC 6598)."""
    MULTICAST = "multicast"
    UNSPECIFIED = "unspecified"
    RESERVED = "reserved"


_PRIVATE = tuple(
    ip_network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
)
_SITE_LOCAL = ip_network("fec0::/10")
_SHARED = ip_network("100.64.0.0/10")
_IN_LAST_BITS = tuple(
    cast("IPv6Network", ip_network(block))
    for block in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "::ffff:0:0:0/96")
)
"""NAT64 (RFC 6052, 8215), IPv4-compatible (RFC 4291) and IPv4-translated (RFC 2765) addresses."""


def zone_of(address: Address | str) -> Zone:
    """Return where an address leads; one that carries an IPv4 address leads where that one does.

    Raises `ValueError` if a text is no address.
    """
    given = ip_address(address.partition("%")[0]) if isinstance(address, str) else address
    return max((_own_zone(each) for each in (given, *_embedded(given))), key=_DANGER.index)


_DANGER = (
    Zone.PUBLIC,
    Zone.RESERVED,
    Zone.SHARED,
    Zone.MULTICAST,
    Zone.PRIVATE,
    Zone.UNSPECIFIED,
    Zone.LINK_LOCAL,
    Zone.LOOPBACK,
)
"""Of two zones that an address may belong to, the later one here counts."""


def _embedded(address: Address) -> tuple[IPv4Address, ...]:
    if isinstance(address, IPv4Address) or address in (IPv6Address("::"), IPv6Address("::1")):
        return ()
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _IN_LAST_BITS):
        found.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return tuple(each for each in found if each is not None)


def _own_zone(address: Address) -> Zone:
    if isinstance(address, IPv6Address) and _embedded(address):
        # What carries another address is nothing by itself.
        return Zone.PUBLIC
    if address.is_loopback:
        return Zone.LOOPBACK
    if address.is_link_local:
        return Zone.LINK_LOCAL
    if address.is_unspecified:
        return Zone.UNSPECIFIED
    if address.is_multicast:
        return Zone.MULTICAST
    if address in _SHARED:
        return Zone.SHARED
    if any(address in network for network in _PRIVATE) or address in _SITE_LOCAL:
        return Zone.PRIVATE
    return Zone.PUBLIC if address.is_global else Zone.RESERVED
