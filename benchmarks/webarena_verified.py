"""Tasks of WebArena-Verified from login to score, beside its own program called directly.

    python -m benchmarks.webarena_verified --upstream verified/bin/webarena-verified [--json]
    python -m benchmarks.webarena_verified --make-upstream verified

Twenty-eight ways to carry out eight tasks on stubs of their sites. *Ours* is the agent by a script:
the suite logs in, opens the start page, the run is played under guard and gate, and its answer is
read and scored by the suite. *Direct* is bare Playwright that records its traffic, an answer
written as the documentation of WebArena-Verified shows, and `webarena-verified eval-tasks`. Exit
code 1 if a score differs, or is not what the case is worth.

`--make-upstream` installs WebArena-Verified in a new environment in that folder first: it asks for
exact versions of half its libraries.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import subprocess
import sys
import venv
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright

from benchmarks._playing import play, task_of
from benchmarks._verified_cases import CASES, PAGES
from benchmarks._webarena_stubs import serve_stubs
from webagent.browser import BrowserOptions, find_browser, open_browser
from webagent.evaluation.verified import VerifiedSuite, find_program
from webagent.evaluation.webarena import Play, placeholder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import Browser, Page

    from benchmarks._verified_cases import Case
    from webagent.evaluation.webarena import Sites

SCHEMA_VERSION = "1"
VERSION = "1.2.3"
"""The release of WebArena-Verified that the cases were written for."""
ACTION = re.compile(r'(click|type) \[(\w+) "([^"]*)"\](?: \[([^\]]*)\])?.*')


@dataclass(frozen=True, slots=True)
class Row:
    """What a case is worth, and what it scored."""

    task: str
    what: str
    worth: float
    ours: float | None
    direct: float | None
    reason: str
    """Ours, where it scored nothing."""

    @property
    def right(self) -> bool:
        """Whether both scored what it is worth."""
        return self.ours == self.direct == self.worth


async def direct(
    browser: Browser, suite: VerifiedSuite, case: Case, sites: Sites, folder: Path
) -> float | None:
    """Return the score of the program for what bare Playwright recorded."""
    entry = next(each for each in suite.entries if str(each.task_id) == case.task)
    inside = folder / case.task
    await asyncio.to_thread(inside.mkdir, parents=True)
    context = await browser.new_context(
        record_har_path=inside / "network.har", record_har_content="embed"
    )
    page = await context.new_page()
    await page.goto(entry.start_urls[0])
    for action in case.actions:
        await _act(page, action)
    await context.close()
    environments = {placeholder(name): {"urls": [sites.url(name)]} for name in sites.known}
    _write(inside / "agent_response.json", case.answer)
    _write(folder / "config.json", {"environments": environments})
    program = await asyncio.create_subprocess_exec(
        *(str(suite.program), "eval-tasks", "--config", str(folder / "config.json")),
        *("--output-dir", str(folder)),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    await program.wait()
    result = inside / "eval_result.json"
    return float(json.loads(result.read_text())["score"]) if _is_there(result) else None


async def _act(page: Page, action: str) -> None:
    match = ACTION.fullmatch(action)
    if match is None:
        raise ValueError(action)
    verb, role, name, text = match.groups()
    element = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    if verb == "type":
        await element.fill(text)
        return
    await element.click()
    await page.wait_for_load_state("networkidle")


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")


def _is_there(path: Path) -> bool:
    return path.is_file()


async def compare(program: Path, cases: Sequence[Case]) -> list[Row]:
    """Return a row for each case."""
    rows: list[Row] = []
    with serve_stubs(pages=PAGES) as stubs, TemporaryDirectory() as named:
        root = Path(named)
        async with async_playwright() as playwright, open_browser(BrowserOptions()) as browser:
            bare = await playwright.chromium.launch(executable_path=find_browser(playwright))
            for number, case in enumerate(cases):
                folder = root / str(number)
                suite = VerifiedSuite.from_options(
                    None,
                    stubs.sites,
                    out=folder / "ours",
                    program=program,
                    play=Play(login_folder=root / "logins"),
                )
                async with suite.stage() as stage:
                    task = task_of(suite, case.task)
                    ours = (await play(browser, stage, task, case.script, folder)).score
                theirs = await direct(bare, suite, case, stubs.sites, folder / "direct")
                why = "; ".join(check.reason for check in ours.checks if check.score != 1)
                rows.append(Row(case.task, case.what, case.score, ours.score, theirs, why))
                print(f"{number + 1}/{len(cases)}", end="\r", file=sys.stderr, flush=True)
            await bare.close()
    return rows


def make_upstream(folder: Path) -> Path:
    """Install WebArena-Verified in an environment of its own, and return its program."""
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = [str(scripts / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*python, f"webarena-verified=={VERSION}"], check=True)
    return scripts / "webarena-verified"


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table, and what they come to."""
    lines = ["| task | case | worth | ours | direct |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.task} | {row.what} | {row.worth:g} | {_told(row.ours)} | {_told(row.direct)} |"
        for row in rows
    ]
    same = sum(row.ours == row.direct for row in rows)
    right = sum(row.right for row in rows)
    return "\n".join(
        [*lines, "", f"{same} of {len(rows)} scores are the same; {right} are what was expected."]
    )


def _told(score: float | None) -> str:
    return "–" if score is None else f"{score:g}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--upstream", type=Path, help="the program webarena-verified")
    parser.add_argument("--make-upstream", type=Path, metavar="DIR", help="install it there first")
    parser.add_argument("--tasks", default="", help="only these tasks, such as 44,103")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    made: Path | None = options.make_upstream
    program = find_program(options.upstream if made is None else make_upstream(made))
    if program is None:
        parser.error("webarena-verified is not installed: --make-upstream DIR installs it there.")
    chosen = set(options.tasks.split(",")) - {""}
    cases = [case for case in CASES if not chosen or case.task in chosen]
    rows = asyncio.run(compare(program, cases))
    if options.json:
        told = [asdict(row) for row in rows]
        print(json.dumps({"schema_version": SCHEMA_VERSION, "rows": told}))
    else:
        print(table(rows))
    return 0 if rows and all(row.right for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
