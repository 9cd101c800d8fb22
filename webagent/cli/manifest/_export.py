"""`webagent manifest export`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from webagent.cli._options import flag


def export(
    file: Annotated[Path, typer.Argument(help="The manifest.", show_default=False)],
    folder: Annotated[Path, typer.Argument(help="The site's public folder.", show_default=False)],
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Write a manifest into a static site, with the headers for its server."""
    from webagent_manifests.publishing import NotPublishable
    from webagent_manifests.publishing import export as write

    from webagent.errors import UsageError
    from webagent.result import SCHEMA_VERSION

    if not file.is_file():
        raise UsageError(f"{file} can't be read: there is no such file.")
    try:
        exported = write(file, folder)
    except NotPublishable as error:
        sys.stderr.write(f"webagent: {error}\n")
        raise typer.Exit(1) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{folder}/_headers can't be added to: it is not UTF-8.") from error
    except OSError as error:
        raise UsageError(f"{folder} can't be written to: {error.strerror}.") from error
    if as_json:
        report = {
            "schema_version": SCHEMA_VERSION,
            "files": [str(path) for path in exported.files],
            "link_tag": exported.link_tag,
        }
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
        return
    for path in exported.files:
        sys.stderr.write(f"{path} is written.\n")
    sys.stderr.write(
        "Netlify and Cloudflare Pages read _headers as it is. For nginx or Apache, include the "
        ".conf file in the server's configuration. On any other host, put this into the head of "
        "your pages:\n"
    )
    sys.stdout.write(f"{exported.link_tag}\n")
