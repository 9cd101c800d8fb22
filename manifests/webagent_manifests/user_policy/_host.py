"""Host names as browsers understand them."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import unquote_to_bytes

# Browsers disagree on the few further characters that a host may have.
_PLAIN = re.compile(r"[a-z0-9_.-]+")
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_LONGEST = 255


def parse_host(text: str) -> str | None:
    """Return a host in its one canonical form, or None if no browser would look it up.

    Lower case, Unicode labels as punycode, without the dot at the end, IPv4 addresses in dotted
    decimals however they are written, IPv6 addresses compressed and in brackets. Source: WHATWG
    URL, section 3.5 (host parsing), UTS #46 for the labels.
    """
    if len(text) > _LONGEST:
        return None
    if text.startswith("["):
        return _ipv6(text)
    try:
        host = unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        return None
    ascii_host = host.lower() if host.isascii() else _punycode(host)
    if ascii_host is None:
        return None
    ascii_host = ascii_host.removesuffix(".")
    if _PLAIN.fullmatch(ascii_host) is None:
        return None
    if _NUMBER.fullmatch(ascii_host.rpartition(".")[2]) is not None:
        return _ipv4(ascii_host)
    return ascii_host


def is_address(host: str) -> bool:
    """Whether a canonical host is an IP address, which has no subdomains."""
    return host.startswith("[") or host.rpartition(".")[2].isdecimal()


def _punycode(host: str) -> str | None:
    import idna  # 8 ms that only Unicode hosts have to pay

    try:
        return idna.encode(host, uts46=True, transitional=False).decode("ascii")
    except idna.IDNAError:
        return None


def _ipv6(text: str) -> str | None:
    if not text.endswith("]") or "%" in text:
        return None
    try:
        return f"[{IPv6Address(text[1:-1]).compressed}]"
    except AddressValueError:
        return None


def _ipv4(host: str) -> str | None:
    """Read `127.0.0.1`, `127.1`, `0x7f.1`, `2130706433`: to a browser they are one host."""
    parts = host.split(".")
    if len(parts) > 4 or any(_NUMBER.fullmatch(part) is None for part in parts):
        return None
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:
        return None
    if any(number > 255 for number in numbers[:-1]):
        return None
    if numbers[-1] >= 256 ** (5 - len(numbers)):
        return None
    value = numbers[-1]
    for index, number in enumerate(numbers[:-1]):
        value += number * 256 ** (3 - index)
    return str(IPv4Address(value))


def _number(part: str) -> int:
    if part[:2] in ("0x", "0X"):
        return int(part[2:] or "0", 16)
    if len(part) > 1 and part.startswith("0"):
        return int(part, 8)
    return int(part)
