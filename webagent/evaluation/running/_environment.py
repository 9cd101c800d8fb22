"""What an evaluation is carried out with, apart from what its workers tell."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_PACKAGES = ("polite-webagent", "playwright", "openai")


def environment(packages: Iterable[str] = ()) -> dict[str, Any]:
    """Return versions, machine, and the commit where this runs inside a git repository."""
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cpus": os.cpu_count(),
        "packages": _versions((*_PACKAGES, *packages)),
        "git": _commit(),
    }


def _versions(packages: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _commit() -> str | None:
    """Return the commit of the working directory, marked where files differ from it."""
    try:
        told = subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"],
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip() or None
