"""Everything else that a site says about its use: told to people, never acted upon."""

from __future__ import annotations

import asyncio
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from .._origin import origin_of
from ..discovery import Fetched
from ._content_usage import combine, parse_content_usage, usage_in_robots
from ._document import Document
from ._tdm import WELL_KNOWN as _TDMREP
from ._tdm import tdm_reservation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..discovery import SiteClient
    from ..robots import RobotsPolicy
    from ._content_usage import UsagePreference
    from ._document import RobotsTag
    from ._tdm import TdmReservation

_LLMS = "/llms.txt"
_SECURITY = "/.well-known/security.txt"
_LICENSE = re.compile(r"^[ \t]*license[ \t]*:[ \t]*([^\s#]+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RslLicense:
    """Where a licence in Really Simple Licensing is; `source` is `robots`, `header` or `html`."""

    url: str
    source: str


@dataclass(frozen=True, slots=True)
class Signals:
    """What a site says about its use beside what it allows an agent to do.

    `llms_txt` and `security_txt` are the addresses of these files where the site has them.
    """

    content_usage: tuple[UsagePreference, ...] = ()
    tdm: TdmReservation | None = None
    robots_tags: tuple[RobotsTag, ...] = ()
    rsl: tuple[RslLicense, ...] = ()
    llms_txt: str | None = None
    security_txt: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return it as plain JSON values."""
        return {
            "content_usage": [
                {"category": one.category, "allowed": one.allowed, "sources": list(one.sources)}
                for one in self.content_usage
            ],
            "tdm": None if self.tdm is None else asdict(self.tdm),
            "robots_tags": [
                {"directives": list(tag.directives), "agent": tag.agent, "source": tag.source}
                for tag in self.robots_tags
            ],
            "rsl": [asdict(license_) for license_ in self.rsl],
            "llms_txt": self.llms_txt,
            "security_txt": self.security_txt,
        }


async def read_signals(
    url: str,
    headers: Mapping[str, str],
    html: str | bytes,
    *,
    client: SiteClient,
    robots: RobotsPolicy | None = None,
) -> Signals:
    """Read what is said about a page: in its headers, its HTML, robots.txt and the site's files.

    `headers` are lower-case. Does not raise for anything that a page or a server does.
    """
    document = Document.read(url, headers, html)
    tdmrep, llms, security = await asyncio.gather(
        *(_file(client, url, path) for path in (_TDMREP, _LLMS, _SECURITY))
    )
    usage = {"header": parse_content_usage(headers.get("content-usage", ""))}
    if robots is not None:
        usage["robots"] = usage_in_robots(robots, url)
    return Signals(
        content_usage=combine(usage),
        tdm=tdm_reservation(document, None if tdmrep is None else tdmrep.body),
        robots_tags=document.robots_tags("" if robots is None else robots.product),
        rsl=tuple(_rsl(document, robots)),
        llms_txt=None if llms is None else llms.url,
        security_txt=None if security is None else security.url,
    )


async def _file(client: SiteClient, url: str, path: str) -> Fetched | None:
    """Return a file of the page's site if it has one; a page in its place is none."""
    origin = origin_of(url)
    if origin is None:
        return None
    fetched = await client.get(f"{origin}{path}")
    if not isinstance(fetched, Fetched) or fetched.status != 200 or not fetched.body:
        return None
    html = "html" in fetched.headers.get("content-type", "").lower()
    return None if html or fetched.body.lstrip().startswith(b"<") else fetched


def _rsl(document: Document, robots: RobotsPolicy | None) -> list[RslLicense]:
    named = {
        "robots": [] if robots is None else _LICENSE.findall(robots.text),
        "header": document.linked_licenses(),
        "html": document.licenses,
    }
    return [
        RslLicense(url, source) for source, urls in named.items() for url in dict.fromkeys(urls)
    ]
