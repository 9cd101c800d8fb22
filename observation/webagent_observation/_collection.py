"""Building large trees without the cyclic garbage collector walking over them again and again."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def uncollected() -> Generator[None]:
    """Pause the cyclic collector, if it is on, while a tree is built; trees have no cycles.

    Only around code that does not await: the pause is meant for this work alone.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
