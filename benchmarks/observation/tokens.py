"""How far the estimate of tokens is off, and the weights that would bring it nearest.

    python -m benchmarks.observation.tokens [--fit] FILE…

The files hold texts of pages, as `webagent observe` prints them. Tokens are counted with
o200k_base. The weights in use were fitted to the texts of 189 pages: of the demo sites, manuals
and articles in the packages that `pages` takes, and of Django's interface in thirty languages. Each
of these kinds counted about the same. Long numbers and pictures, of which pages have too few, have
a weight set by hand.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from webagent_observation import estimate_tokens
from webagent_observation._tokens import (  # pyright: ignore[reportPrivateUsage]
    PATTERNS,
    WEIGHTS,
    classified,
)

from benchmarks.observation._tokenizer import count_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_STRETCH = 1_500
"""Characters of the samples that are fitted to, about."""
_ROUNDS = 2_000


@dataclass(frozen=True, slots=True)
class EstimateError:
    """By how much the estimate is off, as a share of the tokens there are."""

    mean: float
    """Of the absolute errors of the texts."""
    bias: float
    """Of the errors; more than 0 if the estimate is high."""
    worst: float


def estimate_error(texts: Sequence[str]) -> EstimateError:
    """Return how far the estimate is off for these texts; empty ones don't count.

    Raises:
        TokenizerMissing: the package with the vocabulary is not installed.
    """
    errors = [estimate_tokens(text) / count_tokens(text) - 1 for text in texts if text]
    return EstimateError(
        fmean(map(abs, errors)) if errors else 0.0,
        fmean(errors) if errors else 0.0,
        max(errors, key=abs, default=0.0),
    )


def fitted(texts: Sequence[str]) -> Mapping[str, float]:
    """Return the weights, none below 0, that bring the estimate nearest to these texts.

    Least squares of the relative errors, by coordinate descent from the weights in use.
    """
    rows: list[list[float]] = []
    for text in (stretch for whole in texts for stretch in _stretches(whole)):
        classes, tokens = classified(text), count_tokens(text)
        counts = (sum(map(classes.count, patterns)) for patterns in PATTERNS.values())
        rows.append([count / tokens for count in counts])
    names = list(PATTERNS)
    weights = [WEIGHTS[name] for name in names]
    products = [
        [sum(r[i] * r[j] for r in rows) for j in range(len(names))] for i in range(len(names))
    ]
    sums = [sum(r[i] for r in rows) for i in range(len(names))]
    for _ in range(_ROUNDS):
        for i, row in enumerate(products):
            if row[i]:
                rest = sums[i] - sum(p * w for p, w in zip(row, weights, strict=True))
                weights[i] = max(weights[i] + rest / row[i], 0.0)
    return dict(zip(names, weights, strict=True))


def _stretches(text: str) -> list[str]:
    found: list[str] = []
    lines: list[str] = []
    for line in text.split("\n"):
        lines.append(line)
        if sum(map(len, lines)) > _STRETCH:
            found.append("\n".join(lines))
            lines = []
    return found


def main() -> None:
    """Print the error for each file, and all together; with --fit, the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    texts = {path: path.read_text(encoding="utf-8") for path in options.files}
    for path, text in texts.items():
        sys.stdout.write(f"{estimate_error([text]).worst:+7.1%}  {path.name}\n")
    error = estimate_error(list(texts.values()))
    sys.stdout.write(f"mean {error.mean:.1%}, bias {error.bias:+.1%}, worst {error.worst:+.1%}\n")
    if options.fit:
        for name, weight in fitted(list(texts.values())).items():
            sys.stdout.write(f'    "{name}": {weight:.2f},\n')


if __name__ == "__main__":
    main()
