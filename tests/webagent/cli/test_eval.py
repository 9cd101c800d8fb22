"""`webagent eval`: pages of MiniWoB's make, interrupted, killed, and gone on with."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.webagent.cli.calling import Call, call, finish, interrupt, start
from webagent.evaluation import EvaluationRecord

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = """<html><title>toy</title><script>
var WOB_TASK_READY = true, WOB_DONE_GLOBAL = false, WOB_RAW_REWARD_GLOBAL = 0;
Math.seedrandom = (seed) => { core.seed = seed; };
const core = {
  startEpisodeReal() { query.textContent = "Click the Ok button."; },
  getUtterance: () => query.textContent,
  endEpisode(reward) { WOB_DONE_GLOBAL = true; WOB_RAW_REWARD_GLOBAL = reward; },
};
</script><div id=query></div><button onclick="core.endEpisode(@)">Ok</button>"""
SETTINGS = ("--model", "baseline", "--seed-list", "7,8", "--workers", "2")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages" / "miniwob"
    folder.mkdir(parents=True)
    for name, reward in (("half", "0.5"), ("lost", "-1"), ("won", "1")):
        (folder / f"{name}.html").write_text(PAGE.replace("@", reward))
    (folder / "void.html").write_text("<html>no task here")
    return folder.parent


def _told(done: Call) -> str:
    return done.stderr + done.stdout


@pytest.mark.slow
def test_scores_are_told_to_people_and_programs_and_what_broke_apart(
    pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = call("eval", "miniwob", "--pages", f"{pages}", *SETTINGS, "--out", f"{out}", "--json")
    assert done.code == 5, _told(done)
    told = json.loads(done.stdout)
    assert (told["schema_version"], told["suite"], told["tasks"]) == ("1", "miniwob", 8)
    overall = told["overall"]
    assert (overall["successes"], overall["failures"], overall["errors"]) == (4, 2, 2)
    assert overall["raw"]["successes"] == 2
    assert {group["name"]: group["share"] for group in told["families"]} == {
        "half": 1.0,
        "lost": 0.0,
        "void": None,
        "won": 1.0,
    }
    assert "void/7: error: " in done.stderr
    record = EvaluationRecord.read(out)
    assert [one.task.id for one in record.attempts][:4] == ["half/7", "half/8", "lost/7", "lost/8"]
    assert (out / "attempts" / "won" / "8" / "events.jsonl").exists()


def _processes(mark: str) -> list[int]:
    """Return the processes that were started, through others or not, with this mark."""
    found: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def _until(true: Callable[[], bool], seconds: float = 40.0) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


@pytest.mark.slow
def test_interrupted_and_killed_it_loses_only_what_was_under_way(
    pages: Path, tmp_path: Path
) -> None:
    out, mark = tmp_path / "out", uuid4().hex
    arguments = ("eval", "miniwob", "--pages", f"{pages}", "--tasks", "[hlw]*", *SETTINGS)
    lines = out / "attempts.jsonl"

    def played() -> int:
        return lines.read_bytes().count(b"\n") if lines.exists() else 0

    def gone() -> bool:
        return not _processes(mark)

    run = start(*arguments, "--out", f"{out}", environment={"MARK": mark})
    assert _until(lambda: played() >= 1)
    interrupt(run)
    stopped = finish(run)
    assert (stopped.code, "--resume" in stopped.stderr) == (130, True), _told(stopped)
    assert _until(gone), "a browser outlived Ctrl-C"
    before = played()

    run = start(*arguments, "--out", f"{out}", "--resume", environment={"MARK": mark})
    assert _until(lambda: played() > before)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert _until(gone), "a worker outlived the one that started it"
    between = played()
    assert before < between < 6

    other = call(*arguments, "--out", f"{out}", "--resume", "--max-steps", "3")
    assert (other.code, "limits = {}, not {'steps': 3}" in other.stderr) == (2, True)
    done = call(*arguments, "--out", f"{out}", "--resume")
    assert done.code == 0, _told(done)
    assert "success   66.7% [" in done.stdout
    ids = [json.loads(line)["task"]["id"] for line in lines.read_text().splitlines()]
    assert sorted(ids) == sorted(
        f"{page}/{seed}" for page in ("half", "lost", "won") for seed in (7, 8)
    ), "nothing is played twice"
    assert len(EvaluationRecord.read(out).resumed) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nothing",), "There is no suite “nothing”"),
        (("miniwob", "--pages", "/nowhere"), "pip install --no-deps miniwob"),
        (("injection", "--seeds", "3"), "--seeds means nothing to the suite injection"),
        (("miniwob", "--seed-list", "7;8"), "--seed-list must be like 7,8,9"),
        (("miniwob", "--resume"), "--resume needs the folder"),
        (("miniwob", "--retry-errors"), "--retry-errors goes with --resume"),
    ],
)
def test_what_cannot_be_is_said_at_once(arguments: tuple[str, ...], message: str) -> None:
    done = call("eval", *arguments)
    assert (done.code, message in done.stderr) == (2, True), done.stderr


def test_no_task_of_that_name_says_what_they_look_like(pages: Path) -> None:
    done = call("eval", "miniwob", "--pages", f"{pages}", "--tasks", "click-*")
    assert (done.code, "such as half/" in done.stderr) == (2, True), done.stderr
