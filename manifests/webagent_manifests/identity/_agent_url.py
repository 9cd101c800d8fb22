"""The address that an agent is known by."""

from __future__ import annotations

import re

from .._origin import origin_of
from ._errors import IdentityError

_ORIGIN = re.compile(r"https://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]+)?")


def agent_origin(url: str) -> str:
    """Return the https origin that an agent publishes its directory at, as it is signed.

    Source: draft-meunier-webbotauth-httpsig-protocol, "Key Distribution and Discovery", type
    `directory`. Raises IdentityError for anything but an https origin.
    """
    written = url.lower().removesuffix("/")
    if not _ORIGIN.fullmatch(written) or str(origin_of(written)) != written:
        raise IdentityError(
            f"“{url}” is not where a key directory can be: give an https origin such as "
            "https://agent.example."
        )
    return written
