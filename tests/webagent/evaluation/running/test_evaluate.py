"""An evaluation by processes: what hangs or dies is an error, and the rest goes on."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from tests.webagent.evaluation.running.toys import ToyPlayers, ToySuite
from webagent.errors import UsageError
from webagent.evaluation import Attempt, EvaluationRecord
from webagent.evaluation.running import Began, Evaluation, Job, LocalEngine, evaluate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from webagent.evaluation import Task
    from webagent.evaluation.running import Told

NAMES = ("hang", "click/1", "die", "give-up", "click/2")


class Untroubled:
    """An engine that plays nothing, and says how everything went."""

    name = "untroubled"
    workers = 1

    def __init__(self, error: str = "", most: int = 99) -> None:
        self.played: list[str] = []
        self._error = error
        self._most = most

    async def play(self, job: Job, tasks: Sequence[Task], tell: Callable[[Told], None]) -> None:
        for task in tasks[: self._most]:
            self.played.append(task.id)
            tell(Attempt(task, error=self._error))


def _evaluation(suite: ToySuite, folder: Path, **more: Any) -> Evaluation:
    settings = more.pop("settings", {"seeds": (7, 8)})
    job = Job(suite, ToyPlayers(), folder, grace=2.0, beyond=1.0)
    return Evaluation(job, suite.tasks, settings, **more)


@pytest.mark.slow
async def test_what_hangs_or_dies_is_an_error_and_its_worker_is_replaced(tmp_path: Path) -> None:
    told: list[Told] = []
    evaluation = _evaluation(ToySuite(NAMES), tmp_path)
    record = await evaluate(evaluation, LocalEngine(2), told.append)
    by_name = {one.task.id: one for one in record.attempts}
    assert tuple(by_name) == NAMES
    assert {name: one.success for name, one in by_name.items()} == {
        "hang": None,
        "click/1": True,
        "die": None,
        "give-up": False,
        "click/2": True,
    }
    assert by_name["hang"].error == "it did not return within 7 s and was killed"
    assert by_name["die"].error == "its worker died with the code -9"
    assert sorted(each.task.id for each in told if isinstance(each, Began)) == sorted(NAMES)
    assert record.environment["browser"].startswith("Chromium ")
    assert record.environment["viewport"] == "1280x800"
    assert (record.environment["workers"], record.environment["device_pixel_ratio"]) == (2, 1)
    assert (record.environment["robots"], record.environment["policies"]) == ("enforce", [])
    assert not list((tmp_path / "log").glob("*"))


async def test_a_suite_that_lacks_something_ends_the_evaluation_with_its_message(
    tmp_path: Path,
) -> None:
    suite = ToySuite(("click/1", "click/2"), missing="Set SHOPPING to where the shop is.")
    with pytest.raises(UsageError, match="Set SHOPPING"):
        await evaluate(_evaluation(suite, tmp_path), LocalEngine(2))


async def test_only_what_is_missing_is_played_and_errors_when_asked(tmp_path: Path) -> None:
    suite = ToySuite(("a", "b", "c"))
    first, rest, again = Untroubled("broke", 1), Untroubled(), Untroubled()
    await evaluate(_evaluation(suite, tmp_path), first)
    await evaluate(_evaluation(suite, tmp_path, resume=True), rest)
    record = await evaluate(_evaluation(suite, tmp_path, resume=True, retry_errors=True), again)
    assert (first.played, rest.played, again.played) == (["a"], ["b", "c"], ["a"])
    assert [one.error for one in record.attempts] == ["", "", ""]
    assert len(record.resumed) == 2


@pytest.mark.parametrize(
    ("suite", "settings", "message"),
    [
        (ToySuite(("a", "b")), {"seeds": (7,)}, r"seeds = \[7, 8\], not \[7\]"),
        (ToySuite(("a",)), {"seeds": (7, 8)}, "begun with other tasks"),
        (ToySuite(("a", "b"), name="tales"), {"seeds": (7, 8)}, "the suite toys, not tales"),
    ],
)
async def test_other_settings_are_not_mixed_in(
    tmp_path: Path, suite: ToySuite, settings: dict[str, Any], message: str
) -> None:
    await evaluate(_evaluation(ToySuite(("a", "b")), tmp_path), Untroubled())
    with pytest.raises(UsageError, match=message):
        await evaluate(_evaluation(suite, tmp_path, settings=settings, resume=True), Untroubled())


async def test_a_folder_with_an_evaluation_is_not_begun_again(tmp_path: Path) -> None:
    suite = ToySuite(("a",))
    await evaluate(_evaluation(suite, tmp_path), Untroubled())
    with pytest.raises(UsageError, match="holds an evaluation already"):
        await evaluate(_evaluation(suite, tmp_path), Untroubled())
    assert len(EvaluationRecord.read(tmp_path).attempts) == 1


async def test_cancelling_ends_the_workers(tmp_path: Path) -> None:
    began = asyncio.Event()

    def hear(told: Told) -> None:
        if isinstance(told, Began):
            began.set()

    evaluation = _evaluation(ToySuite(("wait/1", "wait/2")), tmp_path)
    running = asyncio.ensure_future(evaluate(evaluation, LocalEngine(1), hear))
    await began.wait()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert EvaluationRecord.read(tmp_path).attempts == ()


class Homeless(ToyPlayers):
    """Players of a module that no other process finds."""


async def test_what_cannot_be_handed_to_a_worker_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys
    from types import ModuleType

    module = ModuleType("nowhere_to_be_found")
    module.Homeless = Homeless  # pyright: ignore[reportAttributeAccessIssue]
    monkeypatch.setitem(sys.modules, "nowhere_to_be_found", module)
    monkeypatch.setattr(Homeless, "__module__", "nowhere_to_be_found")
    job = Job(ToySuite(("click/1",)), Homeless(), tmp_path)
    with pytest.raises(UsageError, match="of a module that can be imported"):
        await evaluate(Evaluation(job, job.suite.tasks, {}), LocalEngine(1))
