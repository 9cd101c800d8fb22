"""Path patterns as robots.txt has them, where other formats borrow them."""

from __future__ import annotations

from protego import Protego


def covers(pattern: str, url: str) -> bool:
    """Whether a path pattern matches a URL, with the wildcards and the escapes of RFC 9309."""
    if not pattern.startswith("/"):
        return False
    line = " ".join(pattern.split())
    return not Protego.parse(f"User-agent: *\nDisallow: {line}").can_fetch(url, "*")
