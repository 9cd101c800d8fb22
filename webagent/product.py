"""The name this program goes by on the web."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

from webagent_manifests.identity import IdentityError
from webagent_manifests.identity import user_agent as make_user_agent

from webagent.errors import UsageError

PRODUCT = "polite-webagent"


@cache
def user_agent(contact: str | None = None) -> str:
    """Return the User-Agent that sites are asked with for their policies.

    The browser's own has it at its end, so that what a site's robots.txt says to this name holds
    for everything that is sent. `contact` is where a site's owner learns who is responsible.

    Raises:
        UsageError: the contact is no address.
    """
    try:
        return make_user_agent(PRODUCT, version=version(PRODUCT), contact_url=contact)
    except IdentityError as error:
        raise UsageError(str(error)) from error
