"""What a site says in prose about how agents should behave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_manifests.guidelines import GuidelineMonitor, SiteBrief, brief

if TYPE_CHECKING:
    from webagent_manifests import SitePolicy


@dataclass(frozen=True, slots=True)
class SiteWishes:
    """The guidelines and interfaces of one manifest, and whether the guidelines seem to be kept."""

    brief: SiteBrief
    monitor: GuidelineMonitor


def wishes_of(policy: SitePolicy, origin: str) -> tuple[SiteWishes, ...]:
    """Return what the manifests that speak for a document of that origin say in prose, if any."""
    found = (
        SiteWishes(
            brief(each.rules.manifest, origin=origin, manifest_url=each.url),
            GuidelineMonitor(each.rules.manifest),
        )
        for each in (policy, *policy.also)
        if each.rules is not None and each.url is not None
    )
    return tuple(wishes for wishes in found if wishes.brief.lines())
