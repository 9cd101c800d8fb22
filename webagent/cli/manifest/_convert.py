"""`webagent manifest convert`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from webagent.cli._options import flag
from webagent.cli.manifest._documents import read_body, write_text
from webagent.errors import UsageError
from webagent.terminal import printable


def convert(
    file: Annotated[str, typer.Argument(help="The policy; - reads standard input.")],
    out: Annotated[
        Path | None, flag("out", help="The file to write. Default: standard output.")
    ] = None,
    force: Annotated[bool, flag("force", help="Write over a file that is there.")] = False,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Make a manifest from a policy in another format, or from an earlier or broken manifest.

    The manifest never allows more than the policy did; what it cannot say is
    told on standard error.
    """
    from webagent_manifests import ManifestError
    from webagent_manifests.owner import convert as make

    from webagent.result import SCHEMA_VERSION

    if out is not None and out.exists() and not force:
        raise UsageError(f"{out} is there already: choose another name, or pass --force.")
    try:
        converted = make(read_body(file))
    except ManifestError as error:
        sys.stderr.write(f"webagent: {file}: {printable(str(error))}\n")
        raise typer.Exit(1) from error
    if out is not None:
        write_text(out, converted.to_text())
    if as_json:
        report = {
            "schema_version": SCHEMA_VERSION,
            "format": converted.format_name,
            "manifest": converted.document,
            "notes": list(converted.notes),
        }
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
        return
    sys.stderr.write(f"The file is {converted.format_name}.\n")
    for note in converted.notes:
        sys.stderr.write(f"- {printable(note)}\n")
    if out is None:
        sys.stdout.write(converted.to_text())
    else:
        sys.stderr.write(
            f"{out} is written. Read it with `webagent manifest explain {out}`, and check it with "
            f"`webagent manifest check {out}`.\n"
        )
