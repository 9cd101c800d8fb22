"""Reading the key directory of an agent that a site has chosen to recognise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._agent_url import agent_origin
from ._directory import DIRECTORY_PATH, DIRECTORY_TYPE, MAX_DIRECTORY_BYTES, Directory
from ._errors import IdentityError

if TYPE_CHECKING:
    import httpx


async def fetch_directory(agent_url: str, *, client: httpx.AsyncClient) -> Directory:
    """Read an agent's key directory: 200 only, no redirects, at most 64 KiB.

    Meant for agents that the site's owner has named. An address out of a request's own
    Signature-Agent may point anywhere, also into the site's own network.

    Raises IdentityError for an address or an answer that is none, httpx.HTTPError when the agent's
    server can't be reached.
    """
    url = agent_origin(agent_url) + DIRECTORY_PATH
    headers = {"Accept": DIRECTORY_TYPE}
    async with client.stream("GET", url, headers=headers, follow_redirects=False) as answer:
        if answer.status_code != 200:
            raise IdentityError(f"{url} answered {answer.status_code}, where 200 is asked for.")
        media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != DIRECTORY_TYPE:
            raise IdentityError(f"{url} is {media_type or 'untyped'}, not {DIRECTORY_TYPE}.")
        body = b""
        async for chunk in answer.aiter_bytes():
            body += chunk
            if len(body) > MAX_DIRECTORY_BYTES:
                break
    return Directory.parse(body)
