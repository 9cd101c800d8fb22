"""Counting what is asked of sites."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ._requests import DONE_BY_PAGES

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.async_api import BrowserContext, Request


class RequestCount:
    """How many requests of documents, forms and page scripts there were so far."""

    def __init__(self) -> None:
        self.total = 0

    def hear(self, request: Request) -> None:
        """Count a request, unless it is for what a document is shown with."""
        if request.resource_type in DONE_BY_PAGES:
            self.total += 1


@contextmanager
def requests_counted(context: BrowserContext, count: RequestCount) -> Generator[None]:
    """Add what a browser context asks for in a block to a count."""
    context.on("request", count.hear)
    try:
        yield
    finally:
        context.remove_listener("request", count.hear)
