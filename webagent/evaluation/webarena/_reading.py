"""Reading the tasks of WebArena, from a file or from a package that ships them."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from webagent.errors import UsageError

from ._task import WebArenaTask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import TypeAdapter

    from ._sites import Sites

TaskT = TypeVar("TaskT")

FILE_NAME = "test.raw.json"
_SHIPPED_IN = (
    ("webarena", FILE_NAME),
    ("webarena_verified", f"assets/dataset/{FILE_NAME}"),
)
_INSTALL = "pip install libwebarena or webarena-verified, or name the file"


def parse_task(told: Mapping[str, Any]) -> WebArenaTask:
    """Return a task from the object that stands for it in the file; unknown keys are passed over.

    Raises:
        UsageError: it is none; the message says where it is wrong.
    """
    return parsed(WebArenaTask, told, "The task")


def read_tasks(path: Path | None, sites: Sites) -> tuple[WebArenaTask, ...]:
    """Return the tasks of a file, or of an installed package, with the addresses filled in.

    Placeholders of sites that are not known are left as they are.

    Raises:
        UsageError: there is no such file, or it holds no tasks of WebArena.
    """
    return read_list(WebArenaTask, found_file(path, FILE_NAME, _SHIPPED_IN, _INSTALL), sites)


def found_file(
    path: Path | None, name: str, shipped_in: tuple[tuple[str, str], ...], install: str
) -> Path:
    """Return the path, or that of the file in the first package that ships it.

    Raises:
        UsageError: none is installed.
    """
    if path is not None:
        return path
    for package, inside in shipped_in:
        # Found without being imported: their imports take seconds, and ask for variables.
        spec = find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or ():
            file = Path(folder) / inside
            if file.is_file():
                return file
    raise UsageError(f"There is no {name} here: {install}.")


def read_list(kind: type[TaskT], path: Path, sites: Sites) -> tuple[TaskT, ...]:
    """Return the tasks that a JSON file lists, with the addresses of the sites filled in.

    Raises:
        UsageError: it can't be read, or does not list such tasks, or two have the same number.
    """
    try:
        entries = json.loads(sites.fill(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageError(f"The tasks in {path} can't be read: {error.strerror}.") from error
    except ValueError as error:
        raise UsageError(f"{path} is not JSON: {error}.") from error
    if not isinstance(entries, list):
        raise UsageError(f"{path} holds no list of tasks.")
    tasks: list[TaskT] = []
    numbers: set[object] = set()
    for place, entry in enumerate(cast("list[Any]", entries), start=1):
        tasks.append(parsed(kind, entry, f"{path}: task {place} of the list"))
        number = entry["task_id"]
        if number in numbers:
            raise UsageError(f"{path} has two tasks of the number {number}.")
        numbers.add(number)
    return tuple(tasks)


def parsed(kind: type[TaskT], told: object, what: str) -> TaskT:
    """Return a value of a dataclass from plain JSON values.

    Raises:
        UsageError: it is none; the message begins with `what`.
    """
    from pydantic import ValidationError

    try:
        return _adapter(kind).validate_python(told)
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(map(str, wrong["loc"])) or "it"
        raise UsageError(f"{what} is malformed: {place}: {wrong['msg']}.") from error


@cache
def _adapter(kind: type[TaskT]) -> TypeAdapter[TaskT]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
