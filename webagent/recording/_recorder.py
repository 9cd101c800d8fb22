"""Writing a run's folder: `events.jsonl`, pictures, `result.json` and `report.html`."""

from __future__ import annotations

import json
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from platformdirs import user_state_path

from webagent.errors import UsageError

from ._events import Event, EventType
from ._report import write_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Self

    from webagent_actions import Action, Situation
    from webagent_manifests import SitePolicy
    from webagent_manifests.guidelines import SiteBrief, Violation

    from webagent.browser import Session
    from webagent.limits import Limits
    from webagent.permissions import Permission, PermissionOptions
    from webagent.result import RunResult
    from webagent.secrets import Secrets
    from webagent.state import Proposal, Step


def new_run_folder(task: str) -> Path:
    """Return a path for a run in the user's state folder, named by time and task."""
    words = re.sub(r"[^a-z0-9]+", "-", task.lower()).strip("-")[:40].rstrip("-")
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]
    return user_state_path("webagent") / "runs" / "-".join(filter(None, (stamp, words)))


class Recorder:
    """Keeps what happens in a run. Everything it writes has the secrets taken out."""

    def __init__(
        self, folder: Path, secrets: Secrets, on_event: Callable[[Event], None] | None = None
    ) -> None:
        """Make the folder.

        Raises:
            UsageError: it can't be made, or it holds a run already.
        """
        self._folder = folder
        self._secrets = secrets
        self._on_event = on_event
        self._started = monotonic()
        self._finished = False
        if (folder / "events.jsonl").exists():
            raise UsageError(f"{folder} holds a run already: choose another folder.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._events = (folder / "events.jsonl").open("x", encoding="utf-8")
        except OSError as error:
            raise UsageError(f"The folder {folder} can't be written: {error.strerror}.") from error

    def __enter__(self) -> Self:
        """Return the recorder; leaving the block ends the record, finished or not."""
        return self

    def __exit__(self, *_: object) -> None:
        self._events.close()
        if not self._finished:
            write_report(self._folder)

    def started(self, task: str, url: str, actor: str, limits: Limits) -> None:
        """Record what was asked for, and on what."""
        self._emit(
            "run_started",
            task=task,
            url=url,
            actor=actor,
            limits={
                "steps": limits.steps,
                "seconds": limits.seconds,
                "tokens": limits.tokens,
                "cost_usd": limits.cost_usd,
            },
            time=datetime.now(UTC).isoformat(timespec="seconds"),
            versions={
                "polite-webagent": version("polite-webagent"),
                "playwright": version("playwright"),
                "python": platform.python_version(),
            },
        )

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
        picture = await session.picture()
        name = None
        if picture is not None:
            name = f"{step:03}.jpg"
            (self._folder / name).write_bytes(picture)
        observation, dialog, view = situation.observation, situation.dialog, situation.view
        self._emit(
            "observed",
            step,
            url=observation.url,
            title=observation.title,
            text=observation.text if view is None else view.text,
            tokens=None if view is None else view.tokens,
            left_out=0 if view is None else len(view.elisions),
            elements=observation.elements,
            refs=len(observation.refs),
            capture_ms=round(observation.timings.capture_ms, 1),
            simplify_ms=round(observation.timings.simplify_ms, 1),
            tabs=[{"number": t.number, "url": t.url, "active": t.active} for t in situation.tabs],
            dialog=None if dialog is None else {"kind": dialog.kind, "message": dialog.message},
            failed_frames=list(observation.failed_frames),
            events=list(situation.happened.events),
            picture=name,
        )

    def proposed(self, step: int, proposal: Proposal) -> None:
        """Record what the actor wants to do."""
        self._emit(
            "proposed",
            step,
            reason=proposal.reason,
            actions=[str(action) for action in proposal.actions],
            repairs=proposal.repairs,
            calls=proposal.usage.calls,
            input_tokens=proposal.usage.input_tokens,
            output_tokens=proposal.usage.output_tokens,
            cost_usd=proposal.usage.cost_usd,
        )

    def obeying(self, options: PermissionOptions) -> None:
        """Record whose permissions count beside the sites', and what robots.txt means here."""
        self._emit(
            "obeying",
            robots=options.robots.value,
            profile=options.profile.value,
            agent=options.agent,
            policies=[policy.source.value for policy in options.policies],
        )

    def permitted_start(self, action: Action, permission: Permission) -> None:
        """Record the decision of the gate on where to start."""
        self._permission("start_permission", None, action, permission)

    def permitted(self, step: int, action: Action, permission: Permission) -> None:
        """Record the decision of the gate on an action, with all it rests on."""
        self._permission("permission", step, action, permission)

    def _permission(
        self, kind: EventType, step: int | None, action: Action, permission: Permission
    ) -> None:
        self._emit(
            kind,
            step,
            action=str(action),
            granted=permission.granted,
            verdict=permission.verdict.word,
            reason=permission.reason,
            approved=permission.approved,
            rulings=[
                {
                    "verb": ruling.verb,
                    "ref": ruling.ref,
                    "source": ruling.decision.source.value,
                    "verdict": ruling.decision.verdict.word,
                    "reason_code": ruling.decision.reason_code.value,
                    "reason": ruling.decision.reason,
                    "rule": ruling.decision.rule,
                    "manifest": ruling.policy,
                    "considered": [each.rule for each in ruling.decision.trace],
                }
                for ruling in permission.rulings
            ],
        )

    def stepped(self, step: Step) -> None:
        """Record what came of a turn."""
        self._emit(
            "stepped",
            step.number,
            actions=[str(action) for action in step.actions],
            target=step.target,
            outcome=step.outcome,
            failed=step.failed,
            denied=step.denied,
            no_effect=step.no_effect,
            shown=step.shown,
        )

    def finished(self, result: RunResult) -> None:
        """Record the end, and write the result and the report."""
        self._finished = True
        self._emit("run_finished", **_without_steps(result))
        text = json.dumps(self._clean(result.to_json()), indent=2, ensure_ascii=False)
        (self._folder / "result.json").write_text(text + "\n", encoding="utf-8")
        write_report(self._folder)

    def _emit(self, kind: EventType, step: int | None = None, **data: Any) -> None:
        event = Event(kind, monotonic() - self._started, step, self._clean(data))
        self._events.write(json.dumps(event.to_json(), ensure_ascii=False) + "\n")
        self._events.flush()
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


def _without_steps(result: RunResult) -> dict[str, Any]:
    hidden = {"schema_version", "seconds", "steps"}
    return {key: value for key, value in result.to_json().items() if key not in hidden}
