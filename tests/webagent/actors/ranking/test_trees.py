"""The sum of trees, as it is evaluated and as it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from webagent.actors.ranking import Trees

if TYPE_CHECKING:
    from pathlib import Path

STUMPS = Trees(
    feature=np.array([1, 0, 0, 0], np.intp),
    threshold=np.array([0.5, 0, 0, 0], np.float32),
    children=np.array([1, 2, 1, 1, 2, 2, 3, 3], np.intp),
    value=np.array([0, -1, 2, 10], np.float32),
    roots=np.array([0, 3], np.intp),
    depth=1,
)
"""One that asks whether feature 1 is at most a half, and one that adds 10 to everything."""


def test_each_row_goes_its_own_way() -> None:
    rows = np.array([[9, 0.5], [9, 0.6]], np.float32)
    assert STUMPS.scores(rows).tolist() == [9.0, 12.0]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    STUMPS.save(tmp_path / "trees.npz")
    again = Trees.load(tmp_path / "trees.npz")
    rows = np.random.default_rng(1).normal(size=(50, 2)).astype(np.float32)
    assert again.scores(rows).tolist() == STUMPS.scores(rows).tolist()
