"""The JSON Schema says what the reader does."""

from __future__ import annotations

import copy
import json
from typing import Any, cast

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from webagent.evaluation.own import DEMO_SHOP, SuiteFile, suite_schema

VALIDATOR: Any = Draft202012Validator(suite_schema())
SHOP: dict[str, Any] = yaml.safe_load(DEMO_SHOP.read_text(encoding="utf-8"))
EVERYTHING: dict[str, Any] = {
    "name": "all",
    "description": "x",
    "site": {"folder": "pages"},
    "url": "/a",
    "reset": "/r",
    "secrets": {"a": "A", "b": {"env": "B", "origins": ["https://x.example"]}},
    "browser": {
        "viewport": [800, 600],
        "locale": "de",
        "storage_state": "s.json",
        "files": "f.txt",
        "allow_origins": ["http://localhost:*"],
    },
    "tasks": [
        {
            "id": "a/b",
            "goal": "g",
            "paraphrases": ["h"],
            "tabs": "/t",
            "tags": "t",
            "limits": {"steps": 3, "seconds": 1.5},
            "approve": "always",
            "policy": "p.toml",
            "manifest": "absent",
            "checks": [
                {"answer": {"exact": "x", "number": {"value": 1, "tolerance": 0.1, "only": True}}},
                {"url": {"regex": "x", "tab": "any", "tabs": {"at_least": 1}}},
                {"page": {"at": "/", "frame": "f", "role": "row", "name": "n", "count": 0}},
                {"page": {"selector": "input", "value": "", "checked": False, "text": "t"}},
                {"sql": {"db": "x", "query": "q", "rows": [[1, None, "a"]], "ordered": True}},
                {"sql": {"db": "x", "query": "q", "value": None}},
                {"http": {"url": "/", "status": 200, "json": {"": [1]}, "headers": {"a": "b"}}},
                {"status": ["done", "failed"], "name": "n"},
                {"permissions": {"verb": "goto", "source": "site", "asked": {"at_most": 2}}},
            ],
            "policies": [
                {
                    "name": "p",
                    "dimension": "user_consent",
                    "once_shown": {"text": "t", "never": {"verb": ["click", "type"], "name": "n"}},
                }
            ],
        }
    ],
}
BORDER: st.SearchStrategy[Any] = st.sampled_from(
    cast("list[Any]", [True, 0, -1, 1.5, "", "x", "a b", [], {}, ["x"], [1], {"x": 1}, "done"])
).map(copy.deepcopy)


def _places(node: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    members: Any = node.items() if hasattr(node, "items") else enumerate(node)
    found: list[tuple[Any, ...]] = []
    for key, value in cast("list[tuple[Any, Any]]", list(members)):
        found.append((*place, key))
        if isinstance(value, (dict, list)):
            found += _places(value, (*place, key))
    return found


def _accepted(document: Any) -> bool:
    try:
        SuiteFile.model_validate(document)
    except ValidationError:
        return False
    return True


def test_the_package_carries_the_schema() -> None:
    carried = DEMO_SHOP.with_name("suite.schema.json").read_text(encoding="utf-8")
    command = "webagent suite schema > webagent/evaluation/own/suite.schema.json"
    assert json.loads(carried) == suite_schema(), f"write it anew: {command}"


@pytest.mark.parametrize("document", [SHOP, EVERYTHING], ids=["shop", "everything"])
def test_what_is_a_suite_is_one_by_the_schema(document: Any) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []
    assert _accepted(document)


@settings(max_examples=150)
@given(st.data())
def test_what_the_reader_accepts_the_schema_accepts(data: st.DataObject) -> None:
    document = copy.deepcopy(EVERYTHING)
    *place, key = data.draw(st.sampled_from(_places(document)))
    around: Any = document
    for step in place:
        around = around[step]
    around[key] = data.draw(BORDER)
    if _accepted(document):
        assert [error.message for error in VALIDATOR.iter_errors(document)] == []


def test_a_key_that_is_not_known_is_none_by_the_schema_either() -> None:
    for place in _places(EVERYTHING):
        document = copy.deepcopy(EVERYTHING)
        around: Any = document
        for step in place:
            around = around[step]
        if isinstance(around, dict) and not {"headers", "json", "secrets"} & set(place):
            around["unknown"] = 1
            assert not VALIDATOR.is_valid(document), place
            assert not _accepted(document), place


def test_an_editor_can_describe_the_keys_of_a_task() -> None:
    properties = suite_schema()["$defs"]["TaskEntry"]["properties"]
    undescribed = {key for key, value in properties.items() if "description" not in value}
    assert undescribed == {"id", "tags", "limits", "browser"}, "they speak for themselves"
