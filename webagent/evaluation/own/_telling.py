"""Saying of what is wrong in a file what to do about it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

from ._parts import without_null
from ._problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

    from ._problem import Location
    from ._reading import Tree

_MESSAGES = {
    "missing": "this key is missing; it is required",
    "string_type": "must be a text; quote it if it looks like a number, a date or yes and no",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "invalid_key": "must be a text; quote the key",
}


def problems_of(error: ValidationError, model: type[BaseModel], tree: Tree) -> tuple[Problem, ...]:
    """Return what is wrong with a tree, in the order of the file."""
    schema = without_null(model.model_json_schema())
    problems = [
        _problem(each, schema, tree)
        for each in error.errors(include_url=False)
        # That a list is too short follows where what it holds is wrong.
        if each["type"] != "too_short" or not each["input"]
    ]
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _problem(error: ErrorDetails, schema: dict[str, Any], tree: Tree) -> Problem:
    location = error["loc"]
    return Problem(location, _message(error, location, schema), tree.line(location))


def _message(error: ErrorDetails, location: Location, schema: dict[str, Any]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _no_such_key(str(location[-1]), sorted(_keys_at(schema, location[:-1])))
    if kind in ("enum", "literal_error"):
        return f"must be {context['expected']}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_pattern_mismatch":
        return f"“{error['input']}” must be made of letters, digits, “.”, “_” and “-”"
    if kind == "string_too_short":
        return "must not be empty"
    if kind == "too_short":
        return "must not be empty"
    said = _MESSAGES.get(kind, error["msg"])
    return said.replace("Input should be", "must be")


def _no_such_key(key: str, known: list[str]) -> str:
    near = get_close_matches(key, known, n=1, cutoff=0.6)
    if near:
        return f"there is no such key; do you mean “{near[0]}”?"
    return f"there is no such key; there are {', '.join(known)}"


def _keys_at(schema: dict[str, Any], location: Location) -> set[str]:
    """Return the keys that the objects at a location may have."""
    nodes = [schema]
    for step in location:
        nodes = [below for node in nodes for below in _below(node, step, schema)]
    return {
        key
        for node in nodes
        for each in _meant(node, schema)
        for key in cast("dict[str, Any]", each.get("properties", {}))
    }


def _below(node: dict[str, Any], step: str | int, schema: dict[str, Any]) -> Iterator[Any]:
    for each in _meant(node, schema):
        if isinstance(step, int):
            below = each.get("items")
        else:
            # What a dictionary holds by any key is described once.
            by_any = next(iter(each.get("patternProperties", {}).values()), None)
            below = each.get("properties", {}).get(step, by_any)
        if isinstance(below, dict):
            yield below


def _meant(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a schema stands for: itself, what it refers to, or each of its choices."""
    if "$ref" in node:
        name = str(node["$ref"]).rpartition("/")[2]
        yield from _meant(schema["$defs"][name], schema)
    elif "anyOf" in node:
        for each in node["anyOf"]:
            yield from _meant(each, schema)
    else:
        yield node
