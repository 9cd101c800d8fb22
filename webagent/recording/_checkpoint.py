"""What it takes to open the page again after a run was killed: address, cookies, local storage."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit, urlunsplit

from ._event_log import unwritable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from webagent.secrets import Secrets

NAME = "checkpoint.json"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a run was, and as whom the sites knew it."""

    address: str
    """Of the active tab; empty before the first page."""
    state: Mapping[str, Any]
    """Cookies and local storage, as Playwright's `storage_state` has them."""

    def write(self, folder: Path, secrets: Secrets) -> None:
        """Replace the checkpoint of a run; only the owner can read the file (mode 0600).

        Secrets are written as placeholders. What holds one in a form that could not be brought back
        is left out: the site has to ask for it again.

        Raises:
            RecordUnwritable: there is no room, or the folder is gone.
        """
        cookies = cast("list[dict[str, Any]]", self.state.get("cookies", []))
        origins = cast("list[dict[str, Any]]", self.state.get("origins", []))
        kept = {
            "address": _kept_address(self.address, secrets),
            "cookies": _kept(cookies, secrets),
            "origins": [
                {**each, "localStorage": _kept(each["localStorage"], secrets)} for each in origins
            ],
        }
        path, new = folder / NAME, folder / f"{NAME}.new"
        try:
            new.unlink(missing_ok=True)
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(kept, file)
            new.replace(path)
        except OSError as error:
            raise unwritable(path, error) from error

    @classmethod
    def read(cls, folder: Path, secrets: Secrets) -> Checkpoint | None:
        """Return the last checkpoint of a run; `None` if there is none that can be used."""
        try:
            kept = json.loads((folder / NAME).read_text(encoding="utf-8"))
            state = {
                "cookies": [_filled(cookie, secrets) for cookie in kept["cookies"]],
                "origins": [
                    {**each, "localStorage": [_filled(e, secrets) for e in each["localStorage"]]}
                    for each in kept["origins"]
                ],
            }
            return cls(secrets.fill(kept["address"]), state)
        except (OSError, ValueError, LookupError, TypeError):
            return None

    @staticmethod
    def delete(folder: Path) -> None:
        """Remove what a run that has ended no longer needs."""
        for name in (NAME, f"{NAME}.new"):
            (folder / name).unlink(missing_ok=True)


def _kept(entries: list[dict[str, Any]], secrets: Secrets) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for entry in entries:
        name, value = secrets.redact(entry["name"]), secrets.redact(entry["value"])
        if (secrets.fill(name), secrets.fill(value)) == (entry["name"], entry["value"]):
            kept.append({**entry, "name": name, "value": value})
    return kept


def _kept_address(address: str, secrets: Secrets) -> str:
    """Return an address, as much of it as can be brought back exactly.

    A placeholder that a site wrote into its own address must not become the secret there.
    """
    parts = urlsplit(address)
    for kept in (parts, parts._replace(query="", fragment="")):
        redacted = secrets.redact(urlunsplit(kept))
        if secrets.fill(redacted) == urlunsplit(kept):
            return redacted
    return urlunsplit(parts._replace(path="/", query="", fragment=""))


def _filled(entry: dict[str, Any], secrets: Secrets) -> dict[str, Any]:
    name, value = secrets.fill(entry["name"]), secrets.fill(entry["value"])
    return {**entry, "name": name, "value": value}
