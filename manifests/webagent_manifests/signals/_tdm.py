"""TDMRep: whether the rights to mine texts and data are reserved.

Source: the W3C community group's TDM Reservation Protocol: a file for the site, overridden by the
headers of a page, overridden by the `meta` elements in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._errors import ManifestError
from .._json import load_json
from ._paths import covers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._document import Document

WELL_KNOWN = "/.well-known/tdmrep.json"


@dataclass(frozen=True, slots=True)
class TdmReservation:
    """Whether mining is reserved for a page, the policy's address if one is given, and who said so.

    `source` is `file`, `header` or `meta`.
    """

    reserved: bool
    policy: str | None
    source: str


def tdm_reservation(document: Document, file: bytes | None) -> TdmReservation | None:
    """Return what is in force for a page, None if nothing is said; `file` is the site's file."""
    first = {name: contents[0] for name, contents in document.meta.items()}
    return (
        _stated(first, "meta") or _stated(document.headers, "header") or _filed(file, document.url)
    )


def _stated(said: Mapping[str, str], source: str) -> TdmReservation | None:
    reserved = said.get("tdm-reservation", "").strip()
    if reserved not in ("0", "1"):
        return None
    return TdmReservation(reserved == "1", said.get("tdm-policy", "").strip() or None, source)


def _filed(file: bytes | None, url: str) -> TdmReservation | None:
    """Read the entries whose location covers the page; of several, one that reserves counts."""
    if file is None:
        return None
    try:
        entries = load_json(file)
    except ManifestError:
        return None
    found: list[TdmReservation] = []
    for entry in entries if isinstance(entries, tuple) else ():
        if not isinstance(entry, dict):
            continue
        location, reserved = entry.get("location"), entry.get("tdm-reservation")
        if isinstance(location, str) and reserved in (0, 1) and covers(location, url):
            policy = entry.get("tdm-policy")
            address = policy if isinstance(policy, str) else None
            found.append(TdmReservation(reserved == 1, address, "file"))
    return max(found, key=lambda one: one.reserved, default=None)
