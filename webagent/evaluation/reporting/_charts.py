"""Pictures of numbers as inline SVG, drawn in the colours of the page around them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from statistics import median
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ._tally import Tally

_BINS = 16
_WIDTH, _HEIGHT, _AXIS = 250, 100, 18
_TAIL = 0.98
"""The share of values that the scale is made for; the rest is gathered in a last bar."""


def interval_bar(tally: Tally) -> Markup:
    """Return a bar of the share of successes, with its interval, from 0 to 100 %."""
    if tally.share is None:
        return Markup('<svg class="bar" aria-hidden="true"><rect class="track"/></svg>')
    low, high = tally.interval
    parts = [
        '<rect class="track"/>',
        f'<rect class="share" width="{_percent(tally.share)}"/>',
        f'<line class="reach" x1="{_percent(low)}" x2="{_percent(high)}" y1="50%" y2="50%"/>',
        *(
            f'<line class="reach" x1="{_percent(end)}" x2="{_percent(end)}" y1="25%" y2="75%"/>'
            for end in (low, high)
        ),
    ]
    # A reader hears the numbers from the cells beside it.
    return Markup(f'<svg class="bar" aria-hidden="true">{"".join(parts)}</svg>')


def histogram(
    values: Mapping[str, Sequence[float]], name: str, write: Callable[[float], str]
) -> Markup | None:
    """Return how values are distributed, stacked by what the mapping names them; `None` for none.

    Each name is a class of the bars, too. `write` tells a value with its unit.
    """
    everything = sorted(value for group in values.values() for value in group)
    if not everything:
        return None
    scale = _Scale.of(everything)
    counts = {key: scale.count(group) for key, group in values.items()}
    highest = max(sum(column) for column in zip(*counts.values(), strict=True))
    step = _WIDTH / scale.bars
    parts: list[str] = []
    for index in range(scale.bars):
        top = float(_HEIGHT)
        told: list[str] = []
        shapes: list[str] = []
        for key, column in counts.items():
            height = _HEIGHT * column[index] / highest
            top -= height
            if column[index]:
                told.append(f"{column[index]} {key}")
                shapes.append(
                    f'<rect class="{escape(key.replace(" ", "-"))}" x="{index * step + 0.5:.2f}"'
                    f' y="{top:.2f}" width="{step - 1:.2f}" height="{height:.2f}"/>'
                )
        if shapes:
            where = escape(f"{scale.range_of(index, write)}: {', '.join(told)}")
            parts.append(f"<g><title>{where}</title>{''.join(shapes)}</g>")
    parts.append(f'<line class="axis" x1="0" x2="{_WIDTH}" y1="{_HEIGHT}" y2="{_HEIGHT}"/>')
    for at, label, anchor in scale.ticks(write):
        parts.append(
            f'<text x="{at * step:.2f}" y="{_HEIGHT + _AXIS - 4}" text-anchor="{anchor}">'
            f"{escape(label)}</text>"
        )
    middle = median(everything)
    at = scale.position(middle) * step
    parts.append(f'<line class="median" x1="{at:.2f}" x2="{at:.2f}" y1="0" y2="{_HEIGHT}"/>')
    view = f"0 0 {_WIDTH} {_HEIGHT + _AXIS}"
    label = escape(f"{name} of {len(everything)} attempts, in the middle {write(middle)}")
    return Markup(
        f'<svg class="histogram" viewBox="{view}" role="img" aria-label="{label}">'
        f"{''.join(parts)}</svg>"
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Bars of equal width from 0 on; where values lie far out, one more for all of them."""

    width: float
    regular: int
    overflows: bool

    @classmethod
    def of(cls, ordered: Sequence[float]) -> _Scale:
        usual = ordered[ceil(_TAIL * len(ordered)) - 1]
        end = ordered[-1] if ordered[-1] <= 2 * usual else usual
        whole = all(value == int(value) for value in ordered)
        width = _nice(end / _BINS, whole=whole)
        regular = max(1, floor(end / width) + 1)
        return cls(width, regular, overflows=ordered[-1] >= regular * width)

    @property
    def bars(self) -> int:
        return self.regular + self.overflows

    def index(self, value: float) -> int:
        return min(max(0, floor(value / self.width)), self.bars - 1)

    def count(self, values: Sequence[float]) -> list[int]:
        counts = [0] * self.bars
        for value in values:
            counts[self.index(value)] += 1
        return counts

    def position(self, value: float) -> float:
        """Return where a value lies, in bars."""
        index = self.index(value)
        if index >= self.regular or self.width == 1:
            return index + 0.5
        return value / self.width

    def range_of(self, index: int, write: Callable[[float], str]) -> str:
        start = index * self.width
        if index >= self.regular:
            return f"{write(start)} or more"
        return write(start) if self.width == 1 else f"{write(start)} to {write(start + self.width)}"

    def ticks(self, write: Callable[[float], str]) -> list[tuple[float, str, str]]:
        """Return where labels stand, in bars, what they say and how they are aligned."""
        # Bars of whole numbers stand for one each: the label belongs under the middle.
        if self.width == 1:
            shown = range(0, self.regular, max(1, ceil(self.regular / 8)))
            labels = [(index + 0.5, write(float(index)), "middle") for index in shown]
            return [*labels, (self.bars, "more", "end")] if self.overflows else labels
        middle = self.regular // 2
        end = f"{write(self.regular * self.width)}{' +' if self.overflows else ''}"
        return [
            (0, write(0), "start"),
            (middle, write(middle * self.width), "middle"),
            (self.bars, end, "end"),
        ]


def _nice(width: float, *, whole: bool) -> float:
    """Return the next width of the form 1, 2, 2.5 or 5 times a power of ten."""
    if width <= 0:
        return 1.0
    power = 10.0 ** floor(log10(width))
    nice = next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= width * (1 - 1e-9))
    return float(max(1, ceil(nice))) if whole else nice


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"
