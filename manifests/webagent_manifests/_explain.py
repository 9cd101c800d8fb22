"""Schema violations in words for the person who wrote the manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._errors import ManifestInvalid
from ._json import child_path
from ._manifest import (
    ActionGuideline,
    ApiEntry,
    Manifest,
    Metadata,
    Modifiers,
    RateLimit,
    ResourceRule,
)
from ._text import quote

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

# The object types by where they stand, list indices left out.
_OBJECTS: dict[tuple[str, ...], type[BaseModel]] = {
    (): Manifest,
    ("metadata",): Metadata,
    ("resource_rules",): ResourceRule,
    ("resource_rules", "modifiers"): Modifiers,
    ("resource_rules", "modifiers", "rate_limit"): RateLimit,
    ("action_guidelines",): ActionGuideline,
    ("api",): ApiEntry,
}

_WANTED = {
    "metadata": "; it is an object with schema_version and last_updated",
    "strict": "; true forbids, and false allows, what no rule names",
}

_PATTERNS = {
    "schema_version": "must be three integers with dots between them, such as 1.0.0",
    "time_window": "must read HH:MM-HH:MM UTC with a plain hyphen, such as 08:00-20:00 UTC",
}

_TYPES = {
    "bool_type": "must be true or false (without quotes)",
    "int_type": "must be an integer (without quotes)",
    "string_type": "must be a string",
    "tuple_type": "must be an array",
    "model_type": "must be an object",
    "greater_than_equal": "must be 1 or more",
}


def explain(error: ValidationError) -> ManifestInvalid:
    """Return the first violation as an exception; its message says if there are more."""
    problems = error.errors(include_url=False, include_context=True)
    first = problems[0]
    path = "$"
    for key in first["loc"]:
        path = child_path(path, key)
    rest = " There are more problems." if len(problems) > 1 else ""
    return ManifestInvalid(f"{_sentence(first)}{rest}", path)


def _sentence(problem: ErrorDetails) -> str:
    kind = problem["type"]
    location = tuple(key for key in problem["loc"] if isinstance(key, str))
    if kind == "missing":
        return f"This key is required and missing{_WANTED.get(location[-1], '')}."
    if kind == "extra_forbidden":
        allowed = ", ".join(_OBJECTS[location[:-1]].model_fields)
        return f"{quote(location[-1])} is not a key of the format; allowed here: {allowed}."
    if kind == "enum":
        must = f"must be one of {problem.get('ctx', {}).get('expected', '')}"
    elif kind == "string_pattern_mismatch":
        must = _PATTERNS[location[-1]]
    else:
        must = _TYPES[kind]
    return f"The value {must}{_shown(problem['input'])}."


def _shown(value: object) -> str:
    """Return the value that was found, where it is short enough to help."""
    match value:
        case bool():
            return f", not {str(value).lower()}"
        case str():
            return f", not {quote(value)}"
        case int() | float():
            return f", not {quote(str(value))}"
        case _:
            return ""
