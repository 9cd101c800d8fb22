"""Turning options into the values the library takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from webagent_manifests.identity import RequestSigner

    from webagent.models import Price
    from webagent.permissions import Approver


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


def read_secrets(pairs: Sequence[str], file: Path | None) -> dict[str, str]:
    """Return secrets from `name=value` pairs and an env file; a pair wins over the file.

    Raises:
        UsageError: a pair has no `=`, or the file can't be read.
    """
    from dotenv import dotenv_values

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
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise UsageError("--secret must be like name=value.")
        values[name] = value
    return values


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
