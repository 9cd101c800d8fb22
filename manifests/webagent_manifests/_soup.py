"""Pages read without a browser."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bs4 import BeautifulSoup


def soup_of(html: str | bytes, **options: Any) -> BeautifulSoup:
    """Parse a page, whatever it holds; `options` are those of `BeautifulSoup`."""
    # It takes longer to import than to use, and whoever has a browser needs it not.
    from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        # Both are advice to somebody who passed the wrong thing; here it is a page.
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(html, "lxml", **options)
