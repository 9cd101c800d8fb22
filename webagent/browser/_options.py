"""How the browser is started and what it keeps."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from webagent.errors import UsageError
from webagent.guard import NetworkPolicy
from webagent.product import user_agent

from ._files import check_files
from ._storage_state import check_storage_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._signing import Signer

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class BrowserOptions:
    """Settings of one browser session."""

    executable: str | os.PathLike[str] | None = None
    """The browser program; looked for when not given, see `find_browser`."""
    headless: bool = True
    viewport: tuple[int, int] = (1280, 800)
    """Width and height in CSS pixels."""
    locale: str | None = None
    """BCP 47 tag, such as `de-AT`."""
    geolocation: tuple[float, float] | None = None
    """Latitude and longitude in degrees, told to every page that asks; by default none is told."""
    storage_state: Path | Mapping[str, Any] | None = None
    """Cookies and local storage to start with, in Playwright's format; a path is of such a file."""
    save_storage_state: Path | None = None
    """Where to keep them at the end; readable by the owner only."""
    files: tuple[Path, ...] = ()
    """Files the agent may upload, each by its name."""
    downloads: Path | None = None
    """Folder in which files are kept that sites offer; by default none is."""
    download_limit: int = 100_000_000
    """The most bytes a file may have to be kept."""
    network: NetworkPolicy = field(default_factory=NetworkPolicy)
    """What may be reached; by default the open web, and of this machine and its network nothing
    but where the run starts."""
    trace: Path | None = None
    """Where to write a Playwright trace (zip)."""
    har: Path | None = None
    """Where to write all that went over the network, contents included (HTTP Archive 1.2); it is
    complete when the browser context has closed."""
    contact: str | None = None
    """Where a site's owner learns who is responsible: an https page or `mailto:` address, which the
    User-Agent names."""
    signer: Signer | None = None
    """Signs the requests for documents, as Web Bot Auth asks; by default they are not signed."""

    def beside(self, storage: Mapping[str, Any]) -> BrowserOptions:
        """Return the same for a session that begins with this storage and keeps nothing."""
        return replace(
            self,
            storage_state=storage,
            save_storage_state=None,
            trace=None,
            har=None,
            downloads=None,
        )

    def __post_init__(self) -> None:
        """Refuse what would only fail later. Raises `UsageError`."""
        if isinstance(self.storage_state, Path):
            check_storage_state(self.storage_state)
        check_files(self.files)
        for path in (self.save_storage_state, self.trace, self.har):
            if path is not None:
                _check_writable(path)
        if self.download_limit < 1:
            raise UsageError("The limit of downloads must be at least 1 byte.")
        user_agent(self.contact)
        if min(self.viewport) < 1:
            raise UsageError("The viewport must be at least 1×1.")
        if self.geolocation is not None:
            latitude, longitude = self.geolocation
            if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
                raise UsageError(
                    f"{latitude:g}, {longitude:g} is no place: the latitude is within ±90 and the "
                    "longitude within ±180 degrees."
                )
        if self.locale is not None and not _LANGUAGE_TAG.fullmatch(self.locale):
            raise UsageError(f"“{self.locale}” is no language tag: it must be like de or de-AT.")


def _check_writable(path: Path) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file to write.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UsageError(f"{path} can't be written: name a file in a folder that is there.")
