"""Reading assertions from YAML or TOML, with the line of whatever is wrong."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from ._assertion import Assertions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

SUFFIXES = (".yaml", ".yml", ".toml")
_MOST_PROBLEMS = 10
_MESSAGES = {
    "extra_forbidden": "there is no such key",
    "missing": "this key is missing",
    "model_type": "write a list of assertions, or a mapping with the key `tests`",
}


class AssertionsInvalid(ValueError):
    """The file holds no assertions; the message has a line of text for each problem."""


def find_assertions(manifest: Path) -> Path | None:
    """Return the assertions beside a manifest: `agent-permissions.test.yaml`, `.yml` or `.toml`."""
    candidates = (manifest.with_suffix(f".test{suffix}") for suffix in SUFFIXES)
    return next((path for path in candidates if path.is_file()), None)


def parse_assertions(text: str, *, name: str, toml: bool = False) -> Assertions:
    """Read assertions; `name` is the file's, for messages. Raises AssertionsInvalid."""
    try:
        value, lines = (tomllib.loads(text), None) if toml else _load_yaml(text)
    except tomllib.TOMLDecodeError as error:
        raise AssertionsInvalid(f"{name}: no TOML: {error}.") from error
    except yaml.MarkedYAMLError as error:
        raise AssertionsInvalid(_yaml_problem(error, name)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise AssertionsInvalid(f"{name}: no YAML: {error or 'nested too deep'}.") from error
    wrapped = isinstance(value, list)
    try:
        return Assertions.model_validate({"tests": value} if wrapped else value)
    except ValidationError as error:
        problems = [
            _problem(each, name, lines, wrapped=wrapped) for each in error.errors(include_url=False)
        ]
        more = len(problems) - _MOST_PROBLEMS
        shown = problems[:_MOST_PROBLEMS] + ([f"… and {more} more."] if more > 0 else [])
        raise AssertionsInvalid("\n".join(shown)) from error


def _load_yaml(text: str) -> tuple[Any, yaml.Node | None]:
    # Its methods are only partly typed.
    loader: Any = yaml.SafeLoader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        if node is None:
            return None, None
        for repeated in _repeated_keys(node):
            raise yaml.MarkedYAMLError(
                problem=f"the key {repeated.value!r} occurs twice", problem_mark=repeated.start_mark
            )
        return loader.construct_document(node), node
    finally:
        loader.dispose()


def _repeated_keys(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield the keys that a reader would silently drop the first value of."""
    stack: list[yaml.Node] = [node]
    visited: set[int] = set()
    while stack:
        current = stack.pop()
        if id(current) in visited:
            continue
        visited.add(id(current))
        if isinstance(current, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in current.value:
                if isinstance(key, yaml.ScalarNode):
                    if key.value in seen:
                        yield key
                    seen.add(key.value)
                stack.append(value)
        elif isinstance(current, yaml.SequenceNode):
            stack.extend(current.value)


def _yaml_problem(error: yaml.MarkedYAMLError, name: str) -> str:
    mark = error.problem_mark or error.context_mark
    where = "" if mark is None else f":{mark.line + 1}:{mark.column + 1}"
    return f"{name}{where}: no YAML: {error.problem or error.context or 'it can not be read'}."


def _problem(problem: ErrorDetails, name: str, lines: yaml.Node | None, *, wrapped: bool) -> str:
    location = problem["loc"]
    line = None if lines is None else _line(lines, location[1:] if wrapped else location)
    where = "" if line is None else f":{line}"
    path = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in location)
    subject = f"{path.removeprefix('.')}: " if path else ""
    message = _MESSAGES.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    return f"{name}{where}: {subject}{message[:1].upper()}{message[1:]}."


def _line(node: yaml.Node, location: Sequence[int | str]) -> int:
    """Return the line on which the innermost part of a location that is there begins."""
    line = node.start_mark.line
    for key in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        elif isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == key), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line, pair[1]
            continue
        else:
            break
        line = node.start_mark.line
    return line + 1
