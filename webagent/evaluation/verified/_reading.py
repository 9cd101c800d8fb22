"""Finding and reading what WebArena-Verified ships: its tasks and its subsets."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from webagent.errors import UsageError

from ..webarena import read_list
from ._task import VerifiedTask

if TYPE_CHECKING:
    from ..webarena import Sites

PROGRAM = "webarena-verified"
INSTALL = (
    "python -m venv verified && verified/bin/pip install webarena-verified (in an environment of "
    f"its own: it asks for exact versions), then name verified/bin/{PROGRAM} or put it on the PATH"
)
_PACKAGE = "webarena_verified"
_DATASET = Path("assets/dataset")
_TASKS = "webarena-verified.json"
_HARD = "subsets/webarena-verified-hard.json"


def find_program(program: Path | None) -> Path | None:
    """Return the program of WebArena-Verified: the one given, or that on the PATH.

    Raises:
        UsageError: the one given is no program.
    """
    if program is not None and shutil.which(program) is None:
        raise UsageError(f"{program} is no program that can be run: {INSTALL}.")
    found = shutil.which(PROGRAM) if program is None else str(program)
    # Not resolved: the folder it lies in says which environment it belongs to.
    return None if found is None else Path(found).absolute()


def find_tasks(path: Path | None, program: Path | None) -> Path:
    """Return the file of tasks: the one given, or that of an installed package.

    The package may be installed here, or where its program is.

    Raises:
        UsageError: it is not installed.
    """
    if path is not None:
        return path.absolute()
    for package in (*_installed_here(), *_installed_with(program)):
        file = package / _DATASET / _TASKS
        if file.is_file():
            return file
    raise UsageError(f"There is no {_TASKS} here: name the file, or {INSTALL}.")


def read_tasks(file: Path, sites: Sites) -> tuple[VerifiedTask, ...]:
    """Return the tasks of a file, with the addresses of the sites that are known filled in.

    Raises:
        UsageError: it can't be read, or holds no tasks of WebArena-Verified.
    """
    return read_list(VerifiedTask, file, sites)


def read_hard(file: Path, subset: Path | None = None) -> frozenset[int] | None:
    """Return the numbers of the hard tasks, which lie beside the file of the tasks.

    `None` where nothing lies there and no file is named.

    Raises:
        UsageError: the file can't be read, or names no tasks.
    """
    path = subset or file.parent / _HARD
    if subset is None and not path.is_file():
        return None
    try:
        told: Any = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(int(number) for number in told["task_ids"])
    except OSError as error:
        raise UsageError(f"The subset {path} can't be read: {error.strerror}.") from error
    except (ValueError, TypeError, LookupError) as error:
        raise UsageError(f"The subset {path} has no list of numbers as task_ids.") from error


def _installed_here() -> list[Path]:
    # Found without being imported.
    spec = find_spec(_PACKAGE)
    return [Path(folder) for folder in (spec and spec.submodule_search_locations) or ()]


def _installed_with(program: Path | None) -> list[Path]:
    if program is None:
        return []
    environment = program.parent.parent
    places = (f"lib/python3*/site-packages/{_PACKAGE}", f"Lib/site-packages/{_PACKAGE}")
    return [found for place in places for found in sorted(environment.glob(place))]
