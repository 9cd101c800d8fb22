"""`webagent identity …`: the key that an agent signs its requests with."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from webagent.cli._options import flag

if TYPE_CHECKING:
    from webagent_manifests.identity import AgentKey

identity_app = typer.Typer(
    help="Make the key that signs an agent's requests, and the directory that sites read it from.",
    no_args_is_help=True,
)

_Key = Annotated[Path, typer.Argument(help="The key's PEM file.", show_default=False)]
_AsJson = Annotated[bool, flag("json", help="Print one JSON object.")]


@identity_app.command("new")
def new(
    out: Annotated[Path, flag("out", help="File to write; it must not exist.")] = Path(
        "agent-key.pem"
    ),
    as_json: _AsJson = False,
) -> None:
    """Make an Ed25519 key in a file that only you can read."""
    from webagent_manifests.identity import AgentKey, IdentityExtraMissing

    from webagent.errors import EnvironmentFailure, UsageError

    try:
        key = AgentKey.generate()
        key.save(out)
    except IdentityExtraMissing as error:
        raise EnvironmentFailure(str(error)) from error
    except FileExistsError as error:
        raise UsageError(f"{out} exists and is kept: name another file with --out.") from error
    except OSError as error:
        raise UsageError(f"{out} can't be written: {error.strerror}.") from error
    sys.stderr.write(
        f"{out} holds the private key: show it to nobody. Sites need its public half; write that "
        f"with `webagent identity directory {out}`.\n"
    )
    _print(key, out, as_json=as_json)


@identity_app.command("show")
def show(file: _Key, as_json: _AsJson = False) -> None:
    """Show a key's public half: the id that signatures name it by."""
    _print(_load(file), file, as_json=as_json)


@identity_app.command("directory")
def directory(
    files: Annotated[
        list[Path], typer.Argument(help="PEM files of all keys in use.", show_default=False)
    ],
    out: Annotated[
        Path | None, flag("out", help="File to write. Default: standard output.")
    ] = None,
    as_json: Annotated[  # pyright: ignore[reportUnusedParameter]
        bool, flag("json", help="Print one JSON object, which a directory always is.")
    ] = False,
) -> None:
    """Write the key directory, which the agent's site serves for everyone."""
    from webagent_manifests.identity import DIRECTORY_PATH, DIRECTORY_TYPE, directory_document

    from webagent.errors import UsageError

    body = directory_document([_load(file) for file in files])
    if out is None:
        sys.stdout.write(body.decode())
    else:
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_bytes(body)
        except OSError as error:
            raise UsageError(f"{out} can't be written: {error.strerror}.") from error
    sys.stderr.write(f"Serve it at {DIRECTORY_PATH} over https as {DIRECTORY_TYPE}.\n")


def _load(file: Path) -> AgentKey:
    from webagent_manifests.identity import AgentKey, IdentityError, IdentityExtraMissing

    from webagent.errors import EnvironmentFailure, UsageError

    try:
        return AgentKey.load(file)
    except IdentityExtraMissing as error:
        raise EnvironmentFailure(str(error)) from error
    except IdentityError as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise UsageError(f"{file} can't be read: {error.strerror}.") from error


def _print(key: AgentKey, file: Path, *, as_json: bool) -> None:
    from webagent.result import SCHEMA_VERSION

    if as_json:
        report = {
            "schema_version": SCHEMA_VERSION,
            "file": str(file),
            "keyid": key.keyid,
            "jwk": key.jwk,
        }
        sys.stdout.write(json.dumps(report) + "\n")
    else:
        sys.stdout.write(f"{key.keyid}\n")
