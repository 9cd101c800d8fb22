"""How often what was held for so likely was right: a table, and a picture of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent.evaluation.statistics import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BINS = 10
_SIDE, _EDGE = 300, 44


@dataclass(frozen=True, slots=True)
class Judged:
    """A choice, as it was judged by a model that had not seen its family."""

    family: str
    kind: str
    """As `Option.kind`, of the best option."""
    probability: float
    """What the model said of the best option."""
    right: bool

    @property
    def ends(self) -> bool:
        """Whether the best option ends the run."""
        return self.kind.startswith("stop_")


@dataclass(frozen=True, slots=True)
class Bin:
    """Choices of which about the same was said."""

    count: int
    said: float
    """The mean probability."""
    right: float
    """The share that was right."""


def bins(judged: Iterable[Judged]) -> list[Bin]:
    """Return the bins of a tenth each that have a choice, least probable first."""
    held: list[list[Judged]] = [[] for _ in range(_BINS)]
    for each in judged:
        held[min(int(each.probability * _BINS), _BINS - 1)].append(each)
    return [
        Bin(
            len(own),
            sum(each.probability for each in own) / len(own),
            sum(each.right for each in own) / len(own),
        )
        for own in held
        if own
    ]


def expected_error(found: Sequence[Bin]) -> float:
    """Return the mean gap between said and right, by the number of choices.

    Source: Guo et al. 2017, "On Calibration of Modern Neural Networks", ECE.
    """
    total = sum(each.count for each in found)
    return sum(each.count * abs(each.said - each.right) for each in found) / total


def table(found: Sequence[Bin]) -> list[str]:
    """Return the bins as lines of Markdown."""
    lines = ["| said | choices | right |", "|---|---|---|"]
    for each in found:
        low, high = wilson(round(each.right * each.count), each.count)
        lines.append(
            f"| {each.said:.0%} | {each.count} | {each.right:.1%} [{low:.0%}–{high:.0%}] |"
        )
    return lines


def picture(series: Sequence[tuple[str, Sequence[Bin]]]) -> str:
    """Return an SVG of what was said (across) and what was right (up), with a line a series."""
    colours = ("#2f6f4f", "#b4541a", "#4a5fa8")
    side, edge = _SIDE, _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 2 * edge} {side + 2 * edge}"'
        ' font-family="system-ui, sans-serif" font-size="12">',
        f'<rect width="{side + 2 * edge}" height="{side + 2 * edge}" fill="#fff"/>',
        f'<path d="M{edge} {edge}V{edge + side}H{edge + side}" fill="none" stroke="#888"/>',
        f'<path d="M{edge} {edge + side}L{edge + side} {edge}" stroke="#bbb"'
        ' stroke-dasharray="4"/>',
        f'<text x="{edge + side / 2}" y="{2 * edge + side - 10}" text-anchor="middle">said</text>',
        f'<text x="{edge}" y="{edge - 12}" text-anchor="middle">right</text>',
    ]
    for share in (0, 0.5, 1):
        across, up = edge + share * side, edge + (1 - share) * side
        parts += [
            f'<text x="{across}" y="{edge + side + 16}" text-anchor="middle">{share:.0%}</text>',
            f'<text x="{edge - 6}" y="{up + 4}" text-anchor="end">{share:.0%}</text>',
        ]
    for number, (name, found) in enumerate(series):
        colour = colours[number % len(colours)]
        places = [(edge + b.said * side, edge + (1 - b.right) * side, b) for b in found]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}">'
            f"<title>{b.count} choices: said {b.said:.0%}, right {b.right:.0%}</title></circle>"
            for x, y, b in places
        ]
        parts.append(
            f'<text x="{edge + 14}" y="{edge + 14 + 18 * number}" fill="{colour}">{name}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])
