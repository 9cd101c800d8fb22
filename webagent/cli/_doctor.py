"""`webagent doctor`."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated

import typer

from webagent.cli._options import flag


def doctor(
    browser: Annotated[
        str | None, flag("browser", help="Chromium or Chrome to use. Default: found by itself.")
    ] = None,
    fix: Annotated[bool, flag("fix", help="Install a browser if there is none.")] = False,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Check that everything the agent needs is there; exit 5 if not."""
    from webagent.browser import install_browser
    from webagent.doctor import examine
    from webagent.result import SCHEMA_VERSION

    findings = asyncio.run(examine(browser))
    if fix and not all(f.ok for f in findings if f.name == "browser"):
        install_browser()
        findings = asyncio.run(examine(browser))
    healthy = all(finding.ok for finding in findings)
    if as_json:
        report = {
            "schema_version": SCHEMA_VERSION,
            "ok": healthy,
            "checks": [{"name": f.name, "ok": f.ok, "detail": f.detail} for f in findings],
        }
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        for finding in findings:
            sys.stdout.write(
                f"{'ok  ' if finding.ok else 'FAIL'}  {finding.name}: {finding.detail}\n"
            )
    raise typer.Exit(0 if healthy else 5)
