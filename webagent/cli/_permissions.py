"""The options that say whose permissions count."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from webagent.cli._options import flag

if TYPE_CHECKING:
    from pathlib import Path

    from webagent.permissions import PermissionOptions


class Robots(StrEnum):
    """What robots.txt means; the library's own type would load an HTTP client for the help."""

    ENFORCE = "enforce"
    WARN = "warn"
    IGNORE = "ignore"


class Profile(StrEnum):
    """The text of the standard that manifests are read by."""

    HEAD = "head"
    LEGACY = "legacy"


POLICY = flag("policy", help="Your own policy (TOML). Default: policy.toml in your config folder.")
ORGANISATION = flag(
    "org-policy",
    help="Your organisation's policy (TOML). Default: policy.toml in the system's config folder.",
)
ROBOTS = flag("robots", help="robots.txt: obey it, obey it not but say so, or do not ask for it.")
PROFILE = flag("profile", help="Read manifests by the current draft, or by the one before it.")


def options(
    policy: Path | None,
    organisation: Path | None,
    robots: Robots,
    profile: Profile,
    *,
    agent: str = "default",
    contact: str | None = None,
) -> PermissionOptions:
    """Return what a run obeys. Raises `UsageError` for a policy that can't be read."""
    from webagent_manifests import Profile as ManifestProfile
    from webagent_manifests.robots import RobotsMode

    from webagent.permissions import PermissionOptions

    return PermissionOptions(
        policy=policy,
        organisation=organisation,
        robots=RobotsMode(robots.value),
        profile=ManifestProfile(profile.value),
        agent=agent,
        contact=contact,
    )
