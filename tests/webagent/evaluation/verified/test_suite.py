"""WebArena-Verified's tasks leave its files behind, and are scored by its program or not at all.

The program itself asks for exact versions of half its libraries, so it has no place here;
`benchmarks.webarena_verified` plays with it. Here a small one stands in, called in the same way.
"""

from __future__ import annotations

import json
import pickle
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from webagent.errors import EnvironmentFailure, UsageError
from webagent.evaluation.verified import AgentResponse, VerifiedSuite, VerifiedTask
from webagent.evaluation.webarena import Play, Sites

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks._webarena_stubs import Stubs
    from tests.webagent.evaluation.webarena.conftest import PlayTask


def entry(number: int, site: str, kind: str) -> dict[str, Any]:
    """Return a task as the file holds one."""
    return {
        "sites": [site],
        "task_id": number,
        "intent_template_id": 300 + number,
        "start_urls": [f"__{site.upper()}__"],
        "intent": f"Do task {number}",
        "intent_template": "Do task {{n}}",
        "instantiation_dict": {"n": number},
        "eval": [{"evaluator": "AgentResponseEvaluator", "expected": {"task_type": kind}}],
        "revision": 2,
    }


DONE = 'stop [{"task_type": "NAVIGATE", "status": "SUCCESS", "retrieved_data": null}]'
PROGRAM = """#!{python}
import json, pathlib, sys
told = dict(zip(sys.argv[2::2], sys.argv[3::2]))
assert sys.argv[1] == "eval-tasks" and set(told) == {{"--output-dir", "--task-ids", "--config"}}
folder = pathlib.Path(told["--output-dir"]) / told["--task-ids"]
config = json.loads(pathlib.Path(told["--config"]).read_text())
answer = json.loads((folder / "agent_response.json").read_text())
entries = json.loads((folder / "network.har").read_text())["log"]["entries"]
[gitlab] = config["environments"]["__GITLAB__"]["urls"]
there = entries[-1]["request"]["url"] == gitlab + "/dashboard/todos"
if answer["status"] != "SUCCESS":
    sys.exit("no score today")
(folder / "eval_result.json").write_text(json.dumps({{
    "score": float(there), "status": "success" if there else "failure", "error_msg": None,
    "evaluators_results": [{{"evaluator_name": "NetworkEventEvaluator", "score": float(there),
        "status": "success" if there else "failure", "error_msg": None,
        "assertions": None if there else [
            {{"status": "failure", "assertion_name": "x", "assertion_msgs": ["no event"]}}]}}],
}}))
"""


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """The files of tasks as the package ships them."""
    folder = tmp_path / "assets" / "dataset"
    (folder / "subsets").mkdir(parents=True)
    tasks = [entry(44, "gitlab", "navigate"), entry(5, "reddit", "retrieve")]
    (folder / "webarena-verified.json").write_text(json.dumps(tasks))
    (folder / "subsets" / "webarena-verified-hard.json").write_text('{"task_ids": [44, 90]}')
    return folder / "webarena-verified.json"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that is called as that of WebArena-Verified is."""
    path = tmp_path / "webarena-verified"
    path.write_text(PROGRAM.format(python=sys.executable))
    path.chmod(0o755)
    return path


@pytest.fixture
def suite(stubs: Stubs, dataset: Path, tmp_path: Path) -> VerifiedSuite:
    """A suite of two tasks on the stub sites, sent through pickle as to a worker."""
    made = VerifiedSuite.from_options(
        dataset, stubs.sites, out=tmp_path / "out", play=Play(login_folder=tmp_path / "logins")
    )
    return replace(pickle.loads(pickle.dumps(made)), program=None)


async def test_without_the_program_a_task_leaves_its_files_and_is_not_judged(
    play_task: PlayTask, suite: VerifiedSuite
) -> None:
    folder = suite.out / "44"
    folder.mkdir(parents=True)
    (folder / "eval_result.json").write_text("of an earlier attempt")
    played = await play_task(suite, "44", ['click [link "To-Do List"]', DONE])
    assert played.start.goal.startswith("Do task 44\n")
    assert played.score.score is None
    assert "pip install webarena-verified" in played.score.checks[0].reason
    answer = AgentResponse("NAVIGATE", "SUCCESS")
    assert json.loads((folder / "agent_response.json").read_text()) == answer.to_json()
    config = json.loads((folder / "run_config.json").read_text())
    assert config["test_data_file"] == str(suite.file)
    assert config["environments"]["__GITLAB__"] == {"urls": [suite.sites.gitlab]}
    assert "__MAP__" not in config["environments"]
    assert not (folder / "eval_result.json").exists()
    # Neither the login nor anything after the agent's last step is in the record.
    entries = json.loads((folder / "network.har").read_text())["log"]["entries"]
    gitlab = suite.sites.gitlab
    assert [each["request"]["url"] for each in entries] == [
        f"{gitlab}/",
        f"{gitlab}/dashboard/todos",
    ]
    assert "To-Do List" in entries[-1]["response"]["content"]["text"]


@pytest.mark.parametrize(
    ("script", "score"), [(['click [link "To-Do List"]', DONE], 1.0), ([DONE], 0.0)]
)
async def test_the_score_is_the_programs(
    play_task: PlayTask, suite: VerifiedSuite, program: Path, script: list[str], score: float
) -> None:
    played = await play_task(replace(suite, program=program), "44", script)
    assert played.score.score == score
    (check,) = played.score.checks
    assert (check.name, check.score) == ("NetworkEventEvaluator", score)
    assert check.reason == ("success" if score else "no event")


async def test_a_program_that_gives_no_score_breaks_the_attempt(
    play_task: PlayTask, suite: VerifiedSuite, program: Path
) -> None:
    with pytest.raises(EnvironmentFailure, match="did not score task 44: no score today"):
        await play_task(replace(suite, program=program), "44", ["stop [unable: x]"])


def test_tasks_are_told_by_sites_kind_and_subset(suite: VerifiedSuite, dataset: Path) -> None:
    assert [task.id for task in suite.tasks] == ["44", "5"]
    assert suite.tasks[0].tags == ("gitlab", "navigate", "hard", "template/344")
    hard = VerifiedSuite.from_options(dataset, suite.sites, out=suite.out, hard=True)
    assert [task.id for task in hard.tasks] == ["44"]


def test_of_shop_and_forum_only_the_forum_is_logged_in_to() -> None:
    task = VerifiedTask(1, ("shopping", "reddit"), (), "", 1)
    assert task.logins == ("reddit",)
    assert replace(task, sites=("wikipedia", "shopping")).logins == ("wikipedia", "shopping")


def test_the_tasks_are_found_where_the_program_is_installed(
    tmp_path: Path, dataset: Path, program: Path
) -> None:
    package = tmp_path / "venv" / "lib" / "python3.11" / "site-packages" / "webarena_verified"
    package.mkdir(parents=True)
    dataset.parent.parent.rename(package / "assets")
    installed = tmp_path / "venv" / "bin" / "webarena-verified"
    installed.parent.mkdir()
    program.rename(installed)
    suite = VerifiedSuite.from_options(None, Sites(), out=tmp_path, program=installed)
    assert suite.file == package / "assets" / "dataset" / "webarena-verified.json"
    assert suite.hard == {44, 90}


def test_what_is_missing_is_told(
    tmp_path: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(UsageError, match="name the file, or python -m venv"):
        VerifiedSuite.from_options(None, Sites(), out=tmp_path)
    with pytest.raises(UsageError, match="is no program that can be run"):
        VerifiedSuite.from_options(dataset, Sites(), out=tmp_path, program=tmp_path / "none")
    (dataset.parent / "subsets" / "webarena-verified-hard.json").write_text("[]")
    with pytest.raises(UsageError, match="no list of numbers"):
        VerifiedSuite.from_options(dataset, Sites(), out=tmp_path, hard=True)
    (dataset.parent / "subsets" / "webarena-verified-hard.json").unlink()
    with pytest.raises(UsageError, match="which tasks are hard"):
        VerifiedSuite.from_options(dataset, Sites(), out=tmp_path, hard=True)
