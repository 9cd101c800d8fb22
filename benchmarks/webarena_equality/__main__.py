"""Score the same cases by `libwebarena` and by our evaluators, and tell where they differ.

    python -m benchmarks.webarena_equality --make-oracle DIR
    python -m benchmarks.webarena_equality --oracle DIR/bin/python [--cases N] [--seed N]

The cases are drawn from a seed: references, addresses and locators of WebArena's `test.raw.json`
and odd ones, answers and pages near them and far from them. The other side are the evaluators of
the package itself, in an environment and a browser of their own, with NLTK's English model. Two
things are put in from outside: the replies of its judge, which is a hosted model; and the sleep of
3 s after a page was loaded, which both sides leave out but in the cases about waiting.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from playwright.async_api import async_playwright

from webagent.browser import find_browser
from webagent.errors import UsageError

from ._oracle import Oracle, make_oracle
from ._ours import score_ours
from ._site import Pages, serve_pages
from ._table import Agreement
from .addresses import address_cases
from .answers import answer_cases
from .shown_pages import late_cases, page_cases
from .wholes import whole_cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._case import Case

_EVERY = 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare; the exit code is 1 where both differ in a case."""
    options = _parser().parse_args(arguments)
    try:
        if options.make_oracle is not None:
            python = make_oracle(options.make_oracle, options.version)
            sys.stdout.write(f"{python}\n")
            return 0
        if options.oracle is None:
            raise UsageError("Name the Python of the oracle, or make one: see --help.")
        oracle = Oracle(options.oracle)
        with serve_pages() as pages:
            cases = make_cases(oracle.tasks, pages, options.seed, options.cases)
            agreement = asyncio.run(_compare(oracle, cases, pages.site))
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for told in agreement.disagreements:
        sys.stdout.write(f"{told}\n")
    sys.stdout.write(f"{agreement.table()}\n\nSeed {options.seed}. {_versions(oracle)}\n")
    return 1 if agreement.disagreements else 0


def make_cases(tasks: Sequence[dict[str, Any]], pages: Pages, seed: int, count: int) -> list[Case]:
    """Return so many cases for a seed, one in twelve of them with a page."""
    filled = _filled(tasks)
    random = Random(seed)
    on_pages = count // 12
    together = on_pages // 4
    late = list(late_cases(pages))
    rest = count - on_pages - len(late)
    return [
        *answer_cases(filled, random, rest - rest // 3),
        *address_cases(filled, random, rest // 3),
        *page_cases(filled, pages, random, on_pages - together),
        *whole_cases(pages, random, together),
        *late,
    ]


def _filled(tasks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    from webagent.evaluation.webarena import SITE_NAMES, Sites

    sites = Sites(**{name: f"http://{name.replace('_', '-')}.example:7770" for name in SITE_NAMES})
    return json.loads(sites.fill(json.dumps(tasks)))


async def _compare(oracle: Oracle, cases: Sequence[Case], site: str) -> Agreement:
    agreement = Agreement()
    async with async_playwright() as playwright:
        program = find_browser(playwright)
        theirs = await asyncio.to_thread(oracle.score, cases, site, program)
        async with await playwright.chromium.launch(executable_path=program) as browser:
            count = 0
            async for ours, unjudged in score_ours(cases, site, browser):
                agreement.add(cases[count], theirs[count], ours, unjudged)
                count += 1
                if count % _EVERY == 0:
                    sys.stderr.write(f"ours: {count} cases\n")
    return agreement


def _versions(oracle: Oracle) -> str:
    ours = {"python": platform.python_version(), "playwright": version("playwright")}
    there = ", ".join(f"{name} {number}" for name, number in oracle.versions.items())
    return f"{there}; here {', '.join(f'{name} {number}' for name, number in ours.items())}."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.webarena_equality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--cases", type=int, default=6000, metavar="N", help="default 6000")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="default 1")
    parser.add_argument("--oracle", type=Path, metavar="PYTHON", help="of the environment")
    parser.add_argument(
        "--make-oracle", type=Path, metavar="DIR", help="make the environment there (about 1 GB)"
    )
    parser.add_argument(
        "--version", default="==0.0.5", metavar="SPEC", help="of libwebarena (default ==0.0.5)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
