"""Packages of npm, fetched at the time of testing into the user's cache."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

_SECONDS = 120


class PackageMissing(Exception):
    """A package that can't be had here; the message says why."""


def fetch_package(name: str) -> Path:
    """Return the folder of a package's newest release, fetched unless it is in the cache.

    Raises:
        PackageMissing: with the reason.
    """
    folder = user_cache_path("webagent") / "test-libraries" / name.replace("/", "+")
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as work:
            _pack(name, Path(work))
            try:
                (Path(work) / "package").rename(folder)
            except OSError:
                # Another process was faster.
                if not folder.is_dir():
                    raise
    return folder


def _pack(name: str, folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise PackageMissing("npm is not installed")
    command = [npm, "pack", "--silent", name]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise PackageMissing(f"npm did not fetch {name} in {_SECONDS} s") from error
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise PackageMissing(f"npm did not fetch {name}: {reason}")
    for archive in folder.glob("*.tgz"):
        with tarfile.open(archive) as tar:
            # Python before 3.11.4 has no filters.
            tar.extraction_filter = getattr(tarfile, "data_filter", None)
            tar.extractall(folder)
