"""The settings of a run as its record keeps them, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from webagent_manifests import Profile
from webagent_manifests.robots import RobotsMode

from webagent.browser import BrowserOptions
from webagent.guard import NetworkPolicy
from webagent.limits import Limits
from webagent.permissions import PermissionOptions
from webagent.view import ViewOptions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent.secrets import Secrets


def settings_json(
    browser: BrowserOptions, permissions: PermissionOptions, view: ViewOptions, secrets: Secrets
) -> dict[str, Any]:
    """Return all that a run needs to go on, as plain JSON values.

    Of secrets, only the names and the origins are kept; a signer's key is not kept either.
    """
    return {
        "browser": {
            "executable": None if browser.executable is None else str(browser.executable),
            "headless": browser.headless,
            "viewport": list(browser.viewport),
            "locale": browser.locale,
            "save_storage_state": _written(browser.save_storage_state),
            "files": [_written(path) for path in browser.files],
            "download_limit": browser.download_limit,
            "allowed": list(browser.network.allowed),
            "denied": list(browser.network.denied),
            "trace": _written(browser.trace),
            "contact": browser.contact,
            "signed": browser.signer is not None,
        },
        "permissions": {
            "policy": _written(permissions.policy),
            "organisation": _written(permissions.organisation),
            "robots": permissions.robots.value,
            "profile": permissions.profile.value,
            "contact": permissions.contact,
            "agent": permissions.agent,
        },
        "view": {"budget": view.budget, "mode": view.mode},
        "secrets": {name: list(secrets.origins(name)) for name in secrets.names},
    }


def browser_options(settings: Mapping[str, Any]) -> BrowserOptions:
    """Return the options of the browser. Raises `UsageError`, such as for a file that is gone."""
    width, height = settings["viewport"]
    return BrowserOptions(
        executable=settings["executable"],
        headless=settings["headless"],
        viewport=(width, height),
        locale=settings["locale"],
        save_storage_state=_path(settings["save_storage_state"]),
        files=tuple(Path(name) for name in settings["files"]),
        download_limit=settings["download_limit"],
        network=NetworkPolicy(tuple(settings["allowed"]), tuple(settings["denied"])),
        trace=_path(settings["trace"]),
        contact=settings["contact"],
    )


def permission_options(settings: Mapping[str, Any]) -> PermissionOptions:
    """Return whose permissions count. Raises `UsageError` for a policy that can't be read."""
    return PermissionOptions(
        policy=_path(settings["policy"]),
        organisation=_path(settings["organisation"]),
        robots=RobotsMode(settings["robots"]),
        profile=Profile(settings["profile"]),
        contact=settings["contact"],
        agent=settings["agent"],
    )


def view_options(settings: Mapping[str, Any]) -> ViewOptions:
    """Return how much of a page is shown."""
    return ViewOptions(settings["budget"], settings["mode"])


def limits_of(started: Mapping[str, Any]) -> Limits:
    """Return the limits of a run, given how it started."""
    return Limits(**started["limits"])


def _written(path: Path | None) -> str | None:
    return None if path is None else str(path.absolute())


def _path(written: str | None) -> Path | None:
    return None if written is None else Path(written)
