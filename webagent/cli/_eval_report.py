"""`webagent report`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from webagent.cli._options import flag


def report(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of an evaluation or a run.")],
    as_json: Annotated[
        bool, flag("json", help="Print what an evaluation says as one JSON object.")
    ] = False,
) -> None:
    """Write the report of an evaluation, as `report.html` in its folder, and say where it is.

    `attempts.csv` and `summary.json` lie beside it. Of a single run it writes the run's own report
    anew.
    """
    from webagent.errors import UsageError
    from webagent.evaluation import EvaluationRecord
    from webagent.evaluation.reporting import summary_json, write_reports
    from webagent.recording import write_report

    if (run / "attempts.jsonl").is_file():
        path = write_reports(run)
        if as_json:
            told = summary_json(EvaluationRecord.read(run))
            sys.stdout.write(json.dumps({**told, "report": str(path)}, ensure_ascii=False) + "\n")
            return
    elif (run / "events.jsonl").is_file():
        if as_json:
            raise UsageError(f"{run} is a single run: its result is in {run / 'result.json'}.")
        path = write_report(run)
    else:
        raise UsageError(f"{run} holds neither an evaluation nor a run.")
    sys.stdout.write(f"{path}\n")
