"""A report as Markdown tables: a row for each page, a column for each technique."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.observation._goals import goals_of
from benchmarks.observation._peers import PEERS
from benchmarks.observation.techniques import AriaSnapshot, BareWalk, DomWalk, Ours, OursNew

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.observation.results import Cost, PageResult, Report, Times

_TEXTS = (Ours.name, AriaSnapshot.name, *(peer.name for peer in PEERS))
_TIMED = (Ours.name, OursNew.name, *_TEXTS[1:], BareWalk.name, DomWalk.name)


def tables(report: Report) -> str:
    """Return all tables, the goals last."""
    pages = report.pages
    parts = [
        "Milliseconds of one look: median / 95th percentile.",
        _table(pages, _TIMED, lambda cost: _times(cost.times)),
        "The second look, to a full one.",
        _second_looks(pages),
        "Tokens.",
        _table(pages, _TEXTS, lambda cost: _number(cost.tokens)),
        "Characters.",
        _table(pages, _TEXTS, lambda cost: _number(cost.characters)),
        "Kilobytes from the browser in one look.",
        _table(pages, (*_TEXTS, BareWalk.name), lambda cost: _kilobytes(cost.wire_bytes)),
        "Elements that can be acted on.",
        _table(pages, _TEXTS, lambda cost: _number(cost.actionable)),
        "Words of the page that are in the text.",
        _table(pages, _TEXTS, lambda cost: _share(cost.text_kept)),
        "Roles and names as in the browser's tree; what can be acted on and has a ref.",
        _quality(pages),
        "Kilobytes held: Python's peak in one look / the page's heap after two.",
        _table(
            pages,
            (Ours.name, AriaSnapshot.name),
            lambda cost: f"{_kilobytes(cost.python_bytes)} / {_kilobytes(cost.heap_bytes)}",
        ),
        "Goals.",
        _goals(report),
        ", ".join(f"{name} {version}" for name, version in report.versions.items()),
    ]
    return "\n\n".join(parts) + "\n"


def _table(
    pages: Sequence[PageResult], techniques: Sequence[str], shown: Callable[[Cost], str]
) -> str:
    used = [name for name in techniques if any(name in page.costs for page in pages)]
    rows = [
        [
            page.page,
            f"{page.elements:,}",
            *(shown(page.costs[name]) if name in page.costs else "–" for name in used),
        ]
        for page in pages
    ]
    return _markdown(["page", "elements", *used], rows)


def _second_looks(pages: Sequence[PageResult]) -> str:
    rows: list[list[str]] = []
    for page in pages:
        full = page.costs[Ours.name].times.median_ms
        shown = ["no field", "–"]
        if page.second is not None:
            shown = [
                f"{times.median_ms:.1f} ms, {times.median_ms / full:.2f}×"
                for times in (page.second.changed, page.second.unchanged)
            ]
        rows.append([page.page, f"{full:.1f} ms", *shown])
    return _markdown(["page", "full", "one field changed", "nothing changed"], rows)


def _quality(pages: Sequence[PageResult]) -> str:
    rows = [
        [page.page, _share(page.quality.agreement), _share(page.quality.recall)] for page in pages
    ]
    return _markdown(["page", "agreement", "recall"], rows)


def _goals(report: Report) -> str:
    rows = [
        [goal.name, goal.wanted, goal.measured, "yes" if goal.met else "no"]
        for goal in goals_of(report)
    ]
    return _markdown(["goal", "wanted", "measured", "met"], rows)


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _times(times: Times) -> str:
    return f"{times.median_ms:,.1f} / {times.p95_ms:,.1f}"


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _kilobytes(value: int | None) -> str:
    return "–" if value is None else f"{value / 1000:,.0f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"
