"""The floor of MiniWoB++: what choosing at random scores on the very tasks that are played.

    webagent eval miniwob --model random --workers 2 --out floor
    python -m benchmarks.miniwob_floor floor

It puts the raw reward of each task into the package, so that every score is told beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from webagent.errors import UsageError
from webagent.evaluation import EvaluationRecord
from webagent.evaluation.miniwob import FLOOR

if TYPE_CHECKING:
    from collections.abc import Sequence

_RANDOM = "random"


def floor_of(record: EvaluationRecord) -> dict[str, Any]:
    """Return the floor that an evaluation measured.

    Raises:
        UsageError: it was of another suite or actor, is not at its end, or has errors in it.
    """
    played = (record.suite, record.settings.get("actor"))
    if played != ("miniwob", _RANDOM):
        raise UsageError(f"{record.folder} was played by {played[1]} on {played[0]}.")
    if record.missing or any(attempt.score is None for attempt in record.attempts):
        raise UsageError(f"{record.folder} lacks scores: go on with --resume --retry-errors.")
    packages = record.environment["packages"]
    return {
        "measured": (
            f"{record.started[:10]}, {record.environment['browser']}, "
            f"miniwob {packages['miniwob']}, by: webagent eval miniwob --model random"
        ),
        "raw": {
            attempt.task.id: round(attempt.score.measures["raw_reward"], 4)
            for attempt in record.attempts
            if attempt.score is not None
        },
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the floor; the exit code is 2 where an evaluation is none."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.miniwob_floor", description=__doc__)
    parser.add_argument("evaluation", type=Path, help="the folder of the evaluation")
    options = parser.parse_args(arguments)
    try:
        floor = floor_of(EvaluationRecord.read(options.evaluation))
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    FLOOR.write_text(json.dumps(floor, indent=1) + "\n", encoding="utf-8")
    rewarded = sum(raw > 0 for raw in floor["raw"].values())
    sys.stdout.write(f"{rewarded} of {len(floor['raw'])} tasks rewarded, written to {FLOOR}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
