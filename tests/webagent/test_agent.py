"""The agent as a library: what it refuses at once, and what it returns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.webagent.runs import assert_complete, events_of, folder_of
from webagent import Agent, BrowserOptions, Limits, ScriptedActor, Status, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.webagent.conftest import Play, Serve
    from webagent.recording import Event


@pytest.mark.parametrize(
    ("task", "url", "complaint"),
    [
        ("", "http://a.test/", "The task is empty"),
        ("  \n", "http://a.test/", "The task is empty"),
        ("x", "a.test", "must begin with http:// or https://"),
        ("x", "file:///etc/passwd", "must begin with http:// or https://"),
        ("x", "javascript:alert(1)", "must begin with http:// or https://"),
    ],
)
def test_what_can_not_be_run_is_refused_at_once(task: str, url: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        Agent(task, url=url, actor=ScriptedActor([]))


async def test_a_run_leaves_its_record_in_the_state_folder(
    play: Play, serve: Serve, tmp_path: Path
) -> None:
    result = await play(serve("<p>page</p>"), ["stop [42]"], task="Find it!", run_dir=None)
    assert result.success
    assert (result.answer, result.actor, len(result.steps)) == ("42", "scripted", 1)
    folder = folder_of(result)
    assert folder.is_relative_to(tmp_path / "state")
    assert folder.name.endswith("-find-it")
    assert json.loads((folder / "result.json").read_text()) == result.to_json()
    assert_complete(result)


async def test_a_folder_that_holds_a_run_is_not_written_over(play: Play, serve: Serve) -> None:
    url = serve("<p>page</p>")
    first = await play(url, ["stop [1]"])
    with pytest.raises(UsageError, match="holds a run already"):
        await play(url, ["stop [2]"], run_dir=first.run_dir)
    assert_complete(first)


async def test_a_folder_that_can_not_be_made_is_named(play: Play, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    for folder in (file, file / "below"):
        with pytest.raises(UsageError, match="can't be written"):
            await play("http://127.0.0.1:9/", run_dir=folder)


async def test_events_are_heard_as_they_are_written(play: Play, serve: Serve) -> None:
    heard: list[Event] = []
    result = await play(serve("<p>page</p>"), ["stop [1]"], on_event=heard.append)
    assert [event.to_json() for event in heard] == events_of(result)


async def test_an_actor_s_own_error_is_its_user_s_to_see(
    play: Play, serve: Serve, tmp_path: Path
) -> None:
    class Broken:
        name = "broken"

        async def propose(self, state: Any, k: int = 1) -> Any:
            raise LookupError("a bug of the actor's")

    with pytest.raises(LookupError, match="a bug of the actor's"):
        await play(serve("<p>page</p>"), actor=Broken(), run_dir=tmp_path / "run")
    # What had happened by then can be read all the same.
    assert (tmp_path / "run" / "report.html").stat().st_size > 0
    assert "run_started" in (tmp_path / "run" / "events.jsonl").read_text()


async def test_a_timeout_of_the_actor_s_own_is_no_limit(play: Play, serve: Serve) -> None:
    class Impatient:
        name = "impatient"

        async def propose(self, state: Any, k: int = 1) -> Any:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        await play(serve("<p>page</p>"), actor=Impatient(), limits=Limits(seconds=None))


async def test_characters_that_no_file_can_hold_do_not_break_the_record(
    play: Play, serve: Serve
) -> None:
    """JavaScript strings may hold half a surrogate pair; UTF-8 can't."""
    page = r"<script>document.title = '\ud800'; document.body.append('half \udfff')</script>"
    result = await play(serve(f"<p></p>{page}"), ["stop [seen]"])
    assert result.status is Status.DONE
    assert events_of(result, "observed")[0]["text"] == "half \ufffd"
    assert_complete(result)


def test_a_run_outside_of_an_event_loop(serve: Serve, tmp_path: Path) -> None:
    agent = Agent(
        "look",
        url=serve("<p>page</p>"),
        actor=ScriptedActor(["stop [seen]"]),
        browser=BrowserOptions(viewport=(800, 600)),
        run_dir=tmp_path / "run",
    )
    result = agent.run_sync()
    assert result.status is Status.DONE
    assert_complete(result)
