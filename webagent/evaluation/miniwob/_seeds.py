"""The seeds that BrowserGym plays MiniWoB++ with, drawn as NumPy's `RandomState` draws them.

BrowserGym (`browsergym-experiments` 0.14.3) takes `RandomState(42)` and goes through its tasks by
name, drawing five seeds each from 0 to 33: its upper bound is written `2 ^ 32`, which in Python is
34. Two or more of a task's five are therefore often the same. An environment that is made with a
seed draws what it gives to the page as the first number below 1,000,000 of `RandomState(seed)`.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BROWSERGYM_SEED = 42
BROWSERGYM_REPEATS = 5
_SEEDS = 34
_PAGE_SEEDS = 1_000_000


class RandomState:
    """The MT19937 generator as NumPy's legacy one is seeded and bounded (Matsumoto 1998)."""

    def __init__(self, seed: int) -> None:
        words = [seed & 0xFFFFFFFF]
        for number in range(1, 624):
            last = words[-1]
            words.append((1_812_433_253 * (last ^ (last >> 30)) + number) & 0xFFFFFFFF)
        self._random = Random()
        self._random.setstate((3, (*words, 624), None))

    def below(self, bound: int) -> int:
        """Return a number from 0 to below the bound: those whose lowest bits exceed it are left."""
        mask = (1 << (bound - 1).bit_length()) - 1
        while True:
            number = self._random.getrandbits(32) & mask
            if number < bound:
                return number


def drawn_seeds(names: Iterable[str], repeats: int = BROWSERGYM_REPEATS) -> dict[str, list[int]]:
    """Return the seeds of each task of a list, which are drawn in its order."""
    state = RandomState(BROWSERGYM_SEED)
    return {name: [state.below(_SEEDS) for _ in range(repeats)] for name in names}


@cache
def page_seed(seed: int) -> int:
    """Return what BrowserGym gives to the page when an environment is made with this seed."""
    return RandomState(seed).below(_PAGE_SEEDS)
