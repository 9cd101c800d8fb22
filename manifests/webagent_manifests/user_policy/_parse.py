"""TOML in, policy out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from .._decision import Source
from ._document import (
    AtMost,
    CoolDown,
    Event,
    ForbidAfter,
    Limits,
    PolicyDocument,
    RequireBefore,
    Rule,
    SameArg,
)
from ._errors import PolicyError, PolicyUnreadable, Problem
from ._lines import find_line
from ._policy import UserPolicy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic_core import ErrorDetails

_MAX_BYTES = 1 << 20
_KINDS: dict[str, type[BaseModel]] = {
    "require_before": RequireBefore,
    "forbid_after": ForbidAfter,
    "same_arg": SameArg,
    "at_most": AtMost,
    "cool_down": CoolDown,
}
_PARTS: dict[str, type[BaseModel]] = {
    "rules": Rule,
    "limits": Limits,
    "action": Event,
    "earlier": Event,
    **_KINDS,
}


def load_policy(path: str | Path, *, source: Source = Source.USER) -> UserPolicy:
    """Read a policy from a TOML file.

    Raises PolicyUnreadable if there is no such file, and PolicyError as `parse_policy` does.
    """
    try:
        with Path(path).open("rb") as file:
            body = file.read(_MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PolicyUnreadable(
            (Problem("", f"the file can't be read ({reason}); check its name"),), str(path)
        ) from error
    if len(body) > _MAX_BYTES:
        raise PolicyError((Problem("", "the file is larger than 1 MiB; shorten it"),), str(path))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PolicyError(
            (Problem("", f"not UTF-8: byte {error.start} can't be decoded"),), str(path)
        ) from error
    return parse_policy(text, source=source, file=str(path))


def parse_policy(text: str, *, source: Source = Source.USER, file: str | None = None) -> UserPolicy:
    """Read a policy from TOML text; `file` is named in errors.

    Raises PolicyError with every problem found: no TOML, an unknown key, a value that is not
    allowed.
    """
    try:
        tree = tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, or an integer of thousands of digits
        raise PolicyError((Problem("", f"not TOML: {error}"),), file) from error
    except RecursionError as error:
        raise PolicyError((Problem("", "nests too deeply; flatten it"),), file) from error
    return UserPolicy(validate(tree, text=text, file=file), source=source)


def validate(
    tree: Mapping[str, object], *, text: str = "", file: str | None = None
) -> PolicyDocument:
    """Return plain values as a policy; raises PolicyError."""
    try:
        return PolicyDocument.model_validate(tree)
    except ValidationError as error:
        problems = tuple(_problem(each, text) for each in error.errors(include_url=False))
        raise PolicyError(problems, file) from error


def _problem(error: ErrorDetails, text: str) -> Problem:
    location = error["loc"]
    message = _message(error, location)
    # The kind of a temporal rule is in the location, where no key is.
    keys = tuple(
        part
        for index, part in enumerate(location)
        if not (index == 2 and location[0] == "temporal" and part in _KINDS)
    )
    return Problem(_path(keys), message, find_line(text, keys) if text else None)


def _message(error: ErrorDetails, location: Sequence[str | int]) -> str:
    kind = error["type"]
    context: dict[str, Any] = error.get("ctx", {})
    if kind == "extra_forbidden":
        allowed = ", ".join(_model(location[:-1]).model_fields)
        return f"there is no such key; allowed here: {allowed}"
    if kind == "missing":
        return "the key is missing; it is required"
    if kind in ("enum", "literal_error"):
        return f"must be {context['expected']}"
    if kind == "union_tag_not_found":
        return f"`kind` is missing; it must be one of {', '.join(_KINDS)}"
    if kind == "union_tag_invalid":
        return f"`kind` must be one of {', '.join(_KINDS)}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "tuple_type":
        return "must be a list, in square brackets"
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return "must be a table"
    message = error["msg"]
    return message.replace("Input should be", "must be").replace("String should", "must")


def _model(location: Sequence[str | int]) -> type[BaseModel]:
    """Return the model of the table at a location."""
    for part in reversed(location):
        if isinstance(part, str) and part in _PARTS:
            return _PARTS[part]
    return PolicyDocument


def _path(keys: Sequence[str | int]) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")
