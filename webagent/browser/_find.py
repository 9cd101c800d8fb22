"""Finding a Chromium on this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from webagent.errors import BrowserMissing

if TYPE_CHECKING:
    from playwright.async_api import Playwright

ENVIRONMENT_VARIABLE = "WEBAGENT_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser(playwright: Playwright, option: str | os.PathLike[str] | None = None) -> Path:
    """Return the browser to drive.

    Looks at the option, then `WEBAGENT_BROWSER`, then Playwright's own download, then `chromium`,
    `chromium-browser` and `google-chrome` on the PATH. What is named but not there is an error,
    never passed over.

    Raises:
        BrowserMissing: with what to install, in one line.
    """
    for source, named in (("--browser", option), (ENVIRONMENT_VARIABLE, _from_environment())):
        if named:
            found = shutil.which(named)
            if found is None:
                raise BrowserMissing(f"{source} names {os.fspath(named)}, which is no program.")
            return Path(found)
    own = Path(playwright.chromium.executable_path)
    if own.is_file():
        return own
    for name in _NAMES:
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    raise BrowserMissing(
        "No browser found: run `playwright install chromium`, or install your system's package "
        f"(`apt-get install chromium`), or set {ENVIRONMENT_VARIABLE} to a Chrome or Chromium."
    )


def _from_environment() -> str | None:
    return os.environ.get(ENVIRONMENT_VARIABLE)
