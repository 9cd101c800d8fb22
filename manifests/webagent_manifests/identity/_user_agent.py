"""The name that an agent goes by."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ._errors import IdentityError

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_COMMENT_TEXT = re.compile(r"[\x21-\x27\x2a-\x5b\x5d-\x7e]+")


def user_agent(
    product: str = "polite-webagent", *, version: str, contact_url: str | None = None
) -> str:
    """Return a User-Agent that says what asks, such as `tea-bot/1.0 (+https://tea.example/bot)`.

    It may follow a browser's own value, from which it is separated by a space (RFC 9110, section
    10.1.5). The product is the token that robots.txt groups are looked up by. `contact_url` is
    an http(s) page or a mailto address at which a site's owner learns who is responsible.

    Raises IdentityError for names and addresses that the header can't carry.
    """
    for word in (product, version):
        if _TOKEN.fullmatch(word) is None:
            raise IdentityError(f"“{word}” can't stand in a User-Agent: use letters and digits.")
    if contact_url is None:
        return f"{product}/{version}"
    scheme = urlsplit(contact_url).scheme
    if scheme not in ("http", "https", "mailto") or not _COMMENT_TEXT.fullmatch(contact_url):
        raise IdentityError(
            f"“{contact_url}” is no address to reach you at: give an https page or mailto:you@host."
        )
    return f"{product}/{version} (+{contact_url})"
