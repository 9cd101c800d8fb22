"""The report of a run as one self-contained HTML file, made from its events alone."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from ._run_record import RunRecord, StepKind

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

PAGE_TEXT_LIMIT = 20_000
"""Characters of page text a step is shown with."""
_SHORT = 300


def write_report(folder: Path) -> Path:
    """Write `report.html` into a run's folder, from its `events.jsonl` and pictures.

    The file asks nothing of the network and runs no script. It can be written for a run that was
    killed too, and as often as wanted.

    Raises:
        UsageError: the folder holds no record of a run.
    """
    run = RunRecord.read(folder)
    html = (
        report_templates()
        .get_template("report.html.j2")
        .render(
            run=run,
            kinds=Counter(step.kind for step in run.steps),
            StepKind=StepKind,
            pictures={
                step.number: _picture(folder, step.observed["picture"]) for step in run.steps
            },
            text_limit=PAGE_TEXT_LIMIT,
        )
    )
    path = folder / "report.html"
    path.write_text(html.lstrip(), encoding="utf-8")
    return path


def _picture(folder: Path, name: str | None) -> str | None:
    """Return a picture as a data URI (RFC 2397); None where there is none, or it was deleted."""
    path = None if name is None else folder / name
    if path is None or path.parent != folder or not path.is_file():
        return None
    return f"data:image/jpeg;base64,{b64encode(path.read_bytes()).decode('ascii')}"


@cache
def report_templates(package: str = "webagent.recording") -> Environment:
    """Return the templates in a package, with the style and the filters that all reports share."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    packages = dict.fromkeys((package, "webagent.recording"))
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(name, ".") for name in packages]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    environment.filters["shorten"] = _shorten
    environment.filters["duration"] = _duration
    environment.filters["date"] = _date
    environment.filters["dollars"] = _dollars
    # The library declares as possible values only those that it comes with.
    cast("dict[str, Any]", environment.globals)["counted"] = _counted
    environment.tests["web_address"] = _is_web_address
    return environment


def _is_web_address(value: str) -> bool:
    """Whether a link may lead there; exactly so written, as browsers read past spaces and case."""
    return value.startswith(("http://", "https://"))


def _shorten(text: str) -> str:
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s"


def _date(time: str) -> str:
    moment = datetime.fromisoformat(time)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def _dollars(cost_usd: float | None) -> str:
    return "cost not known" if cost_usd is None else f"${cost_usd:.4f}"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
