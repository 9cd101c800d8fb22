"""Comparing texts, addresses and deeds with what an expectation names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent.guard import OriginPattern
from webagent.planning.plan import Evidence, UrlMatches, check, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._deed_pattern import DeedPattern
    from ._deeds import Deed


def matches(pattern: DeedPattern, deed: Deed) -> bool:
    """Whether a deed has all the traits that a pattern names."""
    return (
        (pattern.verb is None or not deed.verbs.isdisjoint(pattern.verb))
        and (pattern.role is None or is_one_of(deed.role, pattern.role))
        and (pattern.name is None or is_one_of(deed.name, pattern.name))
        and (pattern.value is None or is_one_of(deed.value, pattern.value))
        and (pattern.page is None or is_at(deed.page, pattern.page))
        and (pattern.leads_to is None or any(is_at(e, pattern.leads_to) for e in deed.destinations))
        and (pattern.sends is None or _sends(deed, pattern.sends))
    )


def is_one_of(text: str, globs: Iterable[str]) -> bool:
    """Whether a whole text is as one of these says, in which `*` stands for anything."""
    return any(
        re.fullmatch(".*".join(map(re.escape, plain(glob).split("*"))), plain(text), re.DOTALL)
        for glob in globs
    )


def says(text: str, part: str) -> bool:
    """Whether a text holds another; case and white space do not count."""
    return plain(part) in plain(text)


def is_at(url: str, patterns: Iterable[str]) -> bool:
    """Whether an address is as one of the patterns says; see `UrlMatches`."""
    return any(check(UrlMatches(pattern), Evidence(url)) is True for pattern in patterns)


def is_from(url: str, origins: Iterable[str]) -> bool:
    """Whether an address is of one of the origins; one without an origin, a blank page, is too."""
    place = OriginPattern.of_url(url)
    if place is None or place.ports is None:
        return True
    port = next(iter(place.ports))
    return any(OriginPattern.parse(each).matches(place.host, port) for each in origins)


def _sends(deed: Deed, request: str) -> bool:
    method, _, address = request.partition(" ")
    return any(each.method == method and is_at(each.url, (address,)) for each in deed.sent)
