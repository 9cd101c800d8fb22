"""How each option stands beside the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ._names import INDEX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ._options import Option


def compare(table: NDArray[np.float32], options: Sequence[Option]) -> None:
    """Write how each option stands beside the others of its kind."""
    kinds = np.array([option.kind for option in options])
    clicks = np.isin(kinds, ["click", "check", "select", "hover"])
    gain, exact = table[:, INDEX["name:gain"]], table[:, INDEX["name:unused"]]
    place = table[:, INDEX["name:place"]]
    if clicks.any():
        for source, target in (
            ("name:gain", "best_gain"), ("name:concept", "best_concept"),
            ("entry:gain", "best_entry"), ("name:cover", "best_exact"),
        ):  # fmt: skip
            values = np.where(clicks, table[:, INDEX[source]], 0.0)
            top = values.max()
            if top > 0:
                table[:, INDEX[target]] = np.where(clicks, values / top, 0.0)
        first = np.where(clicks & (exact > 0), place, 9.0)
        if first.min() < 9.0:
            table[:, INDEX["first_unused"]] = (first == first.min()) & clicks
        order = np.argsort(-np.where(clicks, gain, -1.0), kind="stable")
        ranks = np.empty(len(options))
        ranks[order] = np.arange(len(options))
        table[:, INDEX["gain_rank"]] = np.where(clicks, np.minimum(ranks, 20), 0)
        table[:, INDEX["ties"]] = np.where(clicks, _ties(gain), 0)
    typed = kinds == "type"
    if typed.any():
        fit = (
            table[:, INDEX["span_before"]] + 0.5 * table[:, INDEX["span_after"]]
            + table[:, INDEX["span_quoted"]] - table[:, INDEX["span_own"]]
            - table[:, INDEX["span_used"]] + 0.4 * table[:, INDEX["span_whole"]]
        )  # fmt: skip
        _best_of(
            table, typed, fit, [o.element.ref if o.element else 0 for o in options], "best_span"
        )
        _best_of(table, typed, fit, [o.span.first if o.span else -1 for o in options], "best_field")
    facts = (kinds == "stop_answer") | (table[:, INDEX["fact"]] > 0)
    if facts.any():
        fit = (
            table[:, INDEX["fact_key"]] + table[:, INDEX["fact_label"]]
            + table[:, INDEX["fact_entry"]] + table[:, INDEX["fact_column"]]
        )  # fmt: skip
        top = fit[facts].max()
        table[:, INDEX["fact_best"]] = np.where(facts, fit / top if top > 0 else 0.0, 0.0)


def _best_of(
    table: NDArray[np.float32],
    among: NDArray[np.bool_],
    worth: NDArray[np.floating[Any]],
    groups: Sequence[int],
    name: str,
) -> None:
    best: dict[int, float] = {}
    rows: list[int] = np.flatnonzero(among).tolist()
    for row in rows:
        best[groups[row]] = max(best.get(groups[row], -9.0), float(worth[row]))
    for row in rows:
        table[row, INDEX[name]] = float(worth[row]) >= best[groups[row]]


def _ties(values: NDArray[np.float32]) -> NDArray[np.float32]:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return counts[inverse].astype(np.float32)
