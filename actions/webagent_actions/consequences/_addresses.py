"""What an address says of what asking for it does.

A GET only asks (RFC 9110, 9.2.1), but sites sign out, confirm and delete by links all the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST = frozenset(
    {
        "addtobasket", "addtocart", "cancel", "confirm", "deactivate", "delete", "destroy", "erase",
        "logoff", "logout", "optin", "optout", "purge", "remove", "revoke", "shutdown", "signoff",
        "signout", "terminate", "trash", "unfollow", "unlike", "unpublish", "unsubscribe",
    }
)  # fmt: skip
"""Commands that are seen in addresses, alone or before what they are done to.

They are English whatever the language of the page.
"""
_ALONE = frozenset(
    {
        "accept", "activate", "approve", "ban", "block", "checkin", "clear", "close", "disable",
        "dismiss", "downvote", "empty", "enable", "follow", "kill", "like", "merge", "publish",
        "reject", "reset", "restart", "upvote", "vote",
    }
)  # fmt: skip
"""Commands that are as often a part of a title, `merge-requests`, so that they count alone only."""
_TWO_WORDS = frozenset(
    {("log", "out"), ("log", "off"), ("sign", "out"), ("sign", "off"), ("opt", "in"),
     ("opt", "out"), ("check", "in"), ("add", "to", "cart"), ("add", "to", "basket")}
)  # fmt: skip
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LONGEST_COMMAND = 3
"""`remove-from-cart` is a command, `how-to-remove-a-stain` is a title."""


def command_in(url: str) -> str | None:
    """Return the word of an address that says that asking for it changes something.

    Words count where commands stand: as or at the beginning of a part of the path, of the name or
    of the value of a parameter; `/how-to-delete-an-account` is the title of a text.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return next(filter(None, map(_command, _pieces(parts.path, parts.query))), None)


def scheme_of(url: str) -> str:
    """Return the scheme of a whole address in lower case; empty if it has none."""
    match = _SCHEME.match(url)
    return "" if match is None else match.group(1).lower()


def page_of(url: str) -> tuple[str, str]:
    """Return host and path of an address; where it can't be read, all of it as the path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url
    return parts.netloc, parts.path or "/"


def _pieces(path: str, query: str) -> Iterator[str]:
    for segment in path.split("/"):
        # The name of a page of a text may be anything: `confirm.html` documents.
        yield re.sub(r"\.(php|aspx?|jsp|do|action|cgi)$", "", unquote(segment))
    for name, value in parse_qsl(query, keep_blank_values=True):
        yield name
        yield value


def _command(piece: str) -> str | None:
    if "." in piece or " " in piece:
        return None
    words = tuple(word.casefold() for word in _PARTS.findall(piece))
    if not words or len(words) > _LONGEST_COMMAND:
        return None
    if words[0] in _FIRST or (len(words) == 1 and words[0] in _ALONE):
        return words[0]
    return next((" ".join(pair) for pair in _TWO_WORDS if words[: len(pair)] == pair), None)
