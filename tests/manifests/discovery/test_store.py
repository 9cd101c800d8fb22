"""The cache file: shared by processes, and never the reason why a site cannot be asked."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from webagent_manifests.discovery import CacheStore
from webagent_manifests.discovery._store import Kept, Question

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
QUESTION = Question("http://site.example/f", "agent/1", "*/*")


def kept(body: bytes | None = b"x", when: datetime = NOW) -> Kept:
    return Kept(200, {"etag": '"é"'}, body, when, when)


@pytest.mark.parametrize("body", [b"", b"\x00\xff", None])
def test_an_answer_comes_back_as_it_was(tmp_path: Path, body: bytes | None) -> None:
    path = tmp_path / "deep" / "cache.sqlite3"
    with CacheStore(path) as store:
        assert store.get(QUESTION) is None
        store.put(QUESTION, kept(body))
    with CacheStore(path) as store:
        assert store.get(QUESTION) == kept(body)
        store.remove(QUESTION)
        assert store.get(QUESTION) is None
        assert store.trouble is None


def test_what_nothing_can_use_any_more_is_let_go() -> None:
    store = CacheStore()
    old = Question("http://old.example/", "agent/1", "*/*")
    store.put(old, kept(when=NOW - timedelta(hours=48, seconds=1)))
    assert store.get(old) is not None
    store.put(QUESTION, kept())

    assert store.get(old) is None
    assert store.get(QUESTION) is not None
    store.close()


def test_the_number_of_answers_is_bounded() -> None:
    with CacheStore() as store:
        for number in range(2_010):
            store.put(
                Question(f"http://{number}.example/", "a", "*/*"),
                kept(when=NOW + timedelta(seconds=number)),
            )
        assert store.get(Question("http://9.example/", "a", "*/*")) is None
        assert store.get(Question("http://10.example/", "a", "*/*")) is not None


def test_a_file_that_is_no_cache_is_left_alone_and_worked_without(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite3"
    path.write_bytes(b"not a database at all" * 100)
    with CacheStore(path) as store:
        store.put(QUESTION, kept())

        assert store.get(QUESTION) == kept()
        assert store.trouble is not None
        assert str(path) in store.trouble
    assert path.read_bytes() == b"not a database at all" * 100


def test_a_damaged_page_is_worked_without(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite3"
    with CacheStore(path) as store:
        store.put(QUESTION, kept(b"x" * 100_000))
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xaa" * (len(damaged) - 4096)
    path.write_bytes(bytes(damaged))
    with CacheStore(path) as store:
        assert store.get(QUESTION) is None
        store.put(QUESTION, kept())
        assert store.get(QUESTION) == kept()
        assert store.trouble is not None


def test_a_row_of_somebody_else_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite3"
    with CacheStore(path) as store:
        store.put(QUESTION, kept())
    with sqlite3.connect(path) as database:
        database.execute("UPDATE answers_1 SET headers = '[1'")
    database.close()
    with CacheStore(path) as store:
        assert store.get(QUESTION) is None


def test_a_folder_that_cannot_be_made_is_worked_without(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with CacheStore(blocked / "cache.sqlite3") as store:
        store.put(QUESTION, kept())
        assert store.get(QUESTION) == kept()
        assert store.trouble is not None


def test_a_locked_file_is_worked_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webagent_manifests.discovery._store._BUSY_S", 0.05)
    path = tmp_path / "cache.sqlite3"
    with CacheStore(path) as store:
        store.put(QUESTION, kept(b"before"))
    holder = sqlite3.connect(path)
    holder.execute("BEGIN IMMEDIATE")
    with CacheStore(path) as store:
        store.put(QUESTION, kept(b"after"))
        assert store.get(QUESTION) == kept(b"after")
        assert store.trouble is not None
        assert "locked" in store.trouble
    holder.rollback()
    holder.close()


def test_any_thread_may_ask(tmp_path: Path) -> None:
    with CacheStore(tmp_path / "cache.sqlite3") as store:
        threads = [Thread(target=store.put, args=(QUESTION, kept())) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.get(QUESTION) == kept()
        assert store.trouble is None


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from webagent_manifests.discovery import CacheStore
from webagent_manifests.discovery._store import Kept, Question

now = datetime(2026, 3, 4, 12, tzinfo=UTC)
with CacheStore(Path(sys.argv[1])) as store:
    for number in range(40):
        own = Question(f"http://{sys.argv[2]}.example/{number}", "a", "*/*")
        shared = Question(f"http://shared.example/{number}", "a", "*/*")
        for question in (own, shared):
            store.put(question, Kept(200, {}, question.url.encode() * 50, now, now))
    sys.exit(store.trouble)
"""


def test_processes_share_one_file(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite3"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name], stderr=subprocess.PIPE)
        for name in ("one", "two", "three", "four")
    ]
    for writer in writers:
        _, complaint = writer.communicate(timeout=60)
        assert (writer.returncode, complaint) == (0, b"")
    with CacheStore(path) as store:
        for name in ("one", "two", "three", "four", "shared"):
            for number in range(40):
                question = Question(f"http://{name}.example/{number}", "a", "*/*")
                found = store.get(question)
                assert found is not None
                assert found.body == question.url.encode() * 50
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
