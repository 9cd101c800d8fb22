"""The agent: a task, a start address, and everything that carries it out."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from webagent.actors import choose_actor
from webagent.browser import BrowserOptions
from webagent.errors import RecordUnwritable, UsageError
from webagent.limits import Limits
from webagent.permissions import NeverApprove, PermissionOptions
from webagent.planning.live import SearchOptions
from webagent.planning.planners import SinglePlanner
from webagent.recording import (
    Recorder,
    browser_options,
    limits_of,
    new_run_folder,
    permission_options,
    settings_json,
    view_options,
)
from webagent.result import RunResult, Status
from webagent.resuming import given_again, read_interrupted, take_up
from webagent.run import Run, RunSettings
from webagent.run_memory import RunMemory
from webagent.secrets import Secret, Secrets
from webagent.view import ViewOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from webagent.browser import Signer
    from webagent.place import Place
    from webagent.protocols import Actor, Approver, Critic, Planner
    from webagent.recording import Event, RecordOptions, RunRecord


class Agent:
    """Does one task in a real browser, under the policy of each site it meets.

    Args:
        task: what to do, in the user's words.
        url: where to start; `http://` or `https://`.
        actor: who chooses the actions; by default the one `choose_actor` finds.
        approver: who is asked where a person has to decide; by default nobody, which means no.
        limits: when to stop.
        browser: how the browser is started.
        secrets: values by name, which the task and the model write as `{{name}}`. They are typed
            only where they belong: at the origins of a `Secret`, else at that of `url`.
        permissions: whose permissions count beside the sites'; by default robots.txt is obeyed, and
            the policies in the config folders of user and system if there are any.
        view: how much of a page the actor is shown, and in which words.
        memory: use what was learned in earlier runs, and keep what can be of this one. What
            controls did before is known in any case, since safety rests on it.
        exploring: let nothing leave the browser that may change anything.
        planner: who divides the task into parts; by default nobody but the actor, which may branch.
        search: whether to try out ahead what can be undone; by default where the actor names
            alternatives and is unsure, stuck, or off the track.
        run_dir: folder for the record of the run; by default a new one in the user's state folder.
        record: what of a run is recorded; by default everything.
        place: a browser that is open already, with its gate; the task begins on the page that it
            shows, and it stays open. What `browser` and `permissions` say is only recorded then.
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
        secrets: Mapping[str, str | Secret] | None = None,
        permissions: PermissionOptions | None = None,
        view: ViewOptions | None = None,
        memory: bool = True,
        exploring: bool = False,
        planner: Planner | None = None,
        search: SearchOptions | None = None,
        run_dir: Path | None = None,
        record: RecordOptions | None = None,
        place: Place | None = None,
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
        self._secrets = Secrets(secrets, home=url)
        self._permissions = permissions if permissions is not None else PermissionOptions()
        self._view = view if view is not None else ViewOptions()
        self._memory = memory
        self._exploring = exploring
        self._planner = planner if planner is not None else SinglePlanner()
        self._search = search if search is not None else SearchOptions()
        self._run_dir = run_dir
        self._record = record
        self._place = place
        self._on_event = on_event
        self._cut_off: RunRecord | None = None
        if self._secrets.names and self._browser.trace is not None:
            raise UsageError(
                "A trace holds all that is typed, so it can't be combined with secrets."
            )

    @classmethod
    def resume(
        cls,
        run_dir: Path,
        *,
        actor: Actor | None = None,
        approver: Approver | None = None,
        signer: Signer | None = None,
        secrets: Mapping[str, str | Secret] | None = None,
        planner: Planner | None = None,
        critic: Critic | None = None,
        on_event: Callable[[Event], None] | None = None,
    ) -> Agent:
        """Return an agent that goes on with a run that was killed or interrupted.

        Everything else is as the run was started; its actor is chosen by its name. The plan is as
        it was, and without a planner nobody but the actor changes it any more. What can't be undone
        and may have been done already is not done again, unless a person approves it.

        Raises:
            UsageError: the folder holds no run, the run has ended, or its secrets or the key that
                signed its requests are not given again.
        """
        record = read_interrupted(run_dir)
        given = given_again(record, secrets or {})
        started, settings = record.started, record.started["settings"]
        if settings["browser"]["signed"] and signer is None:
            raise UsageError("The requests of the run were signed: give the key again.")
        agent = cls(
            started["task"],
            url=Secrets(given).fill(started["url"]),
            actor=actor if actor is not None else choose_actor(started["actor"]).actor,
            approver=approver,
            limits=limits_of(started),
            browser=replace(browser_options(settings["browser"]), signer=signer),
            secrets=given,
            permissions=permission_options(settings["permissions"]),
            view=view_options(settings["view"]),
            memory=settings.get("memory", True),
            exploring=settings.get("exploring", False),
            planner=planner,
            search=SearchOptions.from_json(settings["search"], critic),
            run_dir=run_dir,
            on_event=on_event,
        )
        agent._cut_off = record
        return agent

    @property
    def run_dir(self) -> Path | None:
        """The folder of the run; `None` before it began, unless one was asked for."""
        return self._run_dir

    async def run(self) -> RunResult:
        """Do the task and return how it ended. What a site, page or model does never raises.

        Raises:
            UsageError: the folder can't be written, or another run is in it.
        """
        task = self._secrets.redact(self._task)
        if self._run_dir is None:
            self._run_dir = new_run_folder(task)
        folder, cut_off = self._run_dir, self._cut_off
        again = None if cut_off is None else cut_off.seconds
        recording = Recorder(
            folder, self._secrets, self._on_event, again=again, options=self._record
        )
        with recording as recorder:
            # Read under the recorder's lock: nobody else goes on with it now.
            resumption = None if cut_off is None else take_up(folder)
            memory = RunMemory() if resumption is None else resumption.memory
            if resumption is None:
                settings = settings_json(
                    self._browser, self._permissions, self._view, self._secrets
                )
                settings |= {"memory": self._memory, "exploring": self._exploring}
                settings |= {"planner": self._planner.name, "search": self._search.to_json()}
                recorder.started(task, self._url, self._actor.name, self._limits, **settings)
                recorder.obeying(self._permissions)
            began = monotonic() - memory.seconds
            run = Run(self._settings(task), folder, recorder, memory, self._place)
            ending = await run.play(resumption)
            result = RunResult(
                status=ending.status,
                answer=self._secrets.redact(ending.answer),
                reason=self._secrets.redact(ending.reason),
                steps=tuple(memory.steps),
                usage=memory.usage,
                seconds=monotonic() - began,
                url=self._secrets.redact(run.url),
                actor=self._actor.name,
                run_dir=folder,
                denials=tuple(memory.denials),
                downloads=tuple(memory.downloads),
                verified=memory.verdict.verified,
                evidence=tuple(
                    replace(finding, shown_by=self._secrets.redact(finding.shown_by))
                    for finding in memory.verdict.findings
                ),
                spent=memory.spent,
                acting=memory.acting(monotonic() - began),
                searching=memory.searching,
            )
            try:
                recorder.finished(result)
            except RecordUnwritable as error:
                return replace(result, status=Status.ERROR, reason=str(error))
        return result

    def _settings(self, task: str) -> RunSettings:
        return RunSettings(
            task=task,
            url=self._url,
            actor=self._actor,
            approver=self._approver,
            limits=self._limits,
            browser=self._browser,
            secrets=self._secrets,
            permissions=self._permissions,
            view=self._view,
            memory=self._memory,
            exploring=self._exploring,
            planner=self._planner,
            search=self._search,
        )

    def run_sync(self) -> RunResult:
        """Do the task outside of an event loop; see `run`."""
        return asyncio.run(self.run())
