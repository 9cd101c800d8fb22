"""Signing what a browser asks for, where that is a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import BrowserContext, Route


class Signer(Protocol):
    """Makes the headers by which a site knows who asks (`webagent_manifests.identity`)."""

    def headers_for(self, url: str) -> Mapping[str, str]:
        """Return the headers for a request to this address, none where it must not be signed."""
        ...


async def sign_documents(context: BrowserContext, signer: Signer) -> None:
    """Sign every request of a context for a document, that of a frame too.

    Pictures, scripts and data of a page are asked for as any visitor's browser would. A redirect
    keeps the signature of the address it came from, which is then no proof for another site.
    """

    async def handle(route: Route) -> None:
        request = route.request
        signed: Mapping[str, str] = {}
        if request.is_navigation_request():
            signed = signer.headers_for(request.url)
        if signed:
            await route.continue_(headers={**request.headers, **signed})
        else:
            await route.continue_()

    await context.route("**/*", handle)
