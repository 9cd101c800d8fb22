"""`webagent manifest test`."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from webagent.cli._options import flag
from webagent.cli.manifest._documents import read_valid, write_text
from webagent.cli.manifest._engines import check_engine, opened_pages, warn
from webagent.errors import UsageError
from webagent.terminal import printable

if TYPE_CHECKING:
    from datetime import datetime

    from webagent_manifests import Ledger, Manifest
    from webagent_manifests.owner import Assertion, AssertionResult, Assertions
    from webagent_manifests.page import ActionDecision, Page

_USAGE = 2


def test(
    file: Annotated[Path, typer.Argument(help="The manifest.")],
    tests: Annotated[
        Path | None,
        flag("tests", help="The assertions (YAML or TOML). Default: FILE's name with .test.yaml."),
    ] = None,
    engine: Annotated[str, flag("engine", help="browser, or static: without one.")] = "browser",
    browser: Annotated[
        str | None, flag("browser", help="Chromium or Chrome to use. Default: found by itself.")
    ] = None,
    junit: Annotated[Path | None, flag("junit", help="Also write a JUnit report here.")] = None,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Put your own assertions about a manifest to the test.

    Each names a page, an element, an action or verb, and the decision that
    must come out: allow, needs_human, wait or deny. For agent-permissions.json
    they are in agent-permissions.test.yaml:

    \b
    page: index.html
    tests:
      - target: "#checkout button"
        action: click
        expect: needs_human

    Exit codes: 0 all pass, 1 some fail, 2 usage or a bad file.
    """
    from webagent_manifests.owner import Outcome, to_junit

    from webagent.result import SCHEMA_VERSION

    check_engine(engine)
    manifest = read_valid(str(file), invalid=_USAGE)
    path, assertions = _assertions(file, tests)
    results = asyncio.run(_run(manifest, assertions, path.parent, engine, browser))
    failed = sum(each.outcome is Outcome.FAILED for each in results)
    if junit is not None:
        write_text(junit, to_junit(results, suite=str(file)))
    if as_json:
        report = {
            "schema_version": SCHEMA_VERSION,
            "passed": len(results) - failed,
            "failed": failed,
            "engine": engine,
            "tests": [each.to_json() for each in results],
        }
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(_tap(results)) + "\n")
        sys.stderr.write(f"{len(results) - failed} passed, {failed} failed\n")
    raise typer.Exit(1 if failed else 0)


def _assertions(file: Path, tests: Path | None) -> tuple[Path, Assertions]:
    from webagent_manifests.owner import AssertionsInvalid, find_assertions, parse_assertions

    path = tests or find_assertions(file)
    if path is None:
        raise UsageError(
            f"There is no {file.with_suffix('.test.yaml').name} beside {file}. Write one "
            "(`webagent manifest test --help` shows how), or name a file with --tests."
        )
    try:
        text = path.read_text(encoding="utf-8")
        return path, parse_assertions(text, name=str(path), toml=path.suffix == ".toml")
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} can't be read: it is not UTF-8.") from error
    except AssertionsInvalid as error:
        raise UsageError(printable(str(error))) from error


async def _run(
    manifest: Manifest, assertions: Assertions, folder: Path, engine: str, browser: str | None
) -> tuple[AssertionResult, ...]:
    from webagent_manifests import BuiltInSafety, PolicyStatus, RuleSet, SitePolicy
    from webagent_manifests.owner import run_assertions

    from webagent.authoring import Question, answer, is_address

    site = SitePolicy(PolicyStatus.PRESENT, None, "The manifest is valid.", RuleSet(manifest))
    contributors = (BuiltInSafety(), site)

    async def ask(
        page: Page, target: int | None, assertion: Assertion, *, now: datetime, ledger: Ledger
    ) -> ActionDecision:
        args = assertion.args
        question = Question(
            target,
            assertion.action,
            assertion.verb,
            next((each for each in (args.value, args.key, args.url, args.file) if each), None),
        )
        return await answer(page, question, contributors, now=now, ledger=ledger)

    opened: list[Page] = []
    async with opened_pages(engine, browser) as open_one:

        async def open_page(source: str) -> Page:
            page = await open_one(source if is_address(source) else str(folder / source))
            opened.append(page)
            return page

        results = await run_assertions(assertions, ask, open_page)
    for page in opened[:1]:
        warn(page)
    return results


def _tap(results: tuple[AssertionResult, ...]) -> list[str]:
    """Return the results in the Test Anything Protocol, version 14."""
    from webagent_manifests.owner import Outcome

    lines = ["TAP version 14", f"1..{len(results)}"]
    for number, each in enumerate(results, 1):
        # An unescaped # would begin a directive.
        title = _one_line(each.assertion.title).replace("\\", "\\\\").replace("#", "\\#")
        verdict = "ok" if each.outcome is Outcome.PASSED else "not ok"
        lines.append(f"{verdict} {number} - {title}")
        if each.why:
            lines.append(f"# {_one_line(each.page)}: {_one_line(each.why)}")
    return lines


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())
