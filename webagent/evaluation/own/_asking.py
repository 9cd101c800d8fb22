"""Asking a site something without the agent's browser."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent.errors import EnvironmentFailure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx import Response

_TIMEOUT_S = 30.0


async def ask(method: str, url: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return what an address answers, redirections followed, whatever its status.

    Raises:
        EnvironmentFailure: it does not answer.
    """
    import httpx

    try:
        async with httpx.AsyncClient(
            timeout=_TIMEOUT_S,
            follow_redirects=True,
            # A proxy of the environment does not know what is on this machine.
            trust_env=not _is_here(url),
        ) as client:
            return await client.request(method, url, headers=dict(headers or {}))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        said = str(error) or type(error).__name__
        raise EnvironmentFailure(f"{url} does not answer to {method}: {said}.") from error


def _is_here(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
