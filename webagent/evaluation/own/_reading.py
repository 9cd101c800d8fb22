"""Reading YAML or TOML as plain values, with the line of each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from ._problem import Problem, SuiteInvalid, SuiteUnreadable
from ._toml_lines import toml_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ._problem import Location

SUFFIXES = (".yaml", ".yml", ".toml")
_MAX_BYTES = 4 << 20
_MAX_LINES = 100_000
_MAX_DEPTH = 30
"""Values whose line is kept: references in YAML can make many of few, and hold themselves."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What a file holds."""

    value: Any
    lines: Mapping[Location, int] = field(default_factory=dict["Location", int])

    def line(self, location: Location) -> int | None:
        """Return the line of a value, or of the innermost around it that is known."""
        for end in range(len(location), 0, -1):
            if location[:end] in self.lines:
                return self.lines[location[:end]]
        return None


def read_tree(path: Path) -> Tree:
    """Read a file, by its suffix.

    Raises:
        SuiteUnreadable: there is no such file, or it is of another kind.
        SuiteInvalid: it is neither YAML nor TOML.
    """
    if path.suffix.lower() not in SUFFIXES:
        message = f"a suite is a file of {', '.join(SUFFIXES)}; rename it"
        raise SuiteUnreadable(path, (Problem((), message),))
    try:
        with path.open("rb") as file:
            body = file.read(_MAX_BYTES + 1)
        text = body.decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the file can't be read ({reason}); check its name"
        raise SuiteUnreadable(path, (Problem((), message),)) from error
    except UnicodeDecodeError as error:
        raise _invalid(path, f"not UTF-8: byte {error.start} can't be decoded") from error
    if len(body) > _MAX_BYTES:
        raise _invalid(path, "the file is larger than 4 MiB; split it")
    return parse_tree(text, toml=path.suffix.lower() == ".toml", file=path)


def parse_tree(text: str, *, toml: bool, file: Path | str) -> Tree:
    """Return what a text holds; `file` is named in errors. Raises `SuiteInvalid`."""
    try:
        return _toml(text) if toml else _yaml(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = error.problem or error.context or "it can't be read"
        line = None if mark is None else mark.line + 1
        if said == "mapping values are not allowed here":
            said += "; a text that holds a colon and a space has to be quoted"
        raise SuiteInvalid(file, (Problem((), f"not YAML: {said}", line),)) from error
    except (yaml.YAMLError, ValueError) as error:
        kind = "TOML" if toml else "YAML"
        raise _invalid(file, f"not {kind}: {error}") from error
    except RecursionError as error:
        raise _invalid(file, "nests too deeply; flatten it") from error


def _toml(text: str) -> Tree:
    return Tree(tomllib.loads(text), toml_lines(text))


def _yaml(text: str) -> Tree:
    # Its methods are only partly typed.
    loader: Any = yaml.SafeLoader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        if node is None:
            return Tree(None)
        lines = _yaml_lines(node)
        return Tree(loader.construct_document(node), lines)
    finally:
        loader.dispose()


def _yaml_lines(root: yaml.Node) -> dict[Location, int]:
    lines: dict[Location, int] = {}
    waiting: list[tuple[Location, yaml.Node]] = [((), root)]
    while waiting and len(lines) < _MAX_LINES:
        location, node = waiting.pop()
        lines.setdefault(location, node.start_mark.line + 1)
        if len(location) >= _MAX_DEPTH:
            continue
        if isinstance(node, yaml.SequenceNode):
            waiting += (((*location, place), each) for place, each in enumerate(node.value))
        elif isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    continue
                if key.value in seen:
                    # A reader would silently drop the first value.
                    raise yaml.MarkedYAMLError(
                        problem=f"the key “{key.value}” occurs twice", problem_mark=key.start_mark
                    )
                seen.add(key.value)
                lines[(*location, key.value)] = key.start_mark.line + 1
                waiting.append(((*location, key.value), value))
    return lines


def _invalid(file: Path | str, message: str) -> SuiteInvalid:
    return SuiteInvalid(file, (Problem((), message),))
