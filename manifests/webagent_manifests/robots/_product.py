"""The name under which a robots.txt addresses an agent."""

from __future__ import annotations

import re

_COMPATIBLE = re.compile(r"\(\s*compatible\s*;\s*([A-Za-z_-]+)", re.IGNORECASE)
_FIRST = re.compile(r"\s*([A-Za-z_-]+)")
_COMMENTS = re.compile(r"\([^)]*\)")
_PRODUCT = re.compile(r"(?:^|\s)([A-Za-z_-]+)")
_GROUP = re.compile(r"^[ \t]*user[- ]?agent[ \t]*[: \t][ \t]*(?P<name>[^#]*)", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
# Characters at which Python, unlike RFC 9309, section 2.2, would end a line.
_OTHER_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def product_token(user_agent: str) -> str:
    """Return the product of a User-Agent header that robots.txt groups are matched with.

    The first product counts. One that pretends to be Mozilla is what it says it is compatible with,
    or else its last product. Empty if there is none (RFC 9309, section 2.2.1: letters, `_`, `-`).
    """
    products = _PRODUCT.findall(_COMMENTS.sub(" ", user_agent))
    if not products or products[0].lower() != "mozilla":
        return products[0] if products else ""
    compatible = _COMPATIBLE.search(user_agent)
    return products[-1] if compatible is None else compatible[1]


def addressed(text: str, product: str) -> str:
    """Return a robots.txt whose groups are for `product`, for `*` or for somebody else.

    The parser takes a group for a prefix of the agent's name to be the agent's; RFC 9309,
    section 2.2.1, has the whole product token match. Nobody's name survives, so nothing else can.
    """
    lines: list[str] = []
    for line in _LINE_ENDS.split(text.removeprefix("\ufeff")):
        plain = _OTHER_ENDS.sub(" ", line)
        group = _GROUP.match(plain)
        lines.append(plain if group is None else f"User-agent: {_whose(group['name'], product)}")
    return "\n".join(lines)


def _whose(name: str, product: str) -> str:
    if name.strip() == "*":
        return "*"
    found = _FIRST.match(name)
    ours = found is not None and found[1].lower() == product.lower() != ""
    # A product token has no slash, so this one is never asked for.
    return product if ours else "other/"
