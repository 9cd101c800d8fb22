"""The sites that a suite starts on this machine."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from webagent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from ._suite_file import SiteEntry

_PLACES = (".well-known/agent-permissions.json", "agent-permissions.json")


@dataclass(frozen=True, slots=True)
class RunningSite:
    """A site that was started, or none."""

    url: str = ""
    """Without a slash at its end; empty if there is none."""
    database: Path | None = None
    renew: Callable[[], None] = lambda: None
    """Puts everything back to how it was at the start."""


@contextmanager
def running_site(entry: SiteEntry | None, folder: Path) -> Generator[RunningSite]:
    """Start the site that a suite asks for, until the block ends.

    Raises:
        UsageError: the manifest in its folder is not valid.
    """
    if entry is None:
        yield RunningSite()
    elif entry.folder is not None:
        from webagent.local_server import serve_app

        with serve_app(_pages(folder / entry.folder)) as url:
            yield RunningSite(url)
    else:
        from webagent.demo import serve_shop

        with serve_shop() as shop:
            yield RunningSite(shop.url, shop.database, shop.reset)


def _pages(folder: Path) -> Any:
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles
    from webagent_manifests.publishing import NotPublishable, PermissionsMiddleware

    # Starlette around it answers for pages that are not there; the files alone only raise.
    files = Starlette(routes=[Mount("/", StaticFiles(directory=folder, html=True))])
    found = next((folder / place for place in _PLACES if (folder / place).is_file()), None)
    if found is None:
        return files
    try:
        return PermissionsMiddleware(files, found, max_age=0)
    except NotPublishable as error:
        raise UsageError(f"{found} can't be served: {error}") from error
