"""Which local model can be used now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from webagent.errors import UsageError
from webagent.models._errors import ModelError

from ._folder import file_of
from ._known import DEFAULT_MODEL, KNOWN, known_model
from ._runtime import INSTALL, runtime_version

if TYPE_CHECKING:
    from collections.abc import Iterator

_GGUF = ".gguf"


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A model's file, and what it goes by."""

    name: str
    """That of a known model, or the file's path."""
    path: Path


def named(wanted: str = "") -> LocalFile:
    """Return the file of a known model's name, or of a path; of the best one for nothing.

    Raises:
        ModelError: it is not there, or `xllamacpp` is not.
    """
    if runtime_version() is None:
        raise ModelError(f"A local model needs the extra “local”: {INSTALL}")
    if not wanted:
        found = next(_pulled(), None)
        if found is None:
            raise ModelError(
                "No local model is there: webagent model pull fetches "
                f"{DEFAULT_MODEL} ({known_model(DEFAULT_MODEL).bytes / 1e9:.1f} GB), or name a "
                "GGUF file with --model local:PATH."
            )
        return found
    if wanted.lower().endswith(_GGUF) or "/" in wanted or "\\" in wanted:
        path = Path(wanted).expanduser()
        if not path.is_file():
            raise ModelError(f"There is no file {path}: name a GGUF file with --model local:PATH.")
        return LocalFile(str(path), path)
    try:
        path = file_of(known_model(wanted).name)
    except UsageError as error:
        raise ModelError(str(error)) from error
    if not path.is_file():
        raise ModelError(f"{wanted} is not there: fetch it with webagent model pull {wanted}.")
    return LocalFile(wanted, path)


def at_hand() -> LocalFile | str:
    """Return the best pulled model that can be used now, or why there is none."""
    if runtime_version() is None:
        return "no local model is installed"
    found = list(_pulled())
    if not found:
        return "no local model is pulled"
    free = _free_memory()
    for file in found:
        if free is None or free >= known_model(file.name).min_ram:
            return file
    needed = known_model(found[-1].name).min_ram
    return f"a local model needs {needed / 1024**3:.1f} GiB of free memory"


def _pulled() -> Iterator[LocalFile]:
    """Yield the known models that are there, best first."""
    for model in KNOWN:
        path = file_of(model.name)
        if path.is_file():
            yield LocalFile(model.name, path)


def _free_memory() -> int | None:
    """Return how many bytes can be had without swapping, `None` where it is not known."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    sizes = (line.split() for line in lines if line.startswith("MemAvailable:"))
    return next((int(size[1]) * 1024 for size in sizes if size[1].isdecimal()), None)
