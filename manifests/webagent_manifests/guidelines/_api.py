"""The programmatic interfaces of a manifest as an offer to a planner.

Nothing here calls them: whether one is used at all is for the user's policy to say.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encoded
from urllib.parse import unquote, urlsplit

from .._origin import origin_of, resolve
from ._cleaning import clean
from ._suspicion import suspect

if TYPE_CHECKING:
    from .._manifest import ApiEntry, ApiType

LONGEST_URL = 500
"""An address beyond this many characters is refused."""
_IN_URLS = "%:/?@!$&'()*+,;=~"
_FENCE = re.compile("={2,}")


@dataclass(frozen=True, slots=True)
class OfferedApi:
    """An interface that a site names, its addresses absolute.

    `docs` is None if there is none, or none that can be opened. `suspicious` names what in the
    description or in the address reads like an injection.
    """

    type: ApiType
    endpoint: str
    description: str
    docs: str | None
    cross_origin: bool
    insecure: bool
    suspicious: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it is of the site's own origin, unsuspicious, and on https or this machine."""
        return not (self.cross_origin or self.insecure or self.suspicious)


def offer(entry: ApiEntry, *, origin: str, manifest_url: str) -> OfferedApi | None:
    """Return an interface, or None if its endpoint is no http(s) address of a sensible length."""
    endpoint = _address(entry.endpoint, manifest_url)
    if endpoint is None:
        return None
    at = origin_of(endpoint)
    # Dashes and slashes stand for spaces in an address, and a model reads through them.
    spoken = unquote(endpoint).translate(str.maketrans("-_/+.=", "      "))
    names = dict.fromkeys(
        name
        for text in (entry.description, spoken)
        for name in suspect(text, prohibits=False).names
    )
    return OfferedApi(
        type=entry.type,
        endpoint=endpoint,
        description=clean(entry.description),
        docs=None if entry.docs is None else _address(entry.docs, manifest_url),
        cross_origin=at is None or at != origin_of(origin),
        insecure=at is None or not (at.scheme == "https" or _is_loopback(at.host)),
        suspicious=tuple(names),
    )


def has_credentials(reference: str) -> bool:
    """Whether an address carries a user name or a password; they are never sent."""
    try:
        return "@" in urlsplit(reference).netloc
    except ValueError:
        return False


def _address(reference: str, base: str) -> str | None:
    if len(reference) > LONGEST_URL:
        return None
    resolved = resolve(reference, base)
    if resolved is None:
        return None
    parts = urlsplit(resolved)
    if not parts.netloc.isascii():
        # A name in letters that look like others: people can't compare it, so it isn't offered.
        return None
    place = f"{parts.scheme}://{parts.netloc}"
    rest = percent_encoded(resolved.removeprefix(place), safe=_IN_URLS, errors="replace")
    # Our remarks are in brackets and fences of equals signs: an address gets neither.
    address = place + _FENCE.sub(lambda signs: "%3D" * len(signs[0]), rest)
    return address if len(address) <= LONGEST_URL else None


def _is_loopback(host: str) -> bool:
    """Whether a host is this machine (RFC 6761, section 6.3, and the loopback addresses)."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
