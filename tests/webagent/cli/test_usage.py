"""Settings that can't be: exit code 2, one sentence on stderr, nothing on stdout, no browser."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from tests.webagent.cli.calling import Call, call
from webagent import UsageError
from webagent.cli import app

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

URL = "http://127.0.0.1:9/"
RUN = ("run", "a task", "--url", URL)
REFUSED = {
    "unknown option": ((*RUN, "--nope"), "--nope"),
    "no address": (("run", "a task"), "--url"),
    "half an address": (("run", "a task", "--url", "shop.example"), "“shop.example” is no address"),
    "viewport": ((*RUN, "--viewport", "wide"), "--viewport must be like 1280x800"),
    "storage state": ((*RUN, "--storage-state", "none.json"), "none.json can't be read"),
    "secret": ((*RUN, "--secret", "hunter22"), "--secret must be like name=value"),
    "observe": (("observe", "shop.example"), "“shop.example” is no address"),
}


@pytest.fixture(scope="module")
def calls() -> Generator[dict[str, Future[Call]]]:
    """All calls of the table, side by side: each is over in a second and waits for no other."""
    with ThreadPoolExecutor(max_workers=4) as pool:
        yield {name: pool.submit(call, *arguments) for name, (arguments, _) in REFUSED.items()}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_is_refused(calls: dict[str, Future[Call]], name: str) -> None:
    done = calls[name].result()

    assert done.code == 2
    assert REFUSED[name][1] in done.stderr
    assert done.stdout == ""
    # Whatever else is repeated of what was typed, a secret is not.
    assert "hunter22" not in done.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--viewport", "0x0"], "The viewport must be at least 1×1"),
        (["--json", "--jsonl"], "--json and --jsonl exclude each other"),
        (["--price", "cheap"], "--price must be like 0.25/2.00"),
        (["--locale", "Klingon!"], "“Klingon!” is no language tag"),
        (["--secrets-file", "none.env"], "none.env can't be read"),
        (["--secret", "pin=123"], "shorter than 4 characters"),
        (["--secret", "a b=12345"], "is no name for a secret"),
        (["--secret", "pin=12345", "--trace", "trace.zip"], "can't be combined with secrets"),
        (["--trace", "/nowhere/trace.zip"], "can't be written"),
        (["--save-storage-state", "/"], "is a folder"),
    ],
    ids=str,
)
def test_what_can_not_be_is_told(options: list[str], told: str) -> None:
    result = CliRunner().invoke(app, [*RUN, *options])

    assert isinstance(result.exception, UsageError)
    assert told in str(result.exception)
    assert result.stdout == ""


@pytest.mark.parametrize(
    "options",
    [["--max-steps", "0"], ["--max-seconds", "nan"], ["--max-cost", "-1"], ["--approve", "maybe"]],
    ids=" ".join,
)
def test_what_the_parser_refuses(options: list[str]) -> None:
    result = CliRunner().invoke(app, [*RUN, *options])

    assert result.exit_code == 2
    assert options[0] in result.stderr


def test_an_empty_task_is_refused() -> None:
    result = CliRunner().invoke(app, ["run", " ", "--url", URL])

    assert isinstance(result.exception, UsageError)
    assert "The task is empty" in str(result.exception)


def test_a_storage_state_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text("[]", encoding="utf-8")
    result = CliRunner().invoke(app, [*RUN, "--storage-state", str(path)])

    assert isinstance(result.exception, UsageError)
    assert f"{path} is no Playwright storage state" in str(result.exception)


def test_a_folder_with_a_run_in_it_is_kept(tmp_path: Path) -> None:
    events = tmp_path / "events.jsonl"
    events.write_text("kept", encoding="utf-8")
    result = CliRunner().invoke(app, [*RUN, "--out", str(tmp_path)])

    assert isinstance(result.exception, UsageError)
    assert f"{tmp_path} holds a run already" in str(result.exception)
    assert events.read_text(encoding="utf-8") == "kept"
