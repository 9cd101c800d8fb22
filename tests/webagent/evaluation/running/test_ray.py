"""The engine of a cluster: two actors on two nodes of a local Ray."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from webagent_manifests import Use

from tests.webagent.evaluation.running.toys import ToyPlayers, ToySuite
from webagent.errors import UsageError
from webagent.evaluation.running import Began, Evaluation, Job, RayEngine, evaluate
from webagent.evaluation.running._remote import Counter, RemoteLedger, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from webagent.evaluation.running import Told

with_ray = pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed")


@pytest.fixture
def two_nodes(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    cluster: Any = import_module("ray.cluster_utils").Cluster()
    for _ in range(2):
        cluster.add_node(num_cpus=1)
    monkeypatch.setenv("RAY_ADDRESS", cluster.address)
    yield
    cluster.shutdown()


@with_ray
@pytest.mark.slow
@pytest.mark.usefixtures("two_nodes")
async def test_two_nodes_play_and_what_dies_or_hangs_is_an_error(tmp_path: Path) -> None:
    names = ("click/1", "die", "hang", "give-up", "click/2")
    job = Job(ToySuite(names), ToyPlayers(), tmp_path / "out", grace=20.0, beyond=1.0)
    told: list[Told] = []
    evaluation = Evaluation(job, job.suite.tasks, {})
    record = await evaluate(evaluation, RayEngine(2), told.append)
    errors = {one.task.id: one.error for one in record.attempts}
    assert {one.task.id: one.success for one in record.attempts} == {
        "click/1": True,
        "die": None,
        "hang": None,
        "give-up": False,
        "click/2": True,
    }, errors
    assert sum(isinstance(each, Began) for each in told) == len(names)
    assert errors["hang"] == "it did not return in time, and its worker was killed"
    assert errors["die"].startswith("its worker died")
    for name in ("click/1", "click/2", "give-up"):
        assert (tmp_path / "out" / "attempts" / name / "events.jsonl").exists()
    assert (record.environment["engine"], record.environment["workers"]) == ("ray", 2)


def test_without_ray_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_name: str) -> None: ...

    monkeypatch.setattr("webagent.evaluation.running._ray.find_spec", absent)
    with pytest.raises(UsageError, match=r'pip install "polite-webagent\[ray\]"'):
        RayEngine(2)


def _as_it_is(answer: Any) -> Any:
    return answer


class _Here:
    """An actor's handle, of an actor that is right here."""

    def __init__(self, folder: Path) -> None:
        self.ask = self
        self._counter = Counter(str(folder))

    def remote(self, *what: Any, **more: Any) -> Any:
        return self._counter.ask(*what, **more)


def test_runs_of_all_workers_are_counted_together_and_sessions_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def imported(_name: str) -> Any:
        return SimpleNamespace(get=_as_it_is)

    monkeypatch.setattr("webagent.evaluation.running._remote.import_module", imported)
    one, other = (RemoteLedger(_Here(tmp_path), "default") for _ in range(2))
    hourly, now = Use("https://a.example/", 2, 3600), datetime.now(UTC)
    assert one.claim([hourly], when=now) is not None
    assert other.claim([hourly], when=now) is not None
    assert one.claim([hourly], when=now) is None
    assert len(one.times(hourly.key)) == 1


def test_a_record_comes_back_whole(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    (there / "downloads").mkdir(parents=True)
    (there / "events.jsonl").write_text("{}\n")
    (there / "downloads" / "a.pdf").write_bytes(b"\x00\xff")
    (here / "old").mkdir(parents=True)
    unpack(pack(there), here)
    assert sorted(path.name for path in here.rglob("*")) == ["a.pdf", "downloads", "events.jsonl"]
    assert not there.exists()
    assert pack(there) == b""
