"""Counting dispatched actions: in memory, on disk, over restarts and between processes."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

import pytest
from webagent_manifests import (
    Ledger,
    LedgerUnavailable,
    Mark,
    MemoryLedger,
    SqliteLedger,
    Use,
)

if TYPE_CHECKING:
    from pathlib import Path

# What has expired by the real clock is cleared away when a ledger is opened, so not of the past.
NOW = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
TWICE = Use("k", max_requests=2, window_seconds=60)
AT_ONCE = Use("k", burst=1)


class MakeLedger(Protocol):
    """Another ledger on the same file; in memory there is no other."""

    def __call__(self, agent: str = "default") -> SqliteLedger: ...


def seconds(count: float) -> datetime:
    return NOW + timedelta(seconds=count)


@pytest.fixture(params=["memory", "disk"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    return MemoryLedger() if request.param == "memory" else SqliteLedger(tmp_path / "l.sqlite")


@pytest.fixture
def another(tmp_path: Path) -> MakeLedger:
    return lambda agent="default": SqliteLedger(tmp_path / "state" / "l.sqlite", agent=agent)


def test_times_come_in_order_whatever_order_they_were_counted_in(ledger: Ledger) -> None:
    for count in (5, 1, 3):
        ledger.claim([Use("k")], when=seconds(count))

    assert ledger.times("k") == (seconds(1), seconds(3), seconds(5))
    assert ledger.times("k", since=seconds(3)) == (seconds(5),)
    assert ledger.times("other") == ()


def test_the_window_slides(ledger: Ledger) -> None:
    """The oldest of two in 60 seconds makes room 60 seconds after it, not on the minute."""
    assert ledger.claim([TWICE], when=seconds(0)) is not None
    assert ledger.claim([TWICE], when=seconds(50)) is not None
    assert ledger.claim([TWICE], when=seconds(59.999)) is None
    assert ledger.claim([TWICE], when=seconds(60)) is not None
    assert ledger.claim([TWICE], when=seconds(61)) is None


def test_what_was_not_claimed_is_not_counted(ledger: Ledger) -> None:
    ledger.claim([TWICE], when=NOW)
    ledger.claim([TWICE], when=NOW)

    assert ledger.claim([Use("free"), TWICE], when=NOW) is None
    assert ledger.times("free") == ()


def test_without_a_window_the_session_is_capped(ledger: Ledger) -> None:
    once = Use("k", max_requests=1)
    assert ledger.claim([once], when=NOW) is not None
    assert ledger.claim([once], when=NOW + timedelta(days=300)) is None


def test_two_limits_on_one_key_both_hold_and_count_once(ledger: Ledger) -> None:
    once = Use("k", max_requests=1, window_seconds=10)
    assert ledger.claim([TWICE, once], when=seconds(0)) is not None
    assert len(ledger.times("k")) == 1
    assert ledger.claim([TWICE, once], when=seconds(5)) is None
    assert ledger.claim([TWICE, once], when=seconds(20)) is not None
    assert ledger.claim([TWICE, once], when=seconds(40)) is None


def test_a_slot_is_held_until_it_is_given_back(ledger: Ledger) -> None:
    claim = ledger.claim([AT_ONCE], when=NOW)
    assert claim is not None
    assert ledger.in_flight("k") == 1
    assert ledger.claim([AT_ONCE], when=NOW) is None
    ledger.release(claim)
    assert ledger.in_flight("k") == 0
    assert ledger.claim([AT_ONCE], when=NOW) is not None


def test_the_last_mark_keeps_its_value(ledger: Ledger) -> None:
    assert ledger.last("k") is None
    ledger.claim([Use("k", value="later")], when=seconds(9))
    ledger.claim([Use("k", value="earlier")], when=seconds(2))

    assert ledger.last("k") == Mark(seconds(9), "later")
    assert ledger.last("k", session=True) == Mark(seconds(9), "later")


def test_an_action_without_uses_is_always_granted(ledger: Ledger) -> None:
    claim = ledger.claim([], when=NOW)
    assert claim is not None
    ledger.release(claim)


def test_a_restart_forgets_nothing_but_the_session(another: MakeLedger) -> None:
    another().claim([TWICE, Use("cap", max_requests=1)], when=seconds(0))
    again = another()
    again.claim([TWICE], when=seconds(1))

    assert again.claim([TWICE], when=seconds(2)) is None
    assert again.times("cap") == ()
    assert again.last("cap", session=True) is None
    assert again.last("cap") is not None
    assert again.claim([Use("cap", max_requests=1)], when=seconds(2)) is not None


def test_agents_do_not_share_their_limits(another: MakeLedger) -> None:
    another("one").claim([Use("k", max_requests=1, window_seconds=60)], when=NOW)

    assert another("two").times("k", since=seconds(-9)) == ()
    assert another("one").times("k", since=seconds(-9)) == (NOW,)


def test_slots_are_shared_between_tabs_and_processes(another: MakeLedger) -> None:
    first, second = another(), another()
    claim = first.claim([AT_ONCE], when=NOW)
    assert claim is not None
    assert second.claim([AT_ONCE], when=NOW) is None
    first.release(claim)
    assert second.claim([AT_ONCE], when=NOW) is not None


def test_the_slot_of_a_dead_process_comes_free(another: MakeLedger, tmp_path: Path) -> None:
    another().claim([AT_ONCE], when=NOW)
    with sqlite3.connect(tmp_path / "state" / "l.sqlite") as connection:
        connection.execute("UPDATE slots SET expires = expires - 121 * 1000000")

    assert another().claim([AT_ONCE], when=NOW) is not None


WORKER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from webagent_manifests import SqliteLedger, Use

ledger = SqliteLedger(Path(sys.argv[1]))
sys.stdin.readline()
use = Use("k", max_requests=100, window_seconds=3600)
print(sum(ledger.claim([use], when=datetime.now(UTC)) is not None for _ in range(80)), flush=True)
sys.stdin.readline()
"""


def test_processes_share_one_limit_and_a_killed_one_still_counts(tmp_path: Path) -> None:
    """Two of them ask 80 times each for what is there 100 times; both are then killed."""
    path = tmp_path / "l.sqlite"
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    counts = [int(worker.stdout.readline()) for worker in workers if worker.stdout is not None]
    for worker in workers:
        worker.kill()
        worker.communicate()

    assert sum(counts) == 100
    use = Use("k", max_requests=100, window_seconds=3600)
    assert SqliteLedger(path).claim([use], when=datetime.now(UTC)) is None


def test_expired_marks_are_cleared_away(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    long_ago = datetime.now(UTC) - timedelta(days=2)
    SqliteLedger(path).claim([TWICE, Use("mark")], when=long_ago)

    again = SqliteLedger(path)

    assert again.times("k", since=long_ago - timedelta(days=1)) == ()
    assert again.last("mark") is not None


@pytest.mark.parametrize("content", [b"this is no database, but a text of some length" * 99, None])
def test_a_ledger_that_can_not_be_used_says_what_to_do(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "l.sqlite"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)

    with pytest.raises(LedgerUnavailable, match=r"l\.sqlite.*move it away"):
        SqliteLedger(path)
