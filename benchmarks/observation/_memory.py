"""What a look holds: in Python at its peak, and in the page afterwards."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from playwright.async_api import Page

    from benchmarks.observation.techniques import Technique


async def memory_of(technique: Technique, page: Page) -> tuple[int, int]:
    """Return the peak of Python's allocations in one look, and the growth of the page's heap.

    The page must be fresh. The heap is the main frame's process's, after a garbage collection.
    """
    session = cast("Any", await page.context.new_cdp_session(page))
    try:
        await session.send("Performance.enable")
        before = await _heap(session)
        await technique.look(page)
        tracemalloc.start()
        try:
            await technique.look(page)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        return peak, await _heap(session) - before
    finally:
        await session.detach()


async def _heap(session: Any) -> int:
    await session.send("HeapProfiler.collectGarbage")
    metrics = (await session.send("Performance.getMetrics"))["metrics"]
    return int(next(metric["value"] for metric in metrics if metric["name"] == "JSHeapUsedSize"))
