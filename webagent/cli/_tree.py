"""`webagent tree`."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from webagent.cli._options import flag


def tree(
    run: Annotated[Path, typer.Argument(help="The folder of the run.")],
    step: Annotated[
        int | None, flag("step", help="Only what was searched before this step.")
    ] = None,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Draw the search trees of a run: what was tried ahead, what it was worth, why it was pruned.

    ★ is the best path and ◆ the commit it ends with. Exit code 0, also if nothing was searched;
    2 if the folder holds no run.
    """
    from webagent.planning.search import render_tree
    from webagent.recording import RunRecord
    from webagent.result import SCHEMA_VERSION

    found = [
        (turn.number, search["tree"])
        for turn in RunRecord.read(run).steps
        if step is None or turn.number == step
        for search in turn.searches
    ]
    if as_json:
        searches = [{"step": number, "tree": each} for number, each in found]
        printed = {"schema_version": SCHEMA_VERSION, "searches": searches}
        sys.stdout.write(json.dumps(printed, indent=2, ensure_ascii=False) + "\n")
        return
    if not found:
        sys.stderr.write("Nothing was searched.\n")
    width = shutil.get_terminal_size((100, 24)).columns
    drawings = [f"Step {number}\n{render_tree(each, width=width)}" for number, each in found]
    sys.stdout.write("\n".join(drawings))
