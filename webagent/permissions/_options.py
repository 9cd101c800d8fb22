"""Whose permissions a run goes by, and where they are kept."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from platformdirs import site_config_path, user_cache_path, user_config_path, user_state_path
from webagent_manifests import LedgerUnavailable, Profile, Source, SqliteLedger
from webagent_manifests.discovery import CacheStore, SiteClient
from webagent_manifests.robots import Robots, RobotsMode
from webagent_manifests.user_policy import PolicyError, load_policy

from webagent.errors import EnvironmentFailure, UsageError
from webagent.product import user_agent

from ._gate import Gate
from ._sites import SitePolicies

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from webagent_manifests import Ledger, SitePolicy
    from webagent_manifests.user_policy import UserPolicy

    from ._approver import Approver


@dataclass(frozen=True, slots=True)
class PermissionOptions:
    """What a run obeys beside the manifests of the sites.

    Raises:
        UsageError: a policy file cannot be read; the message says where and why.
    """

    policy: Path | None = None
    """The user's own policy; `policy.toml` in the user's config folder if not given and there."""
    organisation: Path | None = None
    """The organisation's; `policy.toml` in the system's config folder if not given and there."""
    robots: RobotsMode = RobotsMode.ENFORCE
    profile: Profile = Profile.HEAD
    """The text of the standard that manifests are read by."""
    contact: str | None = None
    """Where a site's owner learns who is responsible; sent when policies are asked for."""
    agent: str = "default"
    """The identity whose limits are counted together, over restarts and processes."""
    policies: tuple[UserPolicy, ...] = field(init=False, default=())
    """What the files say, the organisation's first."""

    def __post_init__(self) -> None:
        organisation = self.organisation or _existing(site_config_path("webagent"))
        user = self.policy or _existing(user_config_path("webagent"))
        loaded = tuple(
            _loaded(path, source)
            for path, source in ((organisation, Source.ORGANISATION), (user, Source.USER))
            if path is not None
        )
        object.__setattr__(self, "policies", loaded)


@contextmanager
def open_gate(
    options: PermissionOptions,
    approver: Approver,
    on_policy: Callable[[SitePolicy], None] = lambda _: None,
    folder: Path | None = None,
    ledger: Ledger | None = None,
) -> Generator[tuple[Gate, SitePolicies]]:
    """Yield the gate of a run and the site policies it asks.

    Answers of sites are kept in the user's cache folder, and counts in the user's state folder;
    both in `folder` if one is given. A `ledger` keeps the counts in its own place.

    Raises:
        EnvironmentFailure: limits cannot be counted.
    """
    counts = (folder or user_state_path("webagent")) / "limits.sqlite"
    if ledger is None:
        try:
            ledger = SqliteLedger(counts, agent=options.agent)
        except LedgerUnavailable as error:
            raise EnvironmentFailure(str(error)) from error
    with CacheStore((folder or user_cache_path("webagent")) / "sites.sqlite") as store:
        client = SiteClient(user_agent(options.contact), store=store)
        sites = SitePolicies(client, profile=options.profile, on_policy=on_policy)
        gate = Gate(
            sites,
            approver,
            policies=options.policies,
            robots=Robots(client, mode=options.robots),
            ledger=ledger,
        )
        try:
            yield gate, sites
        except LedgerUnavailable as error:
            raise EnvironmentFailure(str(error)) from error


def _existing(folder: Path) -> Path | None:
    path = folder / "policy.toml"
    return path if path.exists() else None


def _loaded(path: Path, source: Source) -> UserPolicy:
    try:
        return load_policy(path, source=source)
    except PolicyError as error:
        raise UsageError(str(error)) from error
