"""`webagent manifest explain`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from webagent.cli._options import flag
from webagent.cli.manifest._documents import read_valid
from webagent.terminal import printable


def explain(
    file: Annotated[str, typer.Argument(help="The manifest; - reads standard input.")],
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Say in plain language what a manifest allows, forbids and asks for."""
    from webagent_manifests.owner import explain as say

    from webagent.result import SCHEMA_VERSION

    explanation = say(read_valid(file))
    if as_json:
        report = {"schema_version": SCHEMA_VERSION, **explanation.to_json()}
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
        return
    sys.stdout.write(printable(explanation.to_text()))
