"""Demonstrations as numbers: for each choice the options there were, and which were right."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from training.demonstrator import read_choices
from webagent.actors.ranking import Scene, features, same

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Choices one after the other; the options of a choice lie next to each other."""

    rows: NDArray[np.float32]
    right: NDArray[np.bool_]
    sizes: NDArray[np.int64]
    """How many options each choice has."""
    families: tuple[str, ...]
    """The family of each choice."""
    missing: Counter[str]
    """How often, by family and verb, what was done was not among the options."""

    @classmethod
    def read(cls, files: Sequence[Path], jobs: int = 2) -> Dataset:
        """Read demonstrations; those of a choice whose action is no option are left out."""
        rows: list[NDArray[np.float32]] = []
        right: list[NDArray[np.bool_]] = []
        families: list[str] = []
        missing: Counter[str] = Counter()
        with ProcessPoolExecutor(jobs) as pool:
            for read in pool.map(_read, files, chunksize=8):
                for family, verb, table, hits in read:
                    if table is None or hits is None:
                        missing[f"{family} {verb}"] += 1
                        continue
                    rows.append(table)
                    right.append(hits)
                    families.append(family)
        sizes = np.array([len(table) for table in rows])
        return cls(np.concatenate(rows), np.concatenate(right), sizes, tuple(families), missing)

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where the options of each choice begin."""
        return np.concatenate([[0], np.cumsum(self.sizes)[:-1]])

    def of_options(self, values: NDArray[T]) -> NDArray[T]:
        """Return for each option what is given for its choice."""
        return np.repeat(values, self.sizes)

    def chances(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each option among those of its choice: the softmax."""
        exp = np.exp(scores - self.of_options(np.maximum.reduceat(scores, self.starts)))
        return exp / self.of_options(np.add.reduceat(exp, self.starts))

    def where(self, keep: Sequence[bool]) -> Dataset:
        """Return only some of the choices."""
        mask = np.array(keep)
        options = self.of_options(mask)
        families = tuple(f for f, kept in zip(self.families, keep, strict=True) if kept)
        return Dataset(
            self.rows[options], self.right[options], self.sizes[mask], families, Counter()
        )


def _read(
    file: Path,
) -> list[tuple[str, str, NDArray[np.float32] | None, NDArray[np.bool_] | None]]:
    found: list[tuple[str, str, NDArray[np.float32] | None, NDArray[np.bool_] | None]] = []
    for choice in read_choices(file):
        scene = Scene(choice.state)
        options = scene.options()
        hits = np.array([same(option.action, choice.action) for option in options])
        if not hits.any():
            found.append((choice.family, choice.action.verb, None, None))
            continue
        found.append((choice.family, choice.action.verb, features(scene, options), hits))
    return found
