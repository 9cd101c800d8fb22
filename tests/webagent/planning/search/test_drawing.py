"""A search as JSON, and drawn."""

from __future__ import annotations

import json
from typing import Any

import pytest_asyncio

from tests.webagent.planning.search.worlds import found_every_kind
from webagent.planning.search import render_tree, tree_json


@pytest_asyncio.fixture
async def drawn() -> dict[str, Any]:
    return tree_json(await found_every_kind())


async def test_the_object_is_as_it_is_documented(drawn: dict[str, Any]) -> None:
    assert json.loads(json.dumps(drawn)) == drawn
    assert {key: drawn[key] for key in ("stopped", "root", "path", "prefix", "commit")} == {
        "stopped": "budget",
        "root": 2,
        "path": [4, 7],
        "prefix": [4],
        "commit": 7,
    }
    assert drawn["history"] == [
        {"id": 1, "action": "login", "target": "", "label": "", "commit": True}
    ]
    nodes = {node["id"]: node for node in drawn["nodes"]}
    assert nodes[2]["parent"] is nodes[2]["class"] is nodes[2]["evaluation"] is None
    assert nodes[4] | {"mean": 0} == {
        "id": 4,
        "parent": 2,
        "action": "click [1]",
        "target": "link “Teas”",
        "class": "safe",
        "status": "reached",
        "why": "",
        "alias_of": None,
        "label": "/teas",
        "outcome": "",
        "prior": 0.6,
        "visits": 4,
        "mean": 0,
        "best": 8.0,
        "value": 8.0,
        "evaluation": {"effect": 8, "promise": 8, "met": False, "reason": ""},
    }
    assert {node["status"] for node in drawn["nodes"]} == {
        "reached",
        "alias",
        "commit",
        "denied",
        "dead",
        "unopened",
    }
    for node in drawn["nodes"]:
        assert node["parent"] is None or node["parent"] < node["id"]


async def test_the_drawing_shows_value_visits_class_and_why_pruned(drawn: dict[str, Any]) -> None:
    assert render_tree(drawn).splitlines() == [
        "budget: the limit of 5 nodes was reached; 5 opened, 9 model calls, 900 tokens, 0 requests",
        "performed for good: #1 login",
        "#2 start /account · value 8.0 · 6 visits",
        "├── #3 click [3] · safe · denied · robots.txt disallows /admin",
        "├── ★ #4 click [1] link “Teas” · safe · value 8.0 · 4 visits",
        "│   ├── ◆ #7 click [4] · commit · value 6.3, predicted · 1 visit",
        "│   ├── #8 click [5] · safe · dead · the element is covered [2J",
        "│   └── #9 click [6] · safe · value 2.0 · 1 visit",
        "├── #5 click [2] · safe · value 8.0 · the same state as #4",
        "└── #6 click [9] · safe · not tried, prior 0.10",
        "To perform: #4; to decide on: #7.",
    ]


async def test_no_line_is_wider_than_the_terminal(drawn: dict[str, Any]) -> None:
    for width in (40, 60, 200):
        drawing = render_tree(drawn, width=width)
        assert max(map(len, drawing.splitlines())) <= width
        assert "\x1b" not in drawing
