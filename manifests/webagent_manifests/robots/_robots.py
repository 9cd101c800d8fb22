"""Asking for robots.txt before going somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protego import Protego

from .._origin import origin_of
from ..discovery import Fetched, Origination, Unfetched, may_send
from ._policy import RobotsMode, RobotsPolicy, RobotsStatus
from ._product import addressed, product_token

if TYPE_CHECKING:
    from .._origin import Origin
    from ..discovery import SiteClient

# RFC 9309, section 2.5: at least this much has to be read.
_MOST_BYTES = 500 * 1024
_HTML = ("text/html", "application/xhtml+xml")


class Robots:
    """Gets the robots.txt of the sites that an agent goes to.

    `user_agent` is what the visits are sent with, if that is not the client's own.
    """

    def __init__(
        self,
        client: SiteClient,
        *,
        mode: RobotsMode = RobotsMode.ENFORCE,
        user_agent: str | None = None,
    ) -> None:
        self.mode = mode
        self.product = product_token(client.user_agent if user_agent is None else user_agent)
        self._client = client

    async def prepare(self, url: str) -> RobotsPolicy | None:
        """Return the policy that decides on going to `url`, None if it is not on the web.

        The client keeps the file at most 24 hours, so this can be asked before every visit. Does
        not raise for anything that a server does. In the mode `ignore` nothing is fetched.
        """
        origin = origin_of(url)
        if origin is None:
            return None
        if self.mode is RobotsMode.IGNORE:
            detail = f"The robots.txt of {origin} was not asked for: the mode is “ignore”."
            return RobotsPolicy(origin, self.mode, RobotsStatus.IGNORED, self.product, detail)
        # RFC 9309, section 2.3.1.2: redirects are followed, even across authorities.
        fetched = await self._client.get(
            f"{origin}/robots.txt", accept="text/plain, */*;q=0.1", follow=may_send
        )
        return self._read(origin, fetched)

    def _read(self, origin: Origin, fetched: Fetched | Unfetched) -> RobotsPolicy:
        freshness = None if isinstance(fetched, Unfetched) else fetched.freshness
        status, detail = RobotsStatus.UNREACHABLE, ""
        text, rules = "", None
        if isinstance(fetched, Unfetched):
            status = RobotsStatus.UNREACHABLE if fetched.answered else RobotsStatus.NOBODY
            detail = fetched.detail
        elif 400 <= fetched.status < 500 and fetched.status != 429:
            status, detail = RobotsStatus.ABSENT, f"was answered with status {fetched.status}"
        elif fetched.status != 200:
            detail = f"was answered with status {fetched.status}"
        elif fetched.body is None:
            detail = "is packed in a way nobody asked for"
        elif _is_page(fetched.body, fetched.headers.get("content-type", "")):
            # A page has no rules. Sites that answer every address with their shell are many, and
            # what guards a site from robots shows its wall in place of the pages too.
            status, detail = RobotsStatus.ABSENT, "was answered with a web page in its place"
        else:
            status, detail = RobotsStatus.PRESENT, "was found"
            text = _text(fetched.body)
            rules = Protego.parse(addressed(text, self.product))
        if freshness is not None and freshness.origination is Origination.STALE:
            kept = f"{freshness.since:%Y-%m-%d %H:%M} UTC"
            detail = f"{detail}; its copy of {kept} is used, because it {freshness.trouble}"
        return RobotsPolicy(
            origin,
            self.mode,
            status,
            self.product,
            f"The robots.txt of {origin} {detail}.",
            text,
            rules,
            freshness,
        )


def _text(body: bytes) -> str:
    """Return as much as is read; of a line that is cut, nothing."""
    if len(body) > _MOST_BYTES:
        body = body[:_MOST_BYTES].rpartition(b"\n")[0]
    return body.decode("utf-8", "replace").removeprefix("\ufeff")


def _is_page(body: bytes, content_type: str) -> bool:
    if body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        return True
    html = content_type.partition(";")[0].strip().lower() in _HTML
    return html and b"user-agent" not in body.lower()
