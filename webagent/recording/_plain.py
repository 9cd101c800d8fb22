"""What happens in a run as plain JSON values, as `events.jsonl` holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webagent.models import Usage
from webagent.planning.plan import plan_json
from webagent.result import download_json, usage_json

if TYPE_CHECKING:
    from webagent_actions import Action, SentRequest, Situation

    from webagent.permissions import Permission
    from webagent.planning.plan import PlanTree
    from webagent.result import RunResult
    from webagent.state import Intent, Planned, Proposal, Step


def plain_situation(situation: Situation, picture: str | None) -> dict[str, Any]:
    """Return what the agent sees; `picture` is the name of its picture's file."""
    observation, dialog, view = situation.observation, situation.dialog, situation.view
    happened = situation.happened
    return {
        "url": observation.url,
        "title": observation.title,
        "text": observation.text if view is None else view.text,
        "tokens": None if view is None else view.tokens,
        "left_out": 0 if view is None else len(view.elisions),
        "elements": observation.elements,
        "refs": len(observation.refs),
        "capture_ms": round(observation.timings.capture_ms, 1),
        "simplify_ms": round(observation.timings.simplify_ms, 1),
        "tabs": [{"number": t.number, "url": t.url, "active": t.active} for t in situation.tabs],
        "dialog": None if dialog is None else {"kind": dialog.kind, "message": dialog.message},
        "failed_frames": list(observation.failed_frames),
        "events": list(happened.events),
        "trouble": situation.trouble,
        "requests": [_request(each) for each in happened.requests],
        "downloads": [download_json(each) for each in happened.downloads],
        "picture": picture,
    }


def plain_plan(plan: PlanTree, planned: Planned | None) -> dict[str, Any]:
    """Return a plan, with what the planner said of it and used for it if it was asked."""
    return {
        "plan": plan_json(plan),
        "reason": "" if planned is None else planned.reason,
        **usage_json(Usage() if planned is None else planned.usage),
    }


def plain_proposal(proposal: Proposal) -> dict[str, Any]:
    """Return what the actor wants to do, and what its model used."""
    return {
        "reason": proposal.reason,
        "actions": [str(action) for action in proposal.actions],
        "repairs": proposal.repairs,
        **usage_json(proposal.usage),
    }


def plain_permission(action: Action, permission: Permission) -> dict[str, Any]:
    """Return a decision of the gate on an action, with all it rests on."""
    return {
        "action": str(action),
        "granted": permission.granted,
        "verdict": permission.verdict.word,
        "reason": permission.reason,
        "approved": permission.approved,
        "rulings": [
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
    }


def plain_intent(intent: Intent) -> dict[str, Any]:
    """Return what is about to be done."""
    return {
        "action": str(intent.action),
        "target": intent.target,
        "address": intent.address,
        "reversibility": intent.reversibility.value,
        "why": intent.why,
    }


def plain_step(step: Step) -> dict[str, Any]:
    """Return what came of a turn, in all that `observed` and `proposed` do not say."""
    return {
        "actions": [str(action) for action in step.actions],
        "target": step.target,
        "outcome": step.outcome,
        "failed": step.failed,
        "denied": step.denied,
        "no_effect": step.no_effect,
        "shown": step.shown,
        "around": step.around,
        "reversibility": None if step.reversibility is None else step.reversibility.value,
        "why": step.why,
        "subtask": step.subtask,
    }


def plain_ending(result: RunResult) -> dict[str, Any]:
    """Return how a run ended, without the steps, which were told one by one."""
    hidden = {"schema_version", "seconds", "steps"}
    return {key: value for key, value in result.to_json().items() if key not in hidden}


def _request(request: SentRequest) -> dict[str, Any]:
    return {
        "method": request.method,
        "url": request.url,
        "kind": request.kind,
        "status": request.status,
        "problem": request.problem,
    }
