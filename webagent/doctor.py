"""Checking that everything the agent stands on is there."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from tempfile import TemporaryFile
from urllib.parse import urlsplit, urlunsplit

from platformdirs import user_state_path
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright

from webagent.browser import find_browser
from webagent.errors import EnvironmentFailure, UsageError
from webagent.permissions import PermissionOptions


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked."""

    name: str
    ok: bool
    detail: str


async def examine(browser: str | None = None) -> list[Finding]:
    """Look at the Python, the browser, the model settings and the state folder.

    The model's endpoint is asked only whether it answers; no task and no token is sent to it.
    """
    return [
        Finding("python", True, f"{platform.python_version()} on {platform.platform(terse=True)}"),
        Finding(
            "packages",
            True,
            f"polite-webagent {version('polite-webagent')}, "
            f"playwright {version('playwright')}, openai {version('openai')}",
        ),
        await _browser(browser),
        await _model(),
        _state_folder(),
        _policies(),
    ]


def _policies() -> Finding:
    try:
        found = PermissionOptions().policies
    except UsageError as error:
        return Finding("policies", False, str(error))
    owners = " and ".join(f"{policy.source.value}'s" for policy in found)
    return Finding("policies", True, f"the {owners}" if owners else "none but the sites' own")


async def _browser(option: str | None) -> Finding:
    try:
        async with async_playwright() as playwright:
            program = find_browser(playwright, option)
            instance = await playwright.chromium.launch(executable_path=program)
            detail = f"{program}, version {instance.version}"
            await instance.close()
    except EnvironmentFailure as error:
        return Finding("browser", False, str(error))
    except PlaywrightError as error:
        return Finding("browser", False, f"does not start: {error.message.splitlines()[0]}")
    return Finding("browser", True, detail)


async def _model() -> Finding:
    import httpx

    from webagent.models import ModelError, OpenAIModel

    base = os.environ.get("OPENAI_BASE_URL")
    key = "set" if os.environ.get("OPENAI_API_KEY") else "not set"
    if not base:
        if key == "set":
            return Finding("model", True, "OPENAI_API_KEY is set (not tried)")
        return _without_endpoint()
    try:
        OpenAIModel("any")
    except ModelError as error:
        return Finding("model", False, str(error))
    shown = _without_credentials(base)
    try:
        async with httpx.AsyncClient(timeout=5) as client:
            await client.get(base.rstrip("/") + "/models")
    except httpx.HTTPError as error:
        return Finding("model", False, f"{shown} does not answer ({type(error).__name__})")
    return Finding("model", True, f"{shown} answers; OPENAI_API_KEY is {key}")


def _without_endpoint() -> Finding:
    from webagent.models.local import at_hand, runtime_version

    found = at_hand()
    if isinstance(found, str):
        return Finding(
            "model",
            True,
            f"none ({found}): the built-in baseline is used. Set OPENAI_API_KEY, or "
            "OPENAI_BASE_URL for a server of your own, or see webagent model pull",
        )
    return Finding(
        "model",
        True,
        f"the local model {found.name}, {found.path}, xllamacpp {runtime_version()} (not loaded)",
    )


def _state_folder() -> Finding:
    folder = user_state_path("webagent")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Finding("state folder", False, f"{folder} can't be written: {error.strerror}")
    return Finding("state folder", True, f"{folder}")


def _without_credentials(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
