"""The benchmark of consequences: what it counts is really there, and stays as good."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from webagent_actions import Reversibility
from webagent_observation import Node

from benchmarks.consequences import labelled
from benchmarks.consequences.collect import facts_of
from benchmarks.consequences.confusion import is_dangerous, said_of, tables
from benchmarks.consequences.labelled import HELD_OUT, WRITTEN, labelled_controls, node_of
from tests.actions.acting import observed

CONTROLS = labelled_controls()
RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "consequences.md"


def test_there_are_enough_of_every_class_in_both_halves() -> None:
    assert len(CONTROLS) >= 300
    for half in (WRITTEN, HELD_OUT):
        for true in Reversibility:
            found = [each for each in CONTROLS if (each.half, each.true) == (half, true)]
            assert len(found) >= 30, (half, true)


def test_no_source_is_in_both_halves_but_by_language() -> None:
    files = sorted((Path(labelled.__file__).parent / "controls").glob("*.yaml"))
    names = {half: set[str]() for half in (WRITTEN, HELD_OUT)}
    for file in files:
        source = yaml.safe_load(file.read_text(encoding="utf-8"))
        for page in source["pages"]:
            names[source["half"]].add(f"{source['source']} {page['path']}")
    assert not names[WRITTEN] & names[HELD_OUT]


@pytest.mark.parametrize(("half", "most"), [(WRITTEN, 0), (HELD_OUT, 2)])
def test_hardly_a_commitment_is_called_harmless(half: str, most: int) -> None:
    wrong = [
        each.node.name
        for each in CONTROLS
        if each.half == half and is_dangerous(each.true, said_of(each).reversibility)
    ]
    assert len(wrong) <= most, wrong


def test_the_table_counts_every_control_once() -> None:
    text = tables(CONTROLS)
    cells = re.findall(r"^\| is \w+ \|(.+)\|$", text, re.MULTILINE)
    counts = [int(count.strip(" *")) for row in cells for count in row.split("|")]
    assert sum(counts) == len(CONTROLS)


def test_the_results_are_those_of_this_version() -> None:
    published = RESULTS.read_text(encoding="utf-8")
    for table in tables(CONTROLS).split("\n\n"):
        assert table.strip() in published


def test_what_is_written_down_gives_the_control_back() -> None:
    url = "http://127.0.0.1/shop"
    facts = {
        "role": "button",
        "name": "Buy",
        "tag": "input",
        "type": "submit",
        "submits": True,
        "form": "POST /cart",
        "states": {"expanded": False},
        "in": "dialog",
    }
    node = node_of(facts, url)
    around = Node("dialog", "Sure?", children=(node,))
    assert facts_of(node, observed(around, url=url)) == facts
    link = node_of({"role": "link", "name": "X", "tag": "a", "href": "/shop#"}, url)
    assert link.href == "http://127.0.0.1/shop#"
