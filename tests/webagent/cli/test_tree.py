"""`webagent tree`: the search trees of a run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.webagent.cli.calling import call
from tests.webagent.recording.searching import record_search
from tests.webagent.recording.written import STARTED
from webagent.planning.search import render_tree

if TYPE_CHECKING:
    from pathlib import Path


async def test_each_search_is_drawn_under_its_step(tmp_path: Path) -> None:
    tree = await record_search(tmp_path, searches=2)

    done = call("tree", str(tmp_path), environment={"COLUMNS": "70"})

    drawing = f"Step 1\n{render_tree(tree, width=70)}"
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout == f"{drawing}\n{drawing}"


@pytest.mark.slow
async def test_json_is_what_was_recorded(tmp_path: Path) -> None:
    tree = await record_search(tmp_path)

    done = call("tree", str(tmp_path), "--json")

    assert json.loads(done.stdout) == {
        "schema_version": "1",
        "searches": [{"step": 1, "tree": tree}],
    }
    assert json.loads(call("tree", str(tmp_path), "--json", "--step", "2").stdout) == {
        "schema_version": "1",
        "searches": [],
    }


def test_a_run_without_search_says_so(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text(json.dumps(STARTED) + "\n")

    done = call("tree", str(tmp_path))

    assert (done.code, done.stdout, done.stderr) == (0, "", "Nothing was searched.\n")


def test_a_folder_without_a_run_is_a_wrong_call(tmp_path: Path) -> None:
    done = call("tree", str(tmp_path))

    assert done.code == 2
    assert "events.jsonl" in done.stderr
