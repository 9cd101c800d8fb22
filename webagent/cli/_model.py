"""`webagent model …`: language models on the user's own machine."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from webagent.cli._options import flag

if TYPE_CHECKING:
    from webagent.models.local import KnownModel

model_app = typer.Typer(
    help="Fetch and list language models that run on this machine (--model local).",
    no_args_is_help=True,
)


@model_app.command("pull")
def pull(
    name: Annotated[
        str | None, typer.Argument(help="Which one; see webagent model list. Default: the best.")
    ] = None,
    url: Annotated[
        # WEBAGENT_URL is where a run starts.
        str | None,
        typer.Option(
            "--url", envvar="WEBAGENT_MODEL_URL", help="Another address of the very same file."
        ),
    ] = None,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Fetch a model's file, going on where an earlier try was cut off, and check its hash.

    It is put into WEBAGENT_MODELS_DIR, else into your data folder. Proxies are taken from
    HTTPS_PROXY and its like.
    """
    from webagent.cli._pull_progress import PullProgress
    from webagent.models.local import (
        DEFAULT_MODEL,
        INSTALL,
        download,
        known_model,
        models_folder,
        runtime_version,
    )

    model = known_model(name or DEFAULT_MODEL)
    with PullProgress(model) as progress:
        fetched = download(model, models_folder(), url=url, tell=progress.hear)
    if as_json:
        _print_json({**_plain(model), "fetched": fetched})
    else:
        sys.stdout.write(f"{_plain(model)['path']}\n")
    if runtime_version() is None:
        sys.stderr.write(f"To use it, install what runs it: {INSTALL}\n")


@model_app.command("list")
def list_(as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False) -> None:
    """List the models that can be pulled, and those that are there."""
    from webagent.models.local import KNOWN, runtime_version

    models = [_plain(model) for model in KNOWN]
    if as_json:
        _print_json({"models": models, "runtime": runtime_version()})
        return
    for told in models:
        where = told["path"] if told["pulled"] else "not pulled"
        sys.stdout.write(
            f"{told['name']}  {told['bytes'] / 1e9:.2f} GB, needs "
            f"{told['min_ram'] / 1024**3:.1f} GiB of memory, {told['licence']}: {where}\n"
        )


def _plain(model: KnownModel) -> dict[str, Any]:
    from dataclasses import asdict

    from webagent.models.local import file_of

    path = file_of(model.name)
    return {**asdict(model), "pulled": path.is_file(), "path": str(path)}


def _print_json(content: dict[str, Any]) -> None:
    from webagent.result import SCHEMA_VERSION

    whole = {"schema_version": SCHEMA_VERSION, **content}
    sys.stdout.write(json.dumps(whole, ensure_ascii=False) + "\n")
