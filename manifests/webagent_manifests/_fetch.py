"""Asking a site for its manifest, in bounded time and without following it elsewhere."""

from __future__ import annotations

import asyncio
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import httpx

from ._answer import Answer, read_answer
from ._origin import origin_of, resolve
from ._policy import PolicyStatus
from ._text import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5


async def first_answer(urls: Sequence[str], *, user_agent: str, seconds: float) -> Answer:
    """Return the answer of the first URL that is not without a manifest, else of the last.

    `seconds` bounds the whole exchange, a body that drips included. Does not raise for anything a
    server does.
    """
    url = urls[0]
    answer = Answer(PolicyStatus.ABSENT, url, "was not looked for")
    try:
        async with asyncio.timeout(seconds), _client(user_agent) as client:
            for url in dict.fromkeys(urls):
                answer = await _get(client, url)
                if answer.status is not PolicyStatus.ABSENT:
                    break
    except TimeoutError:
        return _unreachable(url, f"did not arrive within {seconds:g} seconds")
    return answer


def _client(user_agent: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        follow_redirects=False,
        headers={
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": user_agent,
        },
        # One clock runs over the whole exchange, so none is needed for its parts.
        timeout=None,
    )


async def _get(client: httpx.AsyncClient, url: str) -> Answer:
    """Return what `url` says, following redirects that stay with the site."""
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            async with client.stream("GET", url) as response:
                if response.status_code not in _REDIRECTS:
                    return await read_answer(
                        url, response.status_code, response.headers, response.aiter_raw()
                    )
                location = response.headers.get("location", "")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return _unreachable(url, f"could not be fetched ({type(error).__name__})")
        target = _redirect_target(url, location)
        if target is None:
            return _unreachable(url, f"redirects to {quote(location)}, which is not on its site")
        url = target
    return _unreachable(url, f"redirects more than {_MOST_REDIRECTS} times in a row")


def _redirect_target(url: str, location: str) -> str | None:
    """Return where a redirect leads if that is the same origin, or its host over https."""
    target = resolve(location, url) if location else None
    if target is None:
        return None
    here, there = origin_of(url), origin_of(target)
    if here is None or there is None:
        return None
    return target if here == there or here.upgrades_to(there) else None


def _unreachable(url: str, detail: str) -> Answer:
    return Answer(PolicyStatus.UNREACHABLE, url, detail)
