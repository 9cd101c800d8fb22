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
_SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
_OWN_SHELLS = frozenset({"chrome-headless-shell", "headless_shell"})
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser(
    playwright: Playwright,
    option: str | os.PathLike[str] | None = None,
    *,
    headless: bool = True,
) -> Path:
    """Return the browser to drive.

    Looks at the option, then `WEBAGENT_BROWSER`, then Playwright's own download, then `chromium`,
    `chromium-browser` and `google-chrome` on the PATH. What is named but not there is an error,
    never passed over. Where no window is wanted, the headless shell that came with Playwright's
    download or is on the PATH comes before what has windows: the same engine, which opens a page
    for a quarter of the work (`make bench-opening`).

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
    for program in (_shell_beside(own) if headless else None, own):
        if program is not None and program.is_file():
            return program
    for name in (*(_SHELLS if headless else ()), *_NAMES):
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    raise BrowserMissing(
        "No browser found: run `playwright install chromium`, or install your system's package "
        f"(`apt-get install chromium`), or set {ENVIRONMENT_VARIABLE} to a Chrome or Chromium."
    )


def _shell_beside(own: Path) -> Path | None:
    """Return the headless shell that Playwright keeps in a folder beside that of its browser."""
    folder = next((each for each in own.parents if each.name.startswith("chromium-")), None)
    if folder is None:
        return None
    beside = folder.with_name(folder.name.replace("chromium-", "chromium_headless_shell-", 1))
    programs = (path for path in beside.glob("*/*") if path.stem in _OWN_SHELLS)
    return next(programs, None)


def _from_environment() -> str | None:
    return os.environ.get(ENVIRONMENT_VARIABLE)
