"""The report of an evaluation as one self-contained HTML file."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import PurePosixPath
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from webagent.recording import report_templates

from ._causes import reason_of
from ._charts import histogram, interval_bar
from ._flat import flat
from ._summary import Summary, summarise, tokens_of
from ._tally import Outcome, outcome_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from webagent.evaluation import Attempt, EvaluationRecord

_PACKAGE = "webagent.evaluation.reporting"
FLOOR = "random_floor"
"""What choosing at random scores on the same tasks, in the environment of a record: `successes`
(and `full` ones) `of` tasks, and when that was `measured`."""
REASONS = 5
"""Reasons told of each cause; the others are counted."""


@dataclass(frozen=True, slots=True)
class _Row:
    """An attempt in the table of all of them."""

    attempt: Attempt
    outcome: Outcome
    why: str
    link: str | None
    """Where its own report is, relative to this one; `None` where there is none."""
    tokens: int


@dataclass(frozen=True, slots=True)
class _Chart:
    name: str
    picture: Markup
    middle: str


def write_html(record: EvaluationRecord) -> Path:
    """Write `report.html` into the folder of an evaluation.

    The file asks nothing of the network; without its script, which filters and sorts tables, it
    shows the same. It can be written while the evaluation goes on, and as often as wanted.
    """
    script = (files(_PACKAGE) / "evaluation.js").read_text(encoding="utf-8")
    summary = summarise(record.attempts)
    html = (
        report_templates(_PACKAGE)
        .get_template("evaluation.html.j2")
        .render(
            record=record,
            summary=summary,
            rows=[_row(attempt, record.folder) for attempt in record.attempts],
            charts=list(_charts(record.attempts)),
            floor=record.environment.get(FLOOR),
            settings=list(flat(record.settings)),
            environment=[each for each in flat(record.environment) if FLOOR not in each[0]],
            Outcome=Outcome,
            fractional=_fractional(summary),
            reasons=REASONS,
            bar=interval_bar,
            percent=percent,
            script=Markup(script),
            script_hash=b64encode(sha256(script.encode()).digest()).decode("ascii"),
        )
    )
    path = record.folder / "report.html"
    path.write_text(html.lstrip(), encoding="utf-8")
    return path


def percent(share: float | None) -> str:
    """Return a share as a percentage with one decimal; a dash where there is none."""
    return "–" if share is None else f"{100 * share:.1f} %"


def _row(attempt: Attempt, folder: Path) -> _Row:
    outcome = outcome_of(attempt)
    told = reason_of(attempt) if outcome is not Outcome.SUCCESS else ""
    if outcome is Outcome.SUCCESS or told == attempt.reason:
        # What the agent said itself tells more than how its run ended.
        told = ": ".join(filter(None, (told, attempt.answer)))
    return _Row(attempt, outcome, told, _link(attempt, folder), tokens_of(attempt))


def _link(attempt: Attempt, folder: Path) -> str | None:
    """Return the address of an attempt's own report, if it is there and lies in this folder."""
    path = PurePosixPath(attempt.folder.replace("\\", "/")) / "report.html"
    if not attempt.folder or path.is_absolute() or ".." in path.parts:
        return None
    # “./” keeps a name such as “http:” from being read as the beginning of an address.
    return f"./{quote(str(path))}" if (folder / path).is_file() else None


def _fractional(summary: Summary) -> bool:
    overall = summary.overall
    return overall.mean_score is not None and overall.mean_score != overall.tally.share


def _charts(attempts: Sequence[Attempt]) -> Iterator[_Chart]:
    kinds: tuple[tuple[str, Callable[[Attempt], float | None], Callable[[float], str]], ...] = (
        ("Steps", lambda a: a.steps, _number),
        ("Tokens", lambda a: tokens_of(a) if a.usage.calls else None, _thousands),
        ("Cost", lambda a: a.usage.cost_usd or None, _dollars),
        ("Time", lambda a: a.seconds, _seconds),
    )
    for name, measure, write in kinds:
        values: dict[str, list[float]] = {
            outcome.value: [] for outcome in (Outcome.SUCCESS, Outcome.FAILURE, Outcome.NOT_JUDGED)
        }
        for attempt in attempts:
            value = measure(attempt)
            if value is not None and outcome_of(attempt).value in values:
                values[outcome_of(attempt).value].append(value)
        picture = histogram(values, name, write)
        if picture is not None:
            middle = median(value for group in values.values() for value in group)
            yield _Chart(name, picture, write(middle))


def _number(value: float) -> str:
    return f"{value:,.10g}"


def _thousands(value: float) -> str:
    return f"{value / 1000:,.3g}k" if value >= 1000 else f"{value:.3g}"


def _dollars(value: float) -> str:
    return f"${value:.3g}"


def _seconds(value: float) -> str:
    return f"{value:.3g} s"
