"""`webagent suite …`: tasks of your own, checked before they are played."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from webagent.cli._options import flag
from webagent.terminal import printable

if TYPE_CHECKING:
    from webagent.evaluation.own import OwnSuite

suite_app = typer.Typer(
    help="Check a suite: a YAML or TOML file of tasks, with what decides whether they were done.",
    no_args_is_help=True,
)


@suite_app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="The suite, a YAML or TOML file.")],
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Check a suite and list its tasks: exit code 0 if it is valid, 1 if not."""
    suite = _load(file, as_json=as_json)
    tasks = [
        {"id": task.id, "family": task.family, "tags": list(task.tags)} for task in suite.tasks
    ]
    if as_json:
        _print_json({"file": str(file), "valid": True, "name": suite.name, "tasks": tasks})
        return
    width = max(len(task.id) for task in suite.tasks)
    for task in suite.tasks:
        tags = f"  {', '.join(task.tags)}" if task.tags else ""
        sys.stdout.write(f"{task.id:<{width}}  {task.family}{tags}\n")
    number = len(tasks)
    told = "1 task" if number == 1 else f"{number} tasks"
    sys.stderr.write(f"{printable(str(file))}: valid, {told}\n")


@suite_app.command("schema")
def schema(
    as_json: Annotated[
        bool, flag("json", help="Print one JSON object, which a schema always is.")
    ] = False,
) -> None:
    """Print the JSON Schema (draft 2020-12) of suites, for editors and validators."""
    from webagent.evaluation.own import suite_schema

    sys.stdout.write(json.dumps(suite_schema(), indent=2, ensure_ascii=False) + "\n")


def _load(file: Path, *, as_json: bool) -> OwnSuite:
    """Return the suite; one that is not valid is told what to mend, and ends the command."""
    from webagent.evaluation.own import SuiteFile, SuiteInvalid, SuiteUnreadable

    try:
        return SuiteFile.load(file)
    except SuiteUnreadable:
        raise
    except SuiteInvalid as error:
        problems = error.problems
    if as_json:
        told = [
            {"path": problem.path, "line": problem.line, "message": problem.message}
            for problem in problems
        ]
        _print_json({"file": str(file), "valid": False, "problems": told})
    else:
        for problem in problems:
            sys.stdout.write(f"{printable(str(file))}: {printable(str(problem))}\n")
    raise typer.Exit(1)


def _print_json(content: dict[str, Any]) -> None:
    from webagent.result import SCHEMA_VERSION

    whole = {"schema_version": SCHEMA_VERSION, **content}
    sys.stdout.write(json.dumps(whole, ensure_ascii=False) + "\n")
