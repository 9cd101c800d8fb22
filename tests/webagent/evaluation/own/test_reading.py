"""Lines of what stands in a file, and that no text breaks the reader."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from webagent.evaluation.own import SuiteFile, SuiteInvalid
from webagent.evaluation.own._reading import parse_tree
from webagent.evaluation.own._toml_lines import toml_lines

KEYS = st.sampled_from(["name", "tasks", "checks", "a-b", "id", "x.y"])
LEAVES = st.sampled_from(['"x"', "3", "true", "[1, 2]", '{ a = "]" }', "'''\nid = 1\n'''"])


@st.composite
def toml_texts(draw: st.DrawFn) -> str:
    """Tables, lists of tables and keys; some of it is no TOML."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 8))):
        header = draw(st.sampled_from(["", "[tasks]", "[[tasks]]", "[[tasks.checks]]", "[x]"]))
        pairs = draw(st.dictionaries(KEYS, LEAVES, max_size=3))
        lines += [header, *(f"{key} = {value}" for key, value in pairs.items())]
    return "\n".join(lines)


@given(toml_texts())
def test_a_line_of_toml_holds_the_key_that_it_is_told_for(text: str) -> None:
    try:
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = text.splitlines()
    for location, number in toml_lines(text).items():
        held = value
        for key in location:
            held = held[key]
        last = next(key for key in reversed(location) if isinstance(key, str))
        assert last in lines[number - 1]


@given(st.recursive(st.text(max_size=3) | st.integers(), st.lists, max_leaves=6) | st.text())
def test_a_line_of_yaml_is_where_its_value_begins(value: Any) -> None:
    written = yaml.safe_dump({"a": 1, "tasks": [{"b": value}, {"c": value}]}, sort_keys=False)
    tree = parse_tree(written, toml=False, file="x")
    lines = written.splitlines()
    assert lines[(tree.line(("tasks", 1, "c")) or 0) - 1].startswith("- c:")
    # What is not there has the line of what is around it.
    assert tree.line(("tasks", 1, "c", "nothing", 3)) is not None
    assert tree.line(("nowhere",)) is None


@given(st.text(max_size=60), st.booleans())
def test_no_text_raises_anything_else(text: str, toml: bool) -> None:
    with suppress(SuiteInvalid):
        SuiteFile.parse(text, folder=Path(), toml=toml)
