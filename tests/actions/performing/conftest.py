"""The fixture pages, served for all tests of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.actions.performing.fixture_pages import serve_pages

if TYPE_CHECKING:
    from collections.abc import Generator


@pytest.fixture(scope="module")
def site() -> Generator[str]:
    """The address of the fixture pages, without a slash at its end."""
    with serve_pages() as url:
        yield url
