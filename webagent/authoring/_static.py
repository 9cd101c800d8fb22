"""A page read without a browser."""

from __future__ import annotations

from webagent_manifests.page import StaticPage

from webagent.errors import SiteUnreachable
from webagent.product import user_agent

from ._source import is_address, readable_file

_TIMEOUT_S = 15.0
_MOST_BYTES = 20_000_000


async def read_static(source: str) -> StaticPage:
    """Read a page from a file or an http(s) address, as it is before any script has run.

    Raises:
        UsageError: there is no such file, or it can't be read.
        SiteUnreachable: the address does not answer with a page.
    """
    if is_address(source):
        return await _fetch(source)
    return StaticPage.parse(readable_file(source).read_bytes())


async def _fetch(url: str) -> StaticPage:
    import httpx

    try:
        async with (
            httpx.AsyncClient(
                timeout=_TIMEOUT_S, follow_redirects=True, headers={"user-agent": user_agent()}
            ) as client,
            client.stream("GET", url) as response,
        ):
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > _MOST_BYTES:
                    raise SiteUnreachable(f"{url} can't be read: it is larger than 20 MB.")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SiteUnreachable(f"{url} can't be read: {error or type(error).__name__}.") from error
    if not response.is_success:
        raise SiteUnreachable(f"{url} was answered with status {response.status_code}.")
    return StaticPage.parse(bytes(body), str(response.url))
