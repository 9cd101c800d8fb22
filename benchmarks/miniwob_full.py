"""All of MiniWoB++ as `webagent eval` plays it: scores by family, time, and memory over the run.

    python -m benchmarks.miniwob_full [--model baseline] [--search auto] [--workers 2] [--seeds 5]
                                      [--out DIR]

Memory is what the worker processes hold, without the browser (resident set, Linux only), sampled
once a second: the median over the episodes 100 to 200 beside that over the last 100.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING

from webagent.evaluation import EvaluationRecord
from webagent.evaluation.statistics import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from webagent.evaluation import Attempt

_ENDS = {
    "limit": "ended by the page after a wrong action, or by the limit of steps",
    "done": "said to be done too early",
    "failed": "given up",
}
SETTLED = 100
"""Episodes after which memory should stay as it is."""
_PAGE_KIB = 4
_WORKER = b"webagent.evaluation.running"


@dataclass(slots=True)
class Memory:
    """What the workers held, by how many episodes were over."""

    folder: Path
    samples: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """Episodes, and KiB."""
    _over: Event = field(default_factory=Event)

    def watch(self) -> None:
        """Sample once a second until `end`."""
        while not self._over.wait(1.0):
            self.samples.append((self._episodes(), _held()))

    def end(self) -> None:
        """Stop sampling."""
        self._over.set()

    def growth(self) -> tuple[float, float] | None:
        """Return the medians early and late in MiB; `None` where the run was too short."""
        last = max((episodes for episodes, _ in self.samples), default=0)
        early = [kib for n, kib in self.samples if SETTLED <= n < 2 * SETTLED]
        late = [kib for n, kib in self.samples if last - SETTLED <= n < last]
        if not early or not late or last < 3 * SETTLED:
            return None
        return median(early) / 1024, median(late) / 1024

    def _episodes(self) -> int:
        try:
            return (self.folder / "attempts.jsonl").read_bytes().count(b"\n")
        except OSError:
            return 0


def _held() -> int:
    """Return the KiB that all worker processes hold."""
    held = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if _WORKER in (process / "cmdline").read_bytes():
                pages = (process / "statm").read_text(encoding="utf-8").split()[1]
                held += int(pages) * _PAGE_KIB
        except OSError:
            continue  # it has ended
    return held


def table(attempts: Iterable[Attempt]) -> list[str]:
    """Return the families as lines of a Markdown table."""
    families: defaultdict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        families[attempt.task.family].append(attempt)
    lines = ["| family | split | raw > 0 | raw = 1 | steps |", "|---|---|---|---|---|"]
    for family, own in sorted(families.items()):
        split = next((tag for tag in own[0].task.tags if tag in ("train", "test")), "")
        steps = sum(each.steps for each in own) / len(own)
        lines.append(f"| {family} | {split} | {_done(own)} | {_full(own)} | {steps:.1f} |")
    return lines


def _done(attempts: Sequence[Attempt]) -> str:
    return f"{sum(each.success is True for each in attempts)}/{len(attempts)}"


def _full(attempts: Sequence[Attempt]) -> str:
    full = sum(each.score is not None and each.score.measures["raw_is_1"] for each in attempts)
    return f"{full:.0f}/{len(attempts)}"


def told(record: EvaluationRecord, memory: Memory) -> list[str]:
    """Return what is to be known of the run, as lines of Markdown."""
    attempts = record.attempts
    lines: list[str] = []
    for name in ("all", "train", "test"):
        own = [each for each in attempts if name == "all" or name in each.task.tags]
        done = sum(each.success is True for each in own)
        low, high = wilson(done, len(own))
        lines.append(
            f"- {name}: raw > 0 in {done} of {len(own)}, {done / len(own):.1%} "
            f"[{low:.1%}–{high:.1%}]; raw = 1 in {_full(own)}"
        )
    floor = record.environment.get("random_floor")
    if floor:
        lines.append(f"- chance, on the same tasks: {floor['successes']} of {floor['of']}")
    for name in ("train", "test"):
        lost = Counter(
            each.status for each in attempts if name in each.task.tags and each.success is False
        )
        ends = ", ".join(f"{count} {_ENDS.get(end, end)}" for end, count in lost.most_common())
        lines.append(f"- lost in {name}: {ends}")
    errors = sum(bool(each.error) for each in attempts)
    reset = median(each.reset_seconds for each in attempts)
    lines.append(f"- {record.seconds:.0f} s in all, {errors} errors, reset {1000 * reset:.0f} ms")
    growth = memory.growth()
    if growth is not None:
        early, late = growth
        lines.append(
            f"- workers hold {early:.0f} MiB after {SETTLED} episodes and {late:.0f} MiB at the "
            f"end: {late / early - 1:+.1%}"
        )
    return [*lines, "", *table(attempts)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; the exit code is that of `webagent eval`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.miniwob_full", description=__doc__)
    parser.add_argument("--model", default="baseline")
    parser.add_argument("--search", default="auto", choices=("auto", "mcts", "off"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--out", type=Path, help="keep the record there")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as scratch:
        folder: Path = options.out or Path(scratch) / "evaluation"
        memory = Memory(folder)
        watching = Thread(target=memory.watch, daemon=True)
        watching.start()
        command = [sys.executable, "-m", "webagent", "eval", "miniwob", "--out", str(folder)]
        for name in ("model", "search", "workers", "seeds"):
            command += [f"--{name}", str(getattr(options, name))]
        code = subprocess.run(command, check=False, stdout=sys.stderr).returncode
        memory.end()
        watching.join()
        if code in (0, 5) and (folder / "attempts.jsonl").is_file():
            sys.stdout.write("\n".join(told(EvaluationRecord.read(folder), memory)) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
