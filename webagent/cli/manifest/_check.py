"""`webagent manifest check`."""

from __future__ import annotations

import asyncio
import difflib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from webagent.cli._options import flag
from webagent.cli.manifest._documents import STANDARD_INPUT, read_body
from webagent.cli.manifest._engines import check_engine, opened_pages, warn
from webagent.errors import UsageError
from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webagent_manifests import Profile
    from webagent_manifests.lint import Finding, Report

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def check(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL",
            help="The manifest: a file, - for standard input, or an address, its own or a page's.",
        ),
    ],
    pages: Annotated[
        list[str] | None,
        flag(
            "page",
            help="A page to check the rules on: an HTML file or an http(s) address. "
            "Repeatable: each rule has to be of use on one.",
        ),
    ] = None,
    engine: Annotated[str, flag("engine", help="browser, or static: without one.")] = "browser",
    browser: Annotated[
        str | None, flag("browser", help="Chromium or Chrome to use. Default: found by itself.")
    ] = None,
    profile: Annotated[str, flag("profile", help="head, or legacy for draft 0.3.")] = "head",
    mend: Annotated[
        bool, flag("fix", help="Mend the file where there is one obvious remedy.")
    ] = False,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Tell everything that is wrong with a manifest, and what to write instead.

    Ends with code 0 if no finding is an error, 1 if one is, 2 if it cannot be
    told, 5 without an answer or a browser.
    """
    from webagent_manifests import Profile
    from webagent_manifests.lint import Severity, fix, lint

    check_engine(engine)
    if profile not in list(Profile):
        raise UsageError(f"“{profile}” is no profile: choose {' or '.join(Profile)}.")
    is_address = source.lower().startswith(("http://", "https://"))
    if mend and (is_address or source == STANDARD_INPUT):
        raise UsageError("--fix rewrites a file: give the path of one.")
    chosen = Profile(profile)
    findings: list[Finding] = []
    fixed: tuple[Finding, ...] = ()
    url: str | None = None
    if is_address:
        body, url, published = _fetched(source, chosen)
        findings += published
    else:
        body = read_body(source)
    if mend and body is not None:
        mended = fix(body)
        fixed = mended.applied
        if mended.body != body:
            _rewrite(Path(source), body, mended.body)
            body = mended.body
    if body is not None:
        report = lint(body, profile=chosen, url=url)
        on_page = _on_pages(report, body, pages, engine, browser) if pages else ()
        findings += _joined(report.findings, on_page, engine)
    valid = all(finding.severity is not Severity.ERROR for finding in findings)
    if as_json:
        sys.stdout.write(json.dumps(_as_json(findings, fixed, valid), ensure_ascii=False) + "\n")
    else:
        _tell(source if url is None else url, findings, fixed)
    if not valid:
        raise typer.Exit(1)


def _fetched(source: str, profile: Profile) -> tuple[bytes | None, str, tuple[Finding, ...]]:
    from webagent.cli.manifest._published_file import fetch_published

    published = asyncio.run(fetch_published(source, profile))
    return published.body, published.url, published.findings


def _on_pages(
    report: Report, body: bytes, pages: Sequence[str], engine: str, browser: str | None
) -> tuple[Finding, ...]:
    manifest = report.manifest
    if manifest is None:
        sys.stderr.write("No page was opened: the file has to be valid first.\n")
        return ()

    async def look() -> tuple[Finding, ...]:
        from webagent_manifests.lint import lint_pages

        async with opened_pages(engine, browser) as open_one:
            opened = [await open_one(page) for page in pages]
            findings = await lint_pages(manifest, opened, body=body)
            for page in opened[:1]:
                warn(page)
            return findings

    return asyncio.run(look())


def _joined(offline: Sequence[Finding], on_page: Sequence[Finding], engine: str) -> list[Finding]:
    """Return both without saying a thing twice; what a browser has evaluated is no longer open."""
    known = {(finding.code, finding.path) for finding in on_page}
    settled = {"unchecked-selector"} if on_page and engine == "browser" else set[str]()
    kept = [
        finding
        for finding in offline
        if (finding.code, finding.path) not in known and finding.code not in settled
    ]
    return sorted([*kept, *on_page], key=lambda finding: finding.line or 0)


def _rewrite(path: Path, old: bytes, new: bytes) -> None:
    """Put the new content in the file's place in one step, and show what changed."""
    target = path.resolve()
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise UsageError(f"{path} can't be rewritten: {error.strerror}.") from error
    before, after = (text.decode("utf-8", "replace").splitlines() for text in (old, new))
    lines = difflib.unified_diff(before, after, str(path), f"{path} (fixed)", lineterm="")
    sys.stderr.write("".join(f"{printable(line)}\n" for line in lines))


def _as_json(findings: Sequence[Finding], fixed: Sequence[Finding], valid: bool) -> dict[str, Any]:
    from webagent.result import SCHEMA_VERSION

    return {
        "schema_version": SCHEMA_VERSION,
        "valid": valid,
        "findings": [_finding_json(finding) for finding in findings],
        "fixed": [_finding_json(finding) for finding in fixed],
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "message": finding.message,
        "hint": finding.hint,
    }


def _tell(source: str, findings: Sequence[Finding], fixed: Sequence[Finding]) -> None:
    from rich.console import Console
    from rich.text import Text

    name = "<stdin>" if source == STANDARD_INPUT else source
    console = Console(highlight=False, soft_wrap=True)
    for finding in fixed:
        console.print(Text(printable(f"{_place(name, finding)}: fixed[{finding.code}] ")), end="")
        console.print(Text(printable(finding.message)))
    for finding in findings:
        severity = finding.severity.value
        line = Text(f"{printable(_place(name, finding))}: ")
        line.append(f"{severity}[{finding.code}]", style=f"bold {_COLOURS[severity]}")
        line.append(f" {printable(finding.message)}")
        console.print(line)
        console.print(Text(f"    {printable(finding.hint)}", style="dim"))
    console.print(Text(f"{printable(name)}: {_summary(findings, fixed)}"))


def _place(name: str, finding: Finding) -> str:
    if finding.line is None:
        return name if finding.path == "$" else f"{name}: {finding.path}"
    return f"{name}:{finding.line}"


def _summary(findings: Sequence[Finding], fixed: Sequence[Finding]) -> str:
    counts = {"error": 0, "warning": 0, "info": 0}
    for finding in findings:
        counts[finding.severity.value] += 1
    words = [
        f"{count} {word}{'s' if count != 1 and word != 'info' else ''}"
        for word, count in counts.items()
        if count
    ]
    state = "invalid" if counts["error"] else "valid"
    mended = [f"{len(fixed)} fixed"] if fixed else []
    return ", ".join([state, *mended, *words])
