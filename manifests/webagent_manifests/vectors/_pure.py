"""The vectors put to this package alone, without a browser."""

from __future__ import annotations

import json
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from .._decision import Source, Verdict
from .._errors import ManifestError
from .._ledger import MemoryLedger
from .._parse import parse_manifest
from .._profile import Profile
from .._sqlite_ledger import SqliteLedger
from ..lint import lint
from ._doing import Deed, Doer, said_of
from ._prose import offered, reported, warned_of
from ._seeing import seen
from ._sites import Sites
from ._stage import staged
from ._vector import Question

if TYPE_CHECKING:
    from .._ledger import Ledger
    from ..page import ActionDecision
    from ._stage import Stage


class PureAdapter:
    """This package as an implementation: static pages, discovery over HTTP, no browser."""

    async def decide(self, vector: dict[str, Any], /) -> dict[str, Any]:
        """Answer one question."""
        question = Question.model_validate(vector)
        match question.question:
            case "validate":
                return {"valid": is_valid(question)}
            case "prompt":
                return {"flagged": warned_of(question)}
            case "plan":
                return {"api": offered(question)}
            case _:
                pass
        async with staged(question) as stage:
            sites = Sites(stage)
            for visit in question.visits:
                stage.moment = visit
                await sites.site(stage.question.url)
            stage.moment = question.now
            if question.question == "decide":
                return await _decide(stage, sites)
            return await seen(stage.question, sites)


def is_valid(question: Question) -> bool:
    """Whether the manifest is valid for its author."""
    try:
        parse_manifest(manifest_text(question), profile=Profile(question.profile))
    except ManifestError:
        return False
    return True


def manifest_text(question: Question) -> str:
    """Return the manifest of the well-known path as it is served."""
    manifest = question.manifest
    return manifest if isinstance(manifest, str) else json.dumps(manifest)


def severities(question: Question) -> list[str]:
    """Return how severe each finding of the linter is."""
    if question.manifest is None:
        return []
    report = lint(manifest_text(question), profile=Profile(question.profile), now=question.now)
    return [finding.severity.value for finding in report.findings]


async def _decide(stage: Stage, sites: Sites) -> dict[str, Any]:
    question = stage.question
    with ExitStack() as stack:
        now, earlier = _ledgers(question, stack)
        doer = Doer(stage, sites, now)
        before = Doer(stage, sites, earlier)
        for past in question.history:
            for number in range(past.times):
                await (before if past.session == "earlier" else doer).dispatch(
                    Deed(past.action, past.target, past.args),
                    now=past.at + timedelta(seconds=number * past.spacing_s),
                    approved=past.approved,
                )
        for other in question.in_flight:
            for _ in range(other.times):
                await doer.dispatch(
                    Deed(other.action, other.target, other.args), now=question.now, settled=False
                )
        deed = Deed(question.action or question.verb or "", question.target, question.args)
        decided = await doer.decide(deed, now=question.now, last=True)
        if decided.verdict is Verdict.NEEDS_HUMAN:
            approved = said_of(question.approvals, deed)
            decided = await doer.decide(deed, now=question.now, approved=approved, last=True)
    return await _told(decided, stage, sites)


async def _told(decided: ActionDecision, stage: Stage, sites: Sites) -> dict[str, Any]:
    question = stage.question
    site = await sites.site((await sites.documents())[0].url)
    until = next((each.decision.until for each in decided.verbs if each.decision.until), None)
    return {
        "decision": decided.verdict.word,
        "rule_index": decided.rule if decided.source is Source.SITE else None,
        "reason_code": None if decided.reason_code is None else decided.reason_code.value,
        "source": None if decided.source is None else decided.source.value,
        "until": None if until is None else until.isoformat(),
        "site": site.status.value,
        "warned": any(policy.warnings for policy in (site, *site.also)),
        "requests": stage.times_asked(),
        "lint": severities(question),
        "log": await reported(question),
    }


def _ledgers(question: Question, stack: ExitStack) -> tuple[Ledger, Ledger]:
    """Return the ledger of this session and that of an earlier one of the same agent."""
    if all(past.session == "current" for past in question.history):
        ledger = MemoryLedger()
        return ledger, ledger
    folder = stack.enter_context(TemporaryDirectory())
    path = Path(folder, "ledger.sqlite")
    return SqliteLedger(path, session="current"), SqliteLedger(path, session="earlier")
