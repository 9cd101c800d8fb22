"""Names that a site gives to files, as this machine may take them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 120
"""Bytes of a name in UTF-8; file systems take 255, and a number may have to be added."""
_NAMELESS = "download"
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""Devices of Windows, where no file can have such a name."""
_UNFIT = frozenset('<>:"/\\|?*')
_ENDING = 16


def safe_file_name(name: str) -> str:
    """Return a name that is one file in a folder, wherever the record may be taken.

    Of a path only the last part counts. Control characters and those that turn the direction of
    writing around, by which `fdp.exe` can look like `exe.pdf`, are left out.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    # Category C: control, format, surrogate, private use, unassigned.
    plain = "".join(
        "_" if char in _UNFIT else char for char in last if unicodedata.category(char)[0] != "C"
    )
    plain = _shortened(plain.strip(". ")).strip(". ")
    if not plain:
        return _NAMELESS
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def numbered(path: Path, number: int) -> Path:
    """Return the path with a number in its name, as browsers number what is there already."""
    return path.with_name(f"{path.stem} ({number}){path.suffix}")


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    ending = PurePosixPath(name).suffix
    if len(ending.encode()) > _ENDING:
        ending = ""
    stem = name[: len(name) - len(ending)].encode()[: LONGEST - len(ending.encode())]
    return stem.decode(errors="ignore") + ending
