"""The browser's own URL parser as the oracle for where an address leads."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes

from webagent_manifests.user_policy._address import parse_address

if TYPE_CHECKING:
    from playwright.async_api import Page

SCHEMES = ["https:", "http:", "HTTPS:", "ht\ttps:", "blob:https:", " https:", "ftp:", "mailto:"]
SLASHES = ["//", "//", "//", "/", "", "///", "\\\\", "/\\"]
USERS = ["", "", "", "u@", "u:p@", "a@b@", "shop.example@", "u%40x@", "u\\@"]
HOSTS = [
    "shop.example",
    "SHOP.Example",
    "shop.example.",
    "sh%6fp.example",
    "shop%2Eexample",
    "shop\u3002example",
    "ｓhop.example",
    "b\u00fccher.example",
    "B\u00dcCHER.example",
    "fa\u00df.example",
    "xn--bcher-kva.example",
    "sh\u00adop.example",
    "127.0.0.1",
    "127.1",
    "0x7f.1",
    "017700000001",
    "2130706433",
    "127.0.0.1.",
    "1.2.3.4.5",
    "256.1.1.1",
    "09.1.1.1",
    "1.2.3.0x",
    "a.0x7g",
    "[::1]",
    "[0:0::1]",
    "[::ffff:127.0.0.1]",
    "[::1",
    "sh op.example",
    "a_b.example",
    "a..b",
    "shop.example%00",
    "sho\np.example",
    "",
]
PORTS = ["", "", "", ":", ":443", ":80", ":8080", ":0", ":65536", ":x", ":0080"]
PATHS = [
    "",
    "/",
    "/a/b",
    "/a/../b",
    "/a/%2e%2E/b",
    "/../../b",
    "/a/./b/.",
    "/a//b",
    "/a\\b",
    "/%61/b",
    "/caf\u00e9",
    "/caf%C3%A9",
    "/a b",
    "/a%20b/",
    "/a*b",
    "/a?/b#c",
    "?x@evil.test",
    "#@evil.test",
    "/a;b=c",
    "/%zz",
    "/a/..",
]

# Browsers take these for hosts, and no name server knows one: being unknown is safe.
UNHEARD_OF = re.compile(r"[^a-z0-9_.:\[\]-]")


def addresses(count: int) -> list[str]:
    chance = random.Random(9)
    parts = (SCHEMES, SLASHES, USERS, HOSTS, PORTS, PATHS)
    plain = [
        f"https://{host}{port}{path}" for host in HOSTS for port in PORTS for path in ("", "/a")
    ]
    plain += [f"https://{user}shop.example{path}" for user in USERS for path in PATHS]
    return plain + ["".join(map(chance.choice, parts)) for _ in range(count)]


async def test_an_address_is_known_as_the_browser_knows_it(blank_page: Page) -> None:
    urls = addresses(3000)
    understood = await blank_page.evaluate(
        """urls => urls.map(url => {
            try {
                const parsed = new URL(url);
                const origin = parsed.origin === 'null' ? null : new URL(parsed.origin);
                return {scheme: parsed.protocol, path: parsed.pathname,
                        host: origin?.hostname, port: origin?.port};
            } catch { return null; }
        })""",
        urls,
    )
    known = 0
    for url, seen in zip(urls, understood, strict=True):
        address = parse_address(url)
        if seen is None or not seen["host"] or seen["scheme"] == "ftp:":
            # No browser opens it, so it is nothing that a permission could be given for.
            assert address.host is None or seen is None, url
            continue
        if not address.known:
            assert UNHEARD_OF.search(seen["host"]) is not None, url
            continue
        known += 1
        port = int(seen["port"]) if seen["port"] else {"http": 80, "https": 443}[address.scheme]
        assert (address.host, address.port) == (seen["host"].removesuffix("."), port), url
        if seen["scheme"] in ("http:", "https:"):
            expected = [quote(unquote_to_bytes(part), safe="") for part in seen["path"].split("/")]
            assert list(address.readings[0]) == [part for part in expected if part], url
    assert known > 2000
