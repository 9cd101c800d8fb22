"""Which addresses may be opened: those that the task, the user or a page gave."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from .._errors import ActionRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .._situation import Situation

_IN_TEXT = re.compile(r"https?://[^\s<>\"'“”‘’«»`]+", re.IGNORECASE)
_END = ".,;:!?)]}"
_NEAR = 3
_DEFAULT_PORTS = {"http": 80, "https": 443}


def check_address(url: str, situation: Situation) -> None:
    """Check that an address is whole and was given, where it is known what was given.

    Where `Situation.addresses` is empty nothing is known of a task or a user, and any web address
    may be opened.

    Raises:
        ActionRefused: `not_applicable` where it is no web address, `unknown_address`.
    """
    wanted = _same(url)
    if wanted is None:
        raise ActionRefused(
            "not_applicable", "Only whole http:// and https:// addresses can be opened."
        )
    if not situation.addresses:
        return
    known = dict.fromkeys(_known(situation))
    if wanted in {_same(address) for address in known}:
        return
    near = get_close_matches(url, known, n=_NEAR, cutoff=0.5)
    those = f" Near it: {', '.join(near)}." if near else ""
    raise ActionRefused(
        "unknown_address",
        "Only an address that the task or a page gave can be opened, as it was given; "
        f"{url[:120]} was not.{those} Use a link of the page.",
    )


def _known(situation: Situation) -> Iterator[str]:
    """Yield the addresses that were given, also those in the text of this page."""
    observation = situation.observation
    yield observation.url
    yield from (tab.url for tab in situation.tabs)
    yield from (node.href for node in observation.refs.values() if node.href is not None)
    for found in _IN_TEXT.finditer(observation.text):
        yield found[0]
        yield found[0].rstrip(_END)
    yield from situation.addresses


def _same(url: str) -> object:
    """Return what all spellings of a web address have in common; `None` for any other address."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not parts.hostname or port == 0:
        return None
    port = _DEFAULT_PORTS[scheme] if port is None else port
    return scheme, parts.hostname, port, unquote(parts.path) or "/", parts.query
