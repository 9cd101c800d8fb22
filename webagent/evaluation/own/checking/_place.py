"""Checking addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent.planning.plan import Evidence, UrlMatches, check

from ._found import Found, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .._checks import UrlCheck


def check_url(
    expected: UrlCheck, open_urls: tuple[str, ...], fill: Callable[[str], str]
) -> Iterator[Found]:
    """Yield what came of each thing that is expected of the open addresses, the active first."""
    if (expected.exact, expected.matches, expected.regex) != (None, None, None):
        yield _address(expected, open_urls, fill)
    if expected.tabs is not None:
        number = len(open_urls)
        yield Found(expected.tabs.holds(number), f"open tabs: {expected.tabs}", str(number))


def _address(expected: UrlCheck, open_urls: tuple[str, ...], fill: Callable[[str], str]) -> Found:
    looked_at = open_urls if expected.tab == "any" else open_urls[:1]
    which = "an open address" if expected.tab == "any" else "the address"
    there = f"{'they are' if len(looked_at) > 1 else 'it is'} {listed(looked_at, 'and')}"
    if expected.exact is not None:
        wanted = fill(expected.exact)
        passed = any(url.rstrip("/") == wanted.rstrip("/") for url in looked_at)
        return Found(passed, f"{which} is {quoted(wanted)}", there)
    if expected.regex is not None:
        passed = any(re.search(expected.regex, url) for url in looked_at)
        return Found(passed, f"{which} matches {quoted(expected.regex)}", there)
    globs = tuple(map(fill, expected.matches or ()))
    passed = any(
        check(UrlMatches(glob), Evidence(url)) is True for glob in globs for url in looked_at
    )
    return Found(passed, f"{which} is like {listed(globs, 'or')}", there)
