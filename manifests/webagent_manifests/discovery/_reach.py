"""Where a site may send whoever asks for its files."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from .._origin import origin_of


def stays(here: str, there: str) -> bool:
    """Whether a redirect leads to the same origin, or to its host over https."""
    one, other = origin_of(here), origin_of(there)
    return one is not None and other is not None and (one == other or one.upgrades_to(other))


def may_send(here: str, there: str) -> bool:
    """Whether the site at `here` may have the agent ask `there`.

    A site of the open web may not send it to this machine or into its network, as far as the
    address shows it: what answers there trusts whoever can ask.
    """
    one, other = origin_of(here), origin_of(there)
    return one is not None and other is not None and (_inward(one.host) or not _inward(other.host))


def _inward(host: str) -> bool:
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ip_address(name.partition("%")[0]).is_global
    except ValueError:
        pass
    try:
        # Resolvers also take the forms of inet_aton, such as 127.1 and 2130706433.
        return not ip_address(socket.inet_aton(name)).is_global
    except (OSError, ValueError):
        return False
