"""Turning options into the values the library takes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from webagent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from typer import Context
    from webagent_manifests.identity import RequestSigner

    from webagent.models import Model, Price
    from webagent.permissions import Approver
    from webagent.planning.live import SearchOptions
    from webagent.secrets import Secret


def parse_viewport(text: str) -> tuple[int, int]:
    """Return `1280x800` as width and height. Raises `UsageError`."""
    match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text.strip())
    if match is None:
        raise UsageError(f"--viewport must be like 1280x800, not “{text}”.")
    return int(match[1]), int(match[2])


def parse_price(text: str | None) -> Price | None:
    """Return `0.25/2.00`, dollars per million tokens in and out. Raises `UsageError`."""

    from webagent.models import Price

    if text is None:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)", text.strip())
    if match is None:
        raise UsageError(
            f"--price must be like 0.25/2.00 (dollars per million tokens in/out), not “{text}”."
        )
    return Price(float(match[1]), float(match[2]))


def check_output(*, as_json: bool, as_jsonl: bool) -> None:
    """Check that one form of output is asked for at most. Raises `UsageError`."""
    if as_json and as_jsonl:
        raise UsageError("--json and --jsonl exclude each other.")


def pairs(context: Context, given: Sequence[str] | None) -> list[str]:
    """Return what `--secret` was given; of its variable, what stands on each line.

    The command line's own way with variables is to split them at spaces, which secrets may hold.
    """
    source = context.get_parameter_source("secret")
    if source is not None and source.name == "ENVIRONMENT":
        return [line for line in os.environ["WEBAGENT_SECRET"].splitlines() if line.strip()]
    return list(given or ())


def read_secrets(pairs: Sequence[str], file: Path | None) -> dict[str, Secret]:
    """Return secrets from `name=value` pairs and an env file; a pair wins over the file.

    A name may be followed by the origins where it may be typed: `name@https://a.example=value`, or
    several with a comma between them.

    Raises:
        UsageError: a pair has no `=`, or the file can't be read.
    """
    from dotenv import dotenv_values

    from webagent.secrets import Secret

    values: dict[str, str] = {}
    if file is not None:
        if not file.is_file():
            raise UsageError(f"The secrets file {file} can't be read.")
        try:
            # A value is what is written: a `$` in a password names no variable.
            written = dotenv_values(file, interpolate=False)
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"The secrets file {file} can't be read as text.") from error
        values.update({name: value for name, value in written.items() if value is not None})
    secrets = {name: Secret(value, origins) for name, origins, value in map(_named, values.items())}
    for pair in pairs:
        # A value may hold anything; a name and its origins hold no equals sign.
        head, sign, value = pair.partition("=")
        if not sign:
            raise UsageError("--secret must be like name=value or name@https://origin=value.")
        name, origins, _ = _named((head, value))
        secrets[name] = Secret(value, origins)
    return secrets


def _named(pair: tuple[str, str]) -> tuple[str, tuple[str, ...], str]:
    """Split `name@origin,origin` from a value."""
    head, value = pair
    name, _, origins = head.partition("@")
    return name.strip(), tuple(filter(None, map(str.strip, origins.split(",")))), value


def signer_for(key: Path | None, url: str | None) -> RequestSigner | None:
    """Return what signs the browser's requests, if a key is given with the address it stands at.

    Raises:
        UsageError: only one of them is given, or one cannot be used.
    """
    if key is None and url is None:
        return None
    if key is None or url is None:
        raise UsageError("--identity-key and --identity-url go together: give both.")
    from webagent_manifests.identity import (
        AgentKey,
        IdentityError,
        IdentityExtraMissing,
        RequestSigner,
    )

    try:
        return RequestSigner(AgentKey.load(key), url)
    except (IdentityError, IdentityExtraMissing, OSError) as error:
        raise UsageError(str(error)) from error


def approver_for(mode: str) -> Approver:
    """Return who is asked under `--approve ask|never|always`."""
    from webagent.permissions import AlwaysApprove, NeverApprove, TerminalApprover

    return {"ask": TerminalApprover, "never": NeverApprove, "always": AlwaysApprove}[mode]()


def search_for(
    mode: str, nodes: int, seconds: float, parallel: int, model: Model | None = None
) -> SearchOptions:
    """Return how to search under `--search`, `--search-nodes`, `--search-seconds`, `--parallel`.

    The model judges what is found, if there is one.
    """
    from webagent.planning.critics import critic_for
    from webagent.planning.live import SearchMode, SearchOptions
    from webagent.planning.search import Budget

    budget = Budget(nodes=nodes, seconds=seconds)
    return SearchOptions(SearchMode(mode), budget, critic_for(model), parallel)
