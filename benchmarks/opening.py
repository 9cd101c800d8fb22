"""What it costs to open a page: the headless shell beside a browser that has windows.

    python -m benchmarks.opening [--pages N] [--browser PROGRAM …]

Each page is opened in a context of its own, as runs do, loads a short document, and is closed. Time
is that of the clock; work is what the browser's processes used of the processors (Linux only).
Browsers take turns, so that whatever else the machine does falls on all of them.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright

from webagent.browser import find_browser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import Browser, Playwright

ROUNDS = 3
_DOCUMENT = "data:text/html,<title>A page</title><h1>A page</h1>"


def work_beneath(process: int) -> float:
    """Return the processor time that a process's descendants used, in seconds; 0 if not told."""
    children: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        number = int(stat.parent.name)
        children.setdefault(int(fields[1]), []).append(number)
        used[number] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    below, waiting = 0.0, [process]
    while waiting:
        own = children.get(waiting.pop(), [])
        below += sum(used[each] for each in own)
        waiting += own
    return below


async def opened(browser: Browser) -> float:
    """Open a page in a context of its own and close it; return how many seconds that took."""
    began = monotonic()
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(_DOCUMENT)
    await context.close()
    return monotonic() - began


async def measured(playwright: Playwright, program: Path, pages: int) -> tuple[float, float]:
    """Return seconds and seconds of work for a page."""
    browser = await playwright.chromium.launch(executable_path=program)
    await opened(browser)
    before = work_beneath(os.getpid())
    seconds = [await opened(browser) for _ in range(pages)]
    work = (work_beneath(os.getpid()) - before) / pages
    await browser.close()
    return median(seconds), work


async def compare(programs: Sequence[Path], pages: int) -> list[str]:
    """Return a line for each browser: medians over rounds, and what they are of the last one's."""
    found: dict[Path, list[tuple[float, float]]] = {program: [] for program in programs}
    async with async_playwright() as playwright:
        for _ in range(ROUNDS):
            for program in programs:
                found[program].append(await measured(playwright, program, pages))
    medians = {
        program: (median(s for s, _ in each), median(w for _, w in each))
        for program, each in found.items()
    }
    last_seconds, last_work = medians[programs[-1]]
    lines = [f"{'':<44}{'s a page':>9}{'':>7}{'work, s':>9}"]
    for program, (seconds, work) in medians.items():
        ratios = (
            f"{seconds / last_seconds:>6.2f}×",
            f"{work / last_work if last_work else 0:>6.2f}×",
        )
        lines.append(f"{program!s:<44}{seconds:>9.3f}{ratios[0]}{work:>9.3f}{ratios[1]}")
    return lines


async def _found() -> list[Path]:
    async with async_playwright() as playwright:
        return list(
            dict.fromkeys(find_browser(playwright, headless=each) for each in (True, False))
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.opening", description=__doc__)
    parser.add_argument("--pages", type=int, default=10, help="pages a round (default 10)")
    parser.add_argument("--browser", type=Path, nargs="+", help="default: the two that are found")
    options = parser.parse_args(arguments)
    programs: list[Path] = options.browser or asyncio.run(_found())
    sys.stdout.write("\n".join(asyncio.run(compare(programs, options.pages))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
