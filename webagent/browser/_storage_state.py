"""Files of cookies and local storage, in Playwright's format."""

from __future__ import annotations

import asyncio
import json
import os
from typing import TYPE_CHECKING, Any, Literal, cast

from pydantic import BaseModel, ValidationError

from webagent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.async_api import BrowserContext

_CAP_S = 2.0


class _Cookie(BaseModel):
    name: str
    value: str
    domain: str
    path: str
    expires: float = -1
    httpOnly: bool = False  # noqa: N815 - Playwright's own key
    secure: bool = False
    sameSite: Literal["Strict", "Lax", "None"] = "Lax"  # noqa: N815 - Playwright's own key


class _Entry(BaseModel):
    name: str
    value: str


class _Origin(BaseModel):
    origin: str
    localStorage: list[_Entry]  # noqa: N815 - Playwright's own key


class _StorageState(BaseModel):
    cookies: list[_Cookie] = []
    origins: list[_Origin] = []


def check_storage_state(path: Path) -> None:
    """Check that a file holds what a browser can start with.

    Raises:
        UsageError: it can't be read, or is not as Playwright's `storage_state` writes it.
    """
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"The storage state {path} can't be read: {error.strerror}.") from error
    except ValueError as error:
        raise UsageError(f"The storage state {path} is not JSON.") from error
    if not isinstance(state, dict) or not {"cookies", "origins"} & state.keys():
        raise UsageError(f"{path} is no Playwright storage state: it has no cookies or origins.")
    try:
        _StorageState.model_validate(state)
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(str(part) for part in wrong["loc"])
        raise UsageError(
            f"{path} is no Playwright storage state: {place}: {wrong['msg']}."
        ) from error


def write_storage_state(path: Path, state: Mapping[str, Any]) -> None:
    """Write cookies and local storage to a file that only its owner can read (mode 0600)."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        # A file that was there already kept its own mode.
        path.chmod(0o600)
        json.dump(state, file)


async def storage_state_of(context: BrowserContext) -> Mapping[str, Any] | None:
    """Return cookies and local storage; `None` where a page does not answer.

    Raises:
        playwright.async_api.Error: the browser can't be asked.
    """
    try:
        async with asyncio.timeout(_CAP_S):
            return cast("Mapping[str, Any]", await context.storage_state())
    except TimeoutError:
        return None
