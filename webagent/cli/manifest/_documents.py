"""Manifests given to a command, as files or on standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from webagent.errors import UsageError
from webagent.terminal import printable

if TYPE_CHECKING:
    from webagent_manifests import Manifest

STANDARD_INPUT = "-"


def read_body(file: str) -> bytes:
    """Return the content of a file, or of standard input for `-`. Raises `UsageError`."""
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file} can't be read: {error.strerror}.") from error


def read_valid(file: str, *, invalid: int = 1) -> Manifest:
    """Return the manifest in a file; if it is none, say why and exit with the code `invalid`."""
    from webagent_manifests import ForeignManifest, ManifestError, parse_manifest

    try:
        return parse_manifest(read_body(file))
    except ManifestError as error:
        sys.stderr.write(f"webagent: {file}: {printable(str(error))}\n")
        if isinstance(error, ForeignManifest):
            sys.stderr.write(f"`webagent manifest convert {file}` makes a manifest of it.\n")
        raise typer.Exit(invalid) from error


def write_text(path: Path, text: str) -> None:
    """Write a file. Raises `UsageError`."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}.") from error
