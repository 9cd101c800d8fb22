"""How tasks are carried out on WebArena's sites, whoever scores them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_manifests.robots import RobotsMode

from webagent.browser import BrowserOptions
from webagent.guard import NetworkPolicy
from webagent.limits import Limits
from webagent.permissions import AlwaysApprove, NeverApprove, PermissionOptions

from .._task import Conditions

if TYPE_CHECKING:
    from pathlib import Path

    from ._sites import Sites

VIEWPORT = (1280, 720)
STEPS = 30


@dataclass(frozen=True, slots=True)
class Play:
    """What a researcher may set.

    The sites are the researcher's own copies, which are put back after a run. So nobody is asked
    before something is done for good: a third of the tasks is to do just that.
    """

    steps: int = STEPS
    """WebArena's own number."""
    seconds: float | None = 3600.0
    """For one task; WebArena has no such bound."""
    robots: RobotsMode = RobotsMode.ENFORCE
    """As for any other run. GitLab's robots.txt closes pages that tasks need: scores that are to be
    compared with others' need `IGNORE`, which is for copies of one's own."""
    approve: bool = True
    """Whether what needs a person is approved, or refused."""
    also_allowed: tuple[str, ...] = ()
    """Origins of one's own network that the sites need besides, such as a tile server."""
    only_sites: bool = False
    """Whether everything else is out of reach; WebArena leaves the open web open."""
    login_folder: Path | None = None
    """Where logins are kept; by default in the user's state folder."""

    def conditions(
        self,
        sites: Sites,
        geolocation: tuple[float, float] | None = None,
        har: Path | None = None,
    ) -> Conditions:
        """Return what a task is carried out with."""
        return Conditions(
            browser=BrowserOptions(
                viewport=VIEWPORT,
                geolocation=geolocation,
                har=har,
                network=NetworkPolicy(
                    allowed=(*sites.origins, *self.also_allowed),
                    denied=("*",) if self.only_sites else (),
                ),
            ),
            permissions=PermissionOptions(robots=self.robots),
            approver=AlwaysApprove() if self.approve else NeverApprove(),
            limits=Limits(steps=self.steps, seconds=self.seconds),
        )
