"""Writing a run's folder: `events.jsonl`, pictures, `result.json` and `report.html`."""

from __future__ import annotations

import json
import platform
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from webagent_actions import Reversibility

from webagent.errors import RecordUnwritable
from webagent.result import usage_json

from ._checkpoint import Checkpoint
from ._event_log import EventLog, unwritable
from ._events import Event, EventType
from ._options import RecordOptions
from ._plain import (
    plain_ending,
    plain_intent,
    plain_permission,
    plain_plan,
    plain_proposal,
    plain_situation,
    plain_step,
)
from ._report import write_report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Self

    from webagent_actions import Action, Situation
    from webagent_manifests import SitePolicy
    from webagent_manifests.guidelines import SiteBrief, Violation

    from webagent.browser import Session
    from webagent.limits import Limits
    from webagent.models import Usage
    from webagent.permissions import Permission, PermissionOptions
    from webagent.planning.plan import PlanTree
    from webagent.result import RunResult
    from webagent.secrets import Secrets
    from webagent.spending import Purpose
    from webagent.state import Intent, Planned, Proposal, Step


class Recorder:
    """Keeps what happens in a run. Everything it writes has the secrets taken out."""

    def __init__(
        self,
        folder: Path,
        secrets: Secrets,
        on_event: Callable[[Event], None] | None = None,
        *,
        again: float | None = None,
        options: RecordOptions | None = None,
    ) -> None:
        """Make the folder, or go on with the record of a run that was cut off.

        `again` is how many seconds that run had lasted; what is recorded now comes after them.
        `options` say what may be left out.

        Raises:
            UsageError: it can't be made, it holds a run already, or a run is writing it right now.
        """
        self._folder = folder
        self._secrets = secrets
        self._on_event = on_event
        self._options = RecordOptions() if options is None else options
        self._log = EventLog(folder / "events.jsonl", again=again is not None)
        self._started = monotonic() - (again or 0.0)
        self._finished = False

    def __enter__(self) -> Self:
        """Return the recorder; leaving the block ends the record, finished or not."""
        return self

    def __exit__(self, *_: object) -> None:
        self._log.close()
        if not self._finished:
            with suppress(OSError):
                write_report(self._folder)

    def started(self, task: str, url: str, actor: str, limits: Limits, **settings: Any) -> None:
        """Record what was asked for, on what, and with which settings."""
        self._emit(
            "run_started",
            task=task,
            url=url,
            actor=actor,
            limits=asdict(limits),
            settings=settings,
            time=_now(),
            versions={
                "polite-webagent": version("polite-webagent"),
                "playwright": version("playwright"),
                "python": platform.python_version(),
            },
        )

    def resumed(self, actor: str, address: str) -> None:
        """Record that a run that was cut off goes on, by whom and where."""
        self._emit("resumed", actor=actor, address=address, time=_now())

    def met_policy(self, policy: SitePolicy) -> None:
        """Record what a site publishes about agents, also that it publishes nothing."""
        self._emit(
            "policy",
            status=policy.status.value,
            url=policy.url,
            detail=policy.detail,
            warnings=list(policy.warnings),
        )

    def wished(self, brief: SiteBrief) -> None:
        """Record what a site wishes in prose, as the agent is told it."""
        self._emit(
            "wishes",
            origin=brief.origin,
            lines=list(brief.lines()),
            omitted=brief.omitted,
            warnings=list(brief.warnings),
        )

    def violated(self, step: int, origin: str, violation: Violation) -> None:
        """Record that what was done looks like something the site wishes not to be done."""
        self._emit(
            "violation",
            step,
            origin=origin,
            level=violation.level,
            guideline=violation.guideline,
            directive=violation.directive.value,
            why=violation.why,
        )

    async def observed(self, step: int, situation: Situation, session: Session) -> None:
        """Record what the agent sees, and a picture of it."""
        picture = await session.picture() if self._options.pictures else None
        name = None
        if picture is not None:
            name = f"{step:03}.jpg"
            self._write(name, picture)
        self._emit("observed", step, **plain_situation(situation, name))

    def saw(self, step: int, situation: Situation) -> None:
        """Record what was seen on a way that was tried out first; there is no picture of it."""
        self._emit("observed", step, **plain_situation(situation, None))

    def proposed(self, step: int, proposal: Proposal) -> None:
        """Record what the actor wants to do."""
        self._emit("proposed", step, **plain_proposal(proposal))

    def planned(self, step: int, plan: PlanTree, planned: Planned | None = None) -> None:
        """Record the plan as it is now, with what the planner said of it if it was asked."""
        self._emit("planned", step, **plain_plan(plan, planned))

    def tried(self, step: int, action: Action, permission: Permission) -> None:
        """Record the decision of the gate on what is only tried."""
        self._emit("tried_permission", step, **plain_permission(action, permission))

    def searched(
        self, step: int, tree: Mapping[str, Any], spent: Mapping[Purpose, Usage] | None = None
    ) -> None:
        """Record what looking ahead came to, and what models used for it.

        The tree is as `webagent.planning.search.tree_json` tells it, with `why` it was grown.
        """
        used = {each.value: usage_json(usage) for each, usage in (spent or {}).items()}
        self._emit("search", step, tree=dict(tree), spent=used)

    def obeying(self, options: PermissionOptions) -> None:
        """Record whose permissions count beside the sites', and what robots.txt means here."""
        self._emit(
            "obeying",
            robots=options.robots.value,
            profile=options.profile.value,
            agent=options.agent,
            policies=[policy.source.value for policy in options.policies],
        )

    async def checkpoint(self, session: Session) -> None:
        """Keep what it takes to open the page again, should the run be killed.

        Under a dialog the page can't be asked: then the checkpoint before stays.
        """
        state = await session.storage_state() if self._options.checkpoints else None
        if state is not None:
            Checkpoint(session.url, state).write(self._folder, self._secrets)

    def permitted_start(self, action: Action, permission: Permission) -> None:
        """Record the decision of the gate on where to start."""
        self._emit("start_permission", **plain_permission(action, permission))

    def permitted(self, step: int, action: Action, permission: Permission) -> None:
        """Record the decision of the gate on an action, with all it rests on."""
        self._emit("permission", step, **plain_permission(action, permission))

    def intends(self, step: int, intent: Intent) -> None:
        """Record what is about to be done, so that a run that is killed meanwhile can tell.

        What can't be undone is on the disk before it is done.
        """
        durable = intent.reversibility is Reversibility.COMMIT
        self._emit("intent", step, durable=durable, **plain_intent(intent))

    def stepped(self, step: Step, *, interrupted: bool = False) -> None:
        """Record what came of a turn, or that the run was `interrupted` in it."""
        self._emit("stepped", step.number, **plain_step(step), interrupted=interrupted)

    def finished(self, result: RunResult) -> None:
        """Record the end, write the result and the report, and forget the checkpoint.

        Raises:
            RecordUnwritable: a part could not be written; all the others are.
        """
        self._finished = True
        text = json.dumps(self._clean(result.to_json()), indent=2, ensure_ascii=False)
        failures: list[RecordUnwritable] = []
        for part in (
            lambda: self._end(result),
            lambda: self._write("result.json", f"{text}\n".encode()),
            self._report,
        ):
            try:
                part()
            except RecordUnwritable as error:
                failures.append(error)
        if failures:
            raise failures[0]

    def _end(self, result: RunResult) -> None:
        self._emit("run_finished", **plain_ending(result))
        # A run whose end could not be written down may be resumed.
        Checkpoint.delete(self._folder)

    def _report(self) -> None:
        try:
            write_report(self._folder)
        except OSError as error:
            raise unwritable(self._folder / "report.html", error) from error

    def _write(self, name: str, content: bytes) -> None:
        try:
            (self._folder / name).write_bytes(content)
        except OSError as error:
            raise unwritable(self._folder / name, error) from error

    def _emit(
        self, kind: EventType, step: int | None = None, *, durable: bool = False, **data: Any
    ) -> None:
        event = Event(kind, monotonic() - self._started, step, self._clean(data))
        line = json.dumps(event.to_json(), ensure_ascii=False)
        self._log.append(line.encode(), durable=durable)
        if self._on_event is not None:
            self._on_event(event)

    def _clean(self, value: Any) -> Any:
        """Take the secrets out of every text, and the lone surrogates that no file can hold."""
        if isinstance(value, str):
            return self._secrets.redact(value).encode(errors="replace").decode()
        if isinstance(value, list):
            return [self._clean(item) for item in cast("list[Any]", value)]
        if isinstance(value, dict):
            return {key: self._clean(item) for key, item in cast("dict[str, Any]", value).items()}
        return value


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
