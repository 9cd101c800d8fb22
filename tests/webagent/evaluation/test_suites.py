"""The suites by name, and what may be set of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from webagent_manifests.robots import RobotsMode

from webagent.errors import UsageError
from webagent.evaluation._suites import SuiteOptions, find_suite
from webagent.evaluation.verified import VerifiedSuite
from webagent.evaluation.webarena import WebArenaSuite

if TYPE_CHECKING:
    from pathlib import Path

TILES = "http://10.0.0.7:8080"


def test_webarena_is_played_as_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPPING", "http://localhost:7770")
    file = tmp_path / "tasks.json"
    file.write_text(json.dumps([]))
    options = SuiteOptions(
        task_file=file,
        judge="gpt",
        robots="ignore",
        also_allow=(TILES,),
        foreign_hosts_score_zero=True,
    )
    found = find_suite("webarena", options, tmp_path)
    suite = found.suite
    assert isinstance(suite, WebArenaSuite)
    assert (suite.judge, suite.foreign_hosts_score_zero) == ("gpt", True)
    assert (suite.play.robots, suite.play.also_allowed) == (RobotsMode.IGNORE, (TILES,))
    assert found.options["also_allow"] == (TILES,)


def test_webarena_verified_is_scored_by_the_program_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPPING", "http://localhost:7770")
    file, program = tmp_path / "webarena-verified.json", tmp_path / "webarena-verified"
    file.write_text(json.dumps([]))
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    found = find_suite("webarena-verified", SuiteOptions(task_file=file, program=program), tmp_path)
    assert isinstance(found.suite, VerifiedSuite)
    assert found.suite.program == program
    assert json.dumps(found.options)


def test_a_file_of_one_s_own_is_known_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    digests: list[str] = []
    for goal in ("Open the shop", "Open the shop.", "Open the shop"):
        file.write_text(
            "name: mine\n"
            f"tasks: [{{id: a, goal: {goal!r}, url: 'http://127.0.0.1:1/',"
            " checks: [{answer: {exact: x}}]}]\n"
        )
        digests.append(find_suite(str(file), SuiteOptions(), tmp_path).options["sha256"])
    assert digests[0] == digests[2] != digests[1]


def test_an_option_that_means_nothing_to_a_suite_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--also-allow means nothing to the suite injection"):
        find_suite("injection", SuiteOptions(also_allow=(TILES,)), tmp_path)


def test_an_unknown_suite_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no suite “mini”: name miniwob, webarena"):
        find_suite("mini", SuiteOptions(), tmp_path)
