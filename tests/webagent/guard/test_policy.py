"""What may be reached: patterns, zones, ports, schemes."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.errors import UsageError
from webagent.guard import NetworkPolicy, OriginPattern
from webagent.guard._zones import Zone, zone_of


@pytest.mark.parametrize(
    ("address", "zone"),
    [
        ("93.184.216.34", Zone.PUBLIC),
        ("2606:4700::1111", Zone.PUBLIC),
        ("127.0.0.1", Zone.LOOPBACK),
        ("127.255.0.9", Zone.LOOPBACK),
        ("::1", Zone.LOOPBACK),
        ("10.1.2.3", Zone.PRIVATE),
        ("172.31.255.255", Zone.PRIVATE),
        ("192.168.1.1", Zone.PRIVATE),
        ("fd00::1", Zone.PRIVATE),
        ("fec0::1", Zone.PRIVATE),
        ("169.254.169.254", Zone.LINK_LOCAL),
        ("fe80::1", Zone.LINK_LOCAL),
        ("fe80::1%eth0", Zone.LINK_LOCAL),
        ("100.64.0.1", Zone.SHARED),
        ("100.127.255.254", Zone.SHARED),
        ("224.0.0.251", Zone.MULTICAST),
        ("ff02::fb", Zone.MULTICAST),
        ("0.0.0.0", Zone.UNSPECIFIED),
        ("::", Zone.UNSPECIFIED),
        ("192.0.2.1", Zone.RESERVED),
        ("198.18.0.1", Zone.RESERVED),
        ("255.255.255.255", Zone.RESERVED),
    ],
)
def test_addresses_lie_where_iana_says(address: str, zone: Zone) -> None:
    if zone is Zone.RESERVED:
        assert zone_of(address) is not Zone.PUBLIC
    else:
        assert zone_of(address) is zone


def _carriers(inner: IPv4Address) -> list[IPv6Address]:
    bits = int(inner)
    return [
        IPv6Address(0xFFFF << 32 | bits),  # IPv4-mapped
        IPv6Address(0xFFFF << 48 | bits),  # IPv4-translated
        IPv6Address(0x2002 << 112 | bits << 80 | 1),  # 6to4
        IPv6Address((0x64FF9B << 96) | bits),  # NAT64
        IPv6Address((0x64FF9B0001 << 80) | bits),  # NAT64 of a network's own
        IPv6Address((0x20010000 << 96) | (0x08080808 << 64) | (bits ^ 0xFFFF_FFFF)),  # Teredo
    ]


@given(st.integers(0, 0xFFFF_FFFF).map(IPv4Address))
def test_an_address_in_an_address_leads_no_further_than_by_itself(inner: IPv4Address) -> None:
    if zone_of(inner) is not Zone.PUBLIC:
        for carrier in _carriers(inner):
            assert zone_of(carrier) is not Zone.PUBLIC, carrier


@given(st.ip_addresses())
def test_every_address_has_a_zone(address: IPv4Address | IPv6Address) -> None:
    if not address.is_global:
        assert zone_of(address) is not Zone.PUBLIC


@pytest.mark.parametrize(
    ("pattern", "host", "port", "matches"),
    [
        ("https://shop.example", "shop.example", 443, True),
        ("https://shop.example", "shop.example", 80, False),
        ("https://shop.example/", "shop.example", 443, True),
        ("shop.example", "shop.example", 80, True),
        ("shop.example", "shop.example", 8080, False),
        ("shop.example:*", "shop.example", 8080, True),
        ("https://*.example.com", "a.b.example.com", 443, True),
        ("https://*.example.com", "example.com", 443, False),
        ("https://*.example.com", "badexample.com", 443, False),
        ("http://127.0.0.1:8000", "127.0.0.1", 8000, True),
        ("http://127.0.0.1:*", "127.0.0.1", 8000, True),
        ("http://[::1]:8000", "::1", 8000, True),
        ("http://[0:0::1]:8000", "::1", 8000, True),
        ("wss://shop.example", "shop.example", 443, True),
        ("https://BÜCHER.example.", "xn--bcher-kva.example", 443, True),
        ("*", "anything.example", 12345, True),
        ("*:443", "anything.example", 80, False),
    ],
)
def test_patterns(pattern: str, host: str, port: int, matches: bool) -> None:
    assert OriginPattern.parse(pattern).matches(host, port) is matches


@pytest.mark.parametrize(
    "text",
    ["", "ftp://x", "https://a.*.example", "https://x:0", "https://x:99999", "https://[::g]",
     "https://x/path", "a b", "https://", "https://user@x/"],
)  # fmt: skip
def test_what_is_no_pattern_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="names no origin"):
        NetworkPolicy(allowed=(text,))


@given(st.text(max_size=30))
def test_any_text_is_a_pattern_or_a_usage_error(text: str) -> None:
    with suppress(UsageError):
        OriginPattern.parse(text).matches("shop.example", 443)


@pytest.mark.parametrize(
    ("policy", "host", "port", "rule"),
    [
        (NetworkPolicy(), "shop.example", 443, None),
        (NetworkPolicy(), "shop.example", 8443, None),
        (NetworkPolicy(), "shop.example", 25, "port"),
        (NetworkPolicy(), "shop.example", 6667, "port"),
        (NetworkPolicy(), "localhost", 80, "address"),
        (NetworkPolicy(), "a.localhost", 80, "address"),
        (NetworkPolicy(), "printer.local", 80, "address"),
        (NetworkPolicy(), "metadata.google.internal", 80, "address"),
        (NetworkPolicy(), "127.0.0.1", 80, "address"),
        (NetworkPolicy(), "::ffff:10.0.0.1", 80, "address"),
        (NetworkPolicy(allowed=("http://127.0.0.1:80",)), "127.0.0.1", 80, None),
        (NetworkPolicy(allowed=("http://127.0.0.1:80",)), "127.0.0.1", 81, "address"),
        (NetworkPolicy(denied=("https://*.ads.example",)), "x.ads.example", 443, "origin"),
        (NetworkPolicy(denied=("*",), allowed=("https://a.example",)), "a.example", 443, None),
        (NetworkPolicy(denied=("*",), allowed=("https://a.example",)), "b.example", 443, "origin"),
        (
            NetworkPolicy(denied=("https://x.a.example",), allowed=("https://*.a.example",)),
            "x.a.example", 443, "origin",
        ),
        (
            NetworkPolicy(denied=("https://a.example",), allowed=("https://a.example",)),
            "a.example", 443, "origin",
        ),
    ],
)  # fmt: skip
def test_places(policy: NetworkPolicy, host: str, port: int, rule: str | None) -> None:
    refusal = policy.refuses_place(host, port)
    assert (None if refusal is None else refusal.rule) == rule


def test_the_user_s_own_start_may_lie_anywhere_unless_it_is_denied() -> None:
    assert NetworkPolicy().refuses_place("127.0.0.1", 8000, named=True) is None
    assert NetworkPolicy(denied=("*",)).refuses_place("127.0.0.1", 8000, named=True) is None
    denied = NetworkPolicy(denied=("http://127.0.0.1:8000",))
    assert denied.refuses_place("127.0.0.1", 8000, named=True) is not None


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://a.example/", True),
        ("about:blank", True),
        ("about:blank#x", True),
        ("file:///etc/passwd", False),
        ("chrome://settings", False),
        ("view-source:https://a.example", False),
        ("ftp://a.example", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("mailto:a@b.example", False),
        ("about:settings", False),
    ],
)
def test_only_web_pages_are_opened(url: str, opened: bool) -> None:
    assert (NetworkPolicy().refuses_document(url) is None) is opened
