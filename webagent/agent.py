"""The agent: a task, a start address, and everything that carries it out."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from webagent_actions import Goto
from webagent_observation import PageUnreadable

from webagent.actors import choose_actor
from webagent.browser import BrowserOptions, open_session
from webagent.episode import Ending, Episode
from webagent.errors import EnvironmentFailure, SiteUnreachable, UsageError
from webagent.limits import Limits
from webagent.models import Usage
from webagent.permissions import NeverApprove, PermissionOptions, open_gate
from webagent.recording import Recorder, new_run_folder
from webagent.result import RunResult, Status
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from webagent.browser import Session
    from webagent.permissions import Gate
    from webagent.protocols import Actor, Approver
    from webagent.recording import Event
    from webagent.view import ViewOptions


class Agent:
    """Does one task in a real browser, under the policy of each site it meets.

    Args:
        task: what to do, in the user's words.
        url: where to start; `http://` or `https://`.
        actor: who chooses the actions; by default the one `choose_actor` finds.
        approver: who is asked where a person has to decide; by default nobody, which means no.
        limits: when to stop.
        browser: how the browser is started.
        secrets: values by name, which the task and the model write as `{{name}}`.
        permissions: whose permissions count beside the sites'; by default robots.txt is obeyed, and
            the policies in the config folders of user and system if there are any.
        view: how much of a page the actor is shown, and in which words.
        run_dir: folder for the record of the run; by default a new one in the user's state folder.
        on_event: hears of each event as it is recorded.

    Raises:
        UsageError: the task is empty, the address is none, or settings exclude each other.
    """

    def __init__(
        self,
        task: str,
        *,
        url: str,
        actor: Actor | None = None,
        approver: Approver | None = None,
        limits: Limits | None = None,
        browser: BrowserOptions | None = None,
        secrets: Mapping[str, str] | None = None,
        permissions: PermissionOptions | None = None,
        view: ViewOptions | None = None,
        run_dir: Path | None = None,
        on_event: Callable[[Event], None] | None = None,
    ) -> None:
        if not task.strip():
            raise UsageError("The task is empty: say what is to be done.")
        if not url.startswith(("http://", "https://")):
            raise UsageError(f"“{url}” is no address: it must begin with http:// or https://.")
        self._task = task
        self._url = url
        self._actor = actor if actor is not None else choose_actor().actor
        self._approver = approver if approver is not None else NeverApprove()
        self._limits = limits if limits is not None else Limits()
        self._browser = browser if browser is not None else BrowserOptions()
        self._secrets = Secrets(secrets)
        self._permissions = permissions if permissions is not None else PermissionOptions()
        self._view = view
        self._run_dir = run_dir
        self._on_event = on_event
        if self._secrets.names and self._browser.trace is not None:
            raise UsageError(
                "A trace holds all that is typed, so it can't be combined with secrets."
            )

    async def run(self) -> RunResult:
        """Do the task and return how it ended. What a site, page or model does never raises."""
        task = self._secrets.redact(self._task)
        folder = self._run_dir if self._run_dir is not None else new_run_folder(task)
        with Recorder(folder, self._secrets, self._on_event) as recorder:
            recorder.started(task, self._url, self._actor.name, self._limits)
            recorder.obeying(self._permissions)
            result = await self._play(task, recorder, folder)
            recorder.finished(result)
        return result

    async def _play(self, task: str, recorder: Recorder, folder: Path) -> RunResult:
        started = monotonic()
        episode: Episode | None = None
        ending: Ending | None = None
        refused: tuple[str, ...] = ()
        last_url = self._url
        clock = asyncio.timeout(self._limits.seconds)
        try:
            with open_gate(self._permissions, self._approver, recorder.met_policy) as (gate, sites):
                async with clock:
                    # Asked before a browser is started: nothing of a closed site is touched.
                    start = await gate.check_address(self._url)
                    recorder.permitted_start(Goto(self._url), start)
                    if start.out_of_reach:
                        raise SiteUnreachable(f"{self._url} could not be opened: {start.reason}")
                    if not start.granted:
                        refused = (start.reason,)
                        ending = Ending(Status.BLOCKED, f"not permitted: {start.reason}")
                    else:
                        async with open_session(
                            self._browser, gate.reading, self._secrets, sites.heard
                        ) as session:
                            episode = self._episode(task, session, gate, recorder)
                            try:
                                ending = await episode.play(self._url)
                            finally:
                                last_url = session.url
        except TimeoutError:
            if not clock.expired():
                raise
            if ending is None:
                limit = f"the limit of {self._limits.seconds:g} seconds was reached"
                ending = Ending(Status.LIMIT, limit)
        except (EnvironmentFailure, PageUnreadable) as error:
            ending = Ending(Status.ERROR, str(error), "" if ending is None else ending.answer)
        return RunResult(
            status=ending.status,
            answer=self._secrets.redact(ending.answer),
            reason=self._secrets.redact(ending.reason),
            steps=tuple(episode.steps) if episode else (),
            usage=episode.usage if episode else Usage(),
            seconds=monotonic() - started,
            url=self._secrets.redact(last_url),
            actor=self._actor.name,
            run_dir=folder,
            denials=tuple(episode.denials) if episode else refused,
        )

    def _episode(self, task: str, session: Session, gate: Gate, recorder: Recorder) -> Episode:
        return Episode(
            task,
            actor=self._actor,
            session=session,
            gate=gate,
            recorder=recorder,
            limits=self._limits,
            secrets=self._secrets,
            view=self._view,
        )

    def run_sync(self) -> RunResult:
        """Do the task outside of an event loop; see `run`."""
        return asyncio.run(self.run())
