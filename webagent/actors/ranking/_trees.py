"""A sum of decision trees, read from a file of arrays and evaluated for many rows at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from numpy.typing import NDArray

_BLOCK = 32
"""Rows that are evaluated at once: what is worked out for them stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Decision trees whose nodes lie in one array each, all trees one after the other.

    A node that is a leaf leads to itself, so that every row takes the same number of steps.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    """A row goes to the first child where its feature is at most this."""
    children: NDArray[np.intp]
    """Two for each node, one after the other: where it goes at most the threshold, and above it."""
    value: NDArray[np.float32]
    """What a leaf adds; 0 for other nodes."""
    roots: NDArray[np.intp]
    depth: int

    def scores(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the sum of what the trees say of each row.

        Args:
            rows: features, a row an option.
        """
        scores = np.empty(len(rows))
        for at in range(0, len(rows), _BLOCK):
            scores[at : at + _BLOCK] = self._scores(rows[at : at + _BLOCK])
        return scores

    def _scores(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        count, width = rows.shape
        flat = rows.ravel()
        first = np.repeat(np.arange(count, dtype=np.intp) * width, len(self.roots))
        at = np.tile(self.roots, count)
        for _ in range(self.depth):
            above = flat.take(first + self.feature.take(at)) > self.threshold.take(at)
            at = self.children.take(2 * at + above)
        return self.value.take(at).reshape(count, -1).sum(axis=1, dtype=np.float64)

    def save(self, file: Path | BinaryIO) -> None:
        """Write it as compressed arrays."""
        np.savez_compressed(
            file, feature=self.feature.astype(np.int16), threshold=self.threshold,
            left=self.children[::2].astype(np.int32), right=self.children[1::2].astype(np.int32),
            value=self.value.astype(np.float32), roots=self.roots.astype(np.int32),
            depth=np.int32(self.depth),
        )  # fmt: skip

    @classmethod
    def load(cls, file: Path | BinaryIO) -> Trees:
        """Read what `save` wrote. Raises `OSError` or `ValueError` if it can't be read."""
        with np.load(file, allow_pickle=False) as arrays:
            return cls(
                arrays["feature"].astype(np.intp), arrays["threshold"],
                np.stack([arrays["left"], arrays["right"]], axis=1).ravel().astype(np.intp),
                arrays["value"], arrays["roots"].astype(np.intp), int(arrays["depth"]),
            )  # fmt: skip
