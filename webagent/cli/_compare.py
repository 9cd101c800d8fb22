"""`webagent compare`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from webagent.cli._options import flag
from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent.evaluation.reporting import Comparison, Pairs, Tally

_TASKS = 20
"""Tasks named of each kind; `--json` has them all."""


def compare(
    run_a: Annotated[Path, typer.Argument(metavar="RUN_A", help="The folder of an evaluation.")],
    run_b: Annotated[Path, typer.Argument(metavar="RUN_B", help="The one to compare it with.")],
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Compare two evaluations over the tasks that both have an outcome for.

    Tells how many tasks both did, only one did, and neither did; the difference with its 95 %
    interval (Newcombe's for paired proportions); and how likely equals would differ as much
    (McNemar's test, exact).
    """
    from webagent.evaluation import EvaluationRecord
    from webagent.evaluation.reporting import compare as compare_records

    found = compare_records(EvaluationRecord.read(run_a), EvaluationRecord.read(run_b))
    for warning in found.warnings:
        sys.stderr.write(f"webagent: {printable(warning)}\n")
    if as_json:
        told = {"schema_version": "1", "run_a": str(run_a), "run_b": str(run_b), **found.to_json()}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        return
    sys.stdout.write(printable(_text(found, run_a, run_b)))


def _text(found: Comparison, run_a: Path, run_b: Path) -> str:
    lines = [
        _alone("A", run_a, found.a),
        _alone("B", run_b, found.b),
        "",
        *_table(found),
        "",
        _verdict(found.overall),
    ]
    if found.unpaired:
        lines.append(f"Left out, since broken or not judged in one: {_tasks(len(found.unpaired))}.")
    if found.missing_a or found.missing_b:
        missing = f"A lacks {len(found.missing_a)} of B's tasks, B {len(found.missing_b)} of A's."
        lines.append(missing)
    lines += _named("only A did", found.only_a) + _named("only B did", found.only_b)
    return "\n".join(lines) + "\n"


def _alone(letter: str, folder: Path, tally: Tally) -> str:
    low, high = tally.interval
    share = "–" if tally.share is None else f"{tally.share:.1%}"
    apart = f", {tally.errors} errors" if tally.errors else ""
    apart += f", {tally.not_judged} not judged" if tally.not_judged else ""
    counts = f"{tally.successes} of {tally.judged}"
    return f"{letter}  {share} ({low:.1%} to {high:.1%}), {counts}{apart}  {folder}"


def _table(found: Comparison) -> list[str]:
    rows = (*found.families, found.overall)
    width = max(len("family"), *(len(pairs.name) for pairs in rows))
    head = f"{'family':<{width}}  {'tasks':>5}  {'both':>5}  {'only A':>6}  {'only B':>6}"
    head += f"  {'neither':>7}  {'B - A':>7}"
    return [head, *(_row(pairs, width) for pairs in rows)]


# Without a p for each family: of many, some would be small by chance alone.
def _row(pairs: Pairs, width: int) -> str:
    difference = "–" if pairs.difference is None else f"{pairs.difference:+.1%}"
    counts = f"{pairs.n:>5}  {pairs.both:>5}  {pairs.only_a:>6}  {pairs.only_b:>6}"
    return f"{pairs.name:<{width}}  {counts}  {pairs.neither:>7}  {difference:>7}"


def _verdict(overall: Pairs) -> str:
    if overall.difference is None:
        return "No task has an outcome in both."
    low, high = overall.interval
    told = f"B - A: {overall.difference:+.1%} (95 %: {low:+.1%} to {high:+.1%})"
    return f"{told} over {_tasks(overall.n)}; McNemar, exact: p {_equals(overall.p)}."


def _named(what: str, tasks: Sequence[str]) -> list[str]:
    if not tasks:
        return []
    more = f" and {len(tasks) - _TASKS} more" if len(tasks) > _TASKS else ""
    return [f"{what}: {', '.join(tasks[:_TASKS])}{more}"]


def _tasks(count: int) -> str:
    return f"{count} {'task' if count == 1 else 'tasks'}"


def _equals(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"= {p:.3f}"
