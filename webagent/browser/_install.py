"""Installing a browser where there is none."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from webagent.errors import BrowserMissing

if TYPE_CHECKING:
    from collections.abc import Sequence


def install_browser() -> None:
    """Install Chromium: Debian's package as root on Debian, else Playwright's own download.

    What the installers print goes to stderr.

    Raises:
        BrowserMissing: no installer succeeded; the message names the commands to try by hand.
    """
    for commands in _ways():
        if all(_succeeds(command) for command in commands):
            return
    raise BrowserMissing(
        "No browser could be installed. Try `playwright install --with-deps chromium`, or your "
        "system's own package (`apt-get install chromium`, Google Chrome)."
    )


def _ways() -> list[list[Sequence[str]]]:
    playwright = [sys.executable, "-m", "playwright", "install"]
    download: list[Sequence[str]] = [[*playwright, "chromium"]]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return [download]
    package: list[Sequence[str]] = [
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ]
    # Ubuntu's package of that name only points to a snap, which has no use in a container.
    if _distribution() == "debian":
        return [package, download]
    return [[[*playwright, "--with-deps", "chromium"]], download]


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def _succeeds(command: Sequence[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, check=False, stdout=sys.stderr, env=environment).returncode == 0
