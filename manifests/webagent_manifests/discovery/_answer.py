"""What a site's answer says about a manifest.

Sources: RFC 9110 for the status codes; RFC 9309, section 2.3.1, for reading them: what is not
there permits, what cannot be reached does not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .._errors import ForeignManifest, ManifestError
from .._policy import PolicyStatus
from .._read import read_manifest
from ._client import Fetched, Freshness, Origination, Unfetched

if TYPE_CHECKING:
    from .._manifest import Manifest
    from .._profile import Profile

_HTML = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found at a URL.

    `detail` continues a sentence that begins with "The manifest". `format_name` names the format
    of a foreign policy.
    """

    status: PolicyStatus
    url: str
    detail: str
    manifest: Manifest | None = None
    warnings: tuple[str, ...] = ()
    http_status: int | None = None
    freshness: Freshness | None = None
    format_name: str | None = None


def read_answer(fetched: Fetched | Unfetched, profile: Profile) -> Answer:
    """Judge what came when a manifest was asked for; never raises for what a site says."""
    if isinstance(fetched, Unfetched):
        return Answer(PolicyStatus.UNREACHABLE, fetched.url, fetched.detail)
    answer = replace(
        _judge(fetched, profile), http_status=fetched.status, freshness=fetched.freshness
    )
    freshness = fetched.freshness
    if freshness.origination is not Origination.STALE:
        return answer
    if answer.status is PolicyStatus.ABSENT:
        # That there was none yesterday does not make a site reachable today.
        return replace(answer, status=PolicyStatus.UNREACHABLE, detail=freshness.trouble)
    kept = f"{freshness.since:%Y-%m-%d %H:%M} UTC"
    stale = f"The copy of {kept} is used, because the file {freshness.trouble}."
    return replace(answer, warnings=(stale, *answer.warnings))


def is_page(body: bytes, content_type: str) -> bool:
    """Whether HTML stands in the place of a missing file; an object of JSON never counts as it."""
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<":
        return True
    return start != b"{" and content_type.partition(";")[0].strip().lower() in _HTML


def _judge(fetched: Fetched, profile: Profile) -> Answer:
    url = fetched.url
    if fetched.status != 200:
        absent = 400 <= fetched.status < 500 and fetched.status != 429
        status = PolicyStatus.ABSENT if absent else PolicyStatus.UNREACHABLE
        return Answer(status, url, f"was answered with status {fetched.status}")
    if fetched.body is None:
        return Answer(PolicyStatus.INVALID, url, "is packed in a way nobody asked for")
    if is_page(fetched.body, fetched.headers.get("content-type", "")):
        return Answer(PolicyStatus.ABSENT, url, "was answered with a web page in its place")
    try:
        read = read_manifest(fetched.body, profile=profile)
    except ForeignManifest as error:
        detail = f"cannot be used. {error}"
        return Answer(PolicyStatus.FOREIGN, url, detail, format_name=error.format_name)
    except ManifestError as error:
        return Answer(PolicyStatus.INVALID, url, f"is invalid: {error}")
    return Answer(PolicyStatus.PRESENT, url, "was found and is valid", read.manifest, read.warnings)
