"""`events.jsonl` holds whole lines only, whoever writes it and however that ended."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webagent.errors import UsageError
from webagent.recording import Checkpoint
from webagent.recording._event_log import EventLog
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from pathlib import Path

LINES = [b'{"a": 1}', b'{"b": "\xc3\xa4"}', b"{}"]
SECRET = "hunter2-hunter2"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(end=st.integers(0, sum(len(line) + 1 for line in LINES)))
def test_it_goes_on_after_the_last_whole_line(end: int, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    whole = b"".join(line + b"\n" for line in LINES)
    path.write_bytes(whole[:end])
    log = EventLog(path, again=True)
    log.append(b'{"next": true}', durable=True)
    log.close()
    kept = whole[: whole[:end].rfind(b"\n") + 1]
    assert path.read_bytes().startswith(kept + b'{"next": true}\n')
    assert len(path.read_bytes().splitlines()) == kept.count(b"\n") + 1


def test_only_one_writes_at_a_time(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.jsonl")
    with pytest.raises(UsageError, match="still going on"):
        EventLog(tmp_path / "events.jsonl", again=True)
    log.close()
    EventLog(tmp_path / "events.jsonl", again=True).close()
    with pytest.raises(UsageError, match="holds a run already"):
        EventLog(tmp_path / "events.jsonl")


def test_a_checkpoint_comes_back_without_having_held_a_secret(tmp_path: Path) -> None:
    secrets = Secrets({"password": SECRET})
    cookie = {"name": "plain", "value": f"is {SECRET}", "domain": "a.test", "path": "/"}
    lost = {**cookie, "name": "encoded", "value": "aHVudGVyMi1odW50ZXIy"}
    bait = {**cookie, "name": "bait", "value": "{{password}}"}
    entry = {"name": SECRET, "value": "x"}
    state = {
        "cookies": [cookie, lost, bait],
        "origins": [{"origin": "https://a.test", "localStorage": [entry]}],
    }
    Checkpoint(f"https://a.test/?p={SECRET}", state).write(tmp_path, secrets)
    path = tmp_path / "checkpoint.json"
    assert SECRET not in path.read_text()
    assert lost["value"] not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    read = Checkpoint.read(tmp_path, secrets)
    assert read is not None
    assert read.address == f"https://a.test/?p={SECRET}"
    assert read.state == {**state, "cookies": [cookie]}
    Checkpoint.delete(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.test/x?p={{password}}", "https://a.test/x"),
        ("https://a.test/{{password}}/x?y", "https://a.test/"),
        ("https://a.test/x?p=hunter2%2Dhunter2", "https://a.test/x"),
    ],
)
def test_a_site_can_not_have_a_secret_filled_into_its_address(
    address: str, kept: str, tmp_path: Path
) -> None:
    secrets = Secrets({"password": SECRET})
    Checkpoint(address, {"cookies": [], "origins": []}).write(tmp_path, secrets)
    read = Checkpoint.read(tmp_path, secrets)
    assert read is not None
    assert read.address == kept


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"address": 1}', json.dumps({"cookies": []})])
def test_a_damaged_checkpoint_is_none(content: str, tmp_path: Path) -> None:
    (tmp_path / "checkpoint.json").write_text(content)
    assert Checkpoint.read(tmp_path, Secrets()) is None
