"""What the guard costs: a page of sixty resources, loaded with it and without it in turns.

    python -m benchmarks.guard [--runs 60] [--latency 20] [--require 1.05] [--json]

The time is the browser's own, from the start of the navigation until the last resource is there.
*Warm* loads follow another in the same context, *cold* ones are the first of a context. With
`--require`, exit code 1 if the ratio of the warm medians is above it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from contextlib import AsyncExitStack
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.async_api import async_playwright

from benchmarks._resource_site import serve_resources
from webagent.browser import find_browser, switches
from webagent.guard import open_guard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import Browser, BrowserContext

_LOADED = """async () => {
  await window.fetched;
  const [navigation] = performance.getEntriesByType("navigation");
  const ends = performance.getEntriesByType("resource").map((entry) => entry.responseEnd);
  return Math.max(navigation.loadEventEnd, ...ends);
}"""
_WARM_UP = 2


async def load(context: BrowserContext, url: str) -> float:
    """Load the page in a new tab and return how many milliseconds that took."""
    page = await context.new_page()
    await page.goto(url, wait_until="load")
    milliseconds: float = await page.evaluate(_LOADED)
    await page.close()
    return milliseconds


async def _contexts(browser: Browser, url: str, stack: AsyncExitStack) -> dict[str, BrowserContext]:
    guard = await stack.enter_async_context(open_guard())
    guard.name(url)
    guarded = await browser.new_context(proxy={"server": guard.proxy_url})
    await guard.watch(guarded)
    bare = await browser.new_context()
    stack.push_async_callback(guarded.close)
    stack.push_async_callback(bare.close)
    return {"guarded": guarded, "bare": bare}


async def measure(latency_ms: float, runs: int) -> dict[str, Any]:
    """Return the medians in milliseconds, and the ratios of guarded to bare."""
    warm: dict[str, list[float]] = {"guarded": [], "bare": []}
    cold: dict[str, list[float]] = {"guarded": [], "bare": []}
    with serve_resources(latency_ms) as url:
        async with async_playwright() as playwright, AsyncExitStack() as stack:
            browser = await playwright.chromium.launch(
                executable_path=find_browser(playwright), args=switches()
            )
            contexts = await _contexts(browser, url, stack)
            for run in range(runs + _WARM_UP):
                # Who goes first changes, so that neither always finds the machine warmed up.
                for name in sorted(contexts, reverse=bool(run % 2)):
                    took = await load(contexts[name], url)
                    if run >= _WARM_UP:
                        warm[name].append(took)
            for run in range(max(runs // 3, 3)):
                async with AsyncExitStack() as fresh:
                    anew = await _contexts(browser, url, fresh)
                    for name in sorted(anew, reverse=bool(run % 2)):
                        cold[name].append(await load(anew[name], url))
    return {
        "latency_ms": latency_ms,
        "runs": runs,
        **{
            kind: {
                "guarded_ms": round(median(times["guarded"]), 1),
                "bare_ms": round(median(times["bare"]), 1),
                "ratio": round(median(times["guarded"]) / median(times["bare"]), 3),
            }
            for kind, times in (("warm", warm), ("cold", cold))
        },
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print what came out; 1 if the guard costs more than is allowed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--latency", type=float, default=20.0, help="milliseconds per answer")
    parser.add_argument("--require", type=float, help="highest ratio that passes")
    parser.add_argument("--json", action="store_true")
    settings = parser.parse_args(arguments)
    found = [asyncio.run(measure(each, settings.runs)) for each in (settings.latency, 0.0)]
    if settings.json:
        print(json.dumps(found))
    else:
        print("latency  load  guarded    bare   ratio")
        for each in found:
            for kind in ("warm", "cold"):
                times = each[kind]
                print(
                    f"{each['latency_ms']:4.0f} ms  {kind}  {times['guarded_ms']:7.1f} "
                    f"{times['bare_ms']:7.1f}  {times['ratio']:6.3f}"
                )
    too_slow = settings.require is not None and found[0]["warm"]["ratio"] > settings.require
    return 1 if too_slow else 0


if __name__ == "__main__":
    sys.exit(main())
