"""Bringing about the state that a task of a suite file begins in, and scoring its end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from webagent.browser import BrowserOptions
from webagent.errors import EnvironmentFailure
from webagent.evaluation import Check, Conditions, Score, Start
from webagent.evaluation.policy import policy_checks, under_policy
from webagent.guard import NetworkPolicy
from webagent.limits import Limits
from webagent.permissions import AlwaysApprove, NeverApprove, PermissionOptions
from webagent.recording import read_events
from webagent.secrets import Secret, Secrets

from ._asking import ask
from ._placeholders import SITE, filled
from .checking import Scene, checked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webagent.browser import Session
    from webagent.evaluation import End, Task

    from ._own_suite import OwnSuite, Played
    from ._settings import BrowserEntry, Settings
    from ._sites import RunningSite


class OwnStage:
    """The sites of an `OwnSuite`, ready to be played on."""

    def __init__(
        self,
        suite: OwnSuite,
        played: Mapping[str, Played],
        site: RunningSite,
        secrets: Mapping[str, str],
    ) -> None:
        self._suite = suite
        self._played = played
        self._site = site
        self._secrets = secrets

    def conditions(self, task: Task) -> Conditions:
        """Return what a task is carried out with."""
        settings = self._played[task.id].settings
        defaults = Limits()
        limits = Limits(
            steps=settings.limits.steps or defaults.steps,
            seconds=settings.limits.seconds or defaults.seconds,
        )
        policy = settings.policy
        return Conditions(
            browser=self._browser(settings.browser),
            permissions=PermissionOptions(
                policy=None if policy is None else self._suite.folder / policy
            ),
            approver=AlwaysApprove() if settings.approve == "always" else NeverApprove(),
            limits=limits,
            secrets={
                name: Secret(self._secrets[secret.env], secret.origins)
                for name, secret in settings.secrets.items()
            },
        )

    async def reset(self, task: Task, session: Session) -> Start:
        """Bring about the state that a task begins in, and open its tabs in the session.

        Raises:
            EnvironmentFailure: an address can't be opened, or the site was not reset.
            playwright.async_api.Error: the browser can't be used.
        """
        played = self._played[task.id]
        self._site.renew()
        if self._suite.file.reset is not None:
            await self._ask_for_reset(self._address(self._suite.file.reset))
        entry = played.entry
        for address in entry.tabs:
            await session.open(self._address(address))
        url = self._address(entry.url or "")
        await session.start(url)
        return Start(filled(played.goal, {SITE: self._site.url}), url)

    async def score(self, task: Task, end: End) -> Score:
        """Return what came of a task: the product of its checks, and 0 for a broken policy.

        Raises:
            EnvironmentFailure: what a check asks can't be asked.
            playwright.async_api.Error: likewise.
        """
        played = self._played[task.id]
        events = read_events(end.folder)
        scene = Scene(
            end=end,
            events=events,
            start=self._address(played.entry.url or ""),
            site=self._site.url,
            database=self._site.database,
            folder=self._suite.folder,
            secrets=self._secrets_of(played.settings),
            address=self._address,
        )
        checks = await checked(played.entry, played.settings, scene)
        # What a site says back may be a secret.
        clean = Secrets(scene.secrets).redact
        score = Score.product(
            Check(clean(each.name), each.score, clean(each.reason)) for each in checks
        )
        policies = played.settings.policies
        if not policies:
            return score
        return under_policy(score, policy_checks(policies, events, end.result.answer))

    async def _ask_for_reset(self, url: str) -> None:
        answer = await ask("POST", url)
        if answer.is_error:
            raise EnvironmentFailure(f"{url} answered {answer.status_code} when asked to reset.")

    def _address(self, said: str) -> str:
        """Return an address of the file as it is now, relative ones from where the suite begins."""
        values = {SITE: self._site.url}
        base = filled(self._suite.file.url or "", values)
        if self._site.url:
            base = urljoin(f"{self._site.url}/", base)
        return urljoin(base, filled(said, values))

    def _secrets_of(self, settings: Settings) -> dict[str, str]:
        return {name: self._secrets[secret.env] for name, secret in settings.secrets.items()}

    def _browser(self, said: BrowserEntry) -> BrowserOptions:
        folder, state = self._suite.folder, said.storage_state
        return BrowserOptions(
            viewport=said.viewport or BrowserOptions().viewport,
            locale=said.locale,
            storage_state=None if state is None else folder / state,
            files=tuple(folder / Path(name) for name in said.files),
            network=NetworkPolicy(allowed=said.allow_origins),
        )
