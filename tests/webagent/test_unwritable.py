"""A record that can't be written on: the run stops, and leaves all there was room for."""

from __future__ import annotations

import json
import resource
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.openai_server import serve_openai
from tests.support.site import serve_site
from tests.webagent.actors.model.shopping import act
from tests.webagent.cli.calling import call, finish, start
from tests.webagent.runs import events_of
from webagent import Status

if TYPE_CHECKING:
    from pathlib import Path

    from tests.webagent.conftest import Play, Serve


async def test_a_picture_that_can_not_be_written_stops_the_run(
    play: Play, serve: Serve, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    (folder / "002.jpg").mkdir(parents=True)
    result = await play(serve("<p>page</p>"), ["note [one]", "stop [x]"], run_dir=folder)
    assert result.status is Status.ERROR
    assert result.status.exit_code == 5
    assert "can't be written" in result.reason
    assert len(result.steps) == 1
    assert events_of(result)[-1]["type"] == "run_finished"
    assert json.loads((folder / "result.json").read_text())["status"] == "error"
    assert (folder / "report.html").stat().st_size > 0


@pytest.mark.parametrize("part", ["result.json", "report.html"])
async def test_a_part_that_can_not_be_written_costs_the_others_nothing(
    play: Play, serve: Serve, tmp_path: Path, part: str
) -> None:
    folder = tmp_path / "run"
    (folder / part).mkdir(parents=True)
    result = await play(serve("<p>page</p>"), ["stop [42]"], run_dir=folder)
    assert (result.status, result.answer) == (Status.ERROR, "42")
    assert part in result.reason
    assert events_of(result)[-1]["status"] == "done"
    (other,) = {"result.json", "report.html"} - {part}
    assert (folder / other).stat().st_size > 0


@pytest.mark.slow
def test_a_full_disk_stops_the_run_with_whole_lines_and_it_can_go_on(tmp_path: Path) -> None:
    """The size that a file of this process may have stands for the room on the disk."""
    out = tmp_path / "run"
    full: list[int] = []

    def fill_up(_messages: list[dict[str, Any]], _request: dict[str, Any]) -> str:
        if full:
            room = (out / "events.jsonl").stat().st_size + 100
            resource.prlimit(full.pop(), resource.RLIMIT_FSIZE, (room, room))
        return act("note [there is room]") if not out_of_room() else act("stop [done]")

    def out_of_room() -> bool:
        return (out / "events.jsonl").read_text().count("resumed") > 0

    options = ("--out", str(out))
    with serve_site("<p>page</p>") as url, serve_openai(fill_up) as server:
        environment = {"OPENAI_BASE_URL": server.url, "OPENAI_MODEL": "test-model"}
        process = start("run", "Look", "--url", url, *options, environment=environment)
        full.append(process.pid)
        stopped = finish(process)
        lines = (out / "events.jsonl").read_bytes().split(b"\n")
        resumed = call("resume", str(out), environment=environment)

    assert stopped.code == 5
    assert "The record of the run can't be written" in stopped.stdout
    assert lines[-1] == b""
    assert [json.loads(line)["type"] for line in lines[:-1]][-1] == "observed"
    assert (resumed.code, resumed.stdout) == (0, "done\n"), resumed.stderr
