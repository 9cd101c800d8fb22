"""The answer to a question to a manifest, for programs and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from webagent_manifests import Considered, Decision, SitePolicy
    from webagent_manifests.page import ActionDecision, Page, VerbDecision


def answer_as_json(
    answered: ActionDecision, page: Page, site: SitePolicy, *, trace: bool
) -> dict[str, Any]:
    """Return an answer as plain JSON values."""
    from webagent_manifests import Source

    from webagent.result import SCHEMA_VERSION

    return {
        "schema_version": SCHEMA_VERSION,
        "decision": answered.verdict.word,
        "reason_code": answered.reason_code,
        "reason": answered.reason,
        "rule": answered.rule if answered.source is Source.SITE else None,
        "source": answered.source,
        "manifest": site.status,
        "page": page.url,
        "engine": page.engine,
        "verbs": [_verb(each, site, trace) for each in answered.verbs],
    }


def _verb(one: VerbDecision, site: SitePolicy, trace: bool) -> dict[str, Any]:
    from webagent_manifests import Source

    decision = one.decision
    until = decision.until
    told: dict[str, Any] = {
        "verb": one.verb,
        "element": one.path or None,
        "decision": decision.verdict.word,
        "rule": decision.rule if decision.source is Source.SITE else None,
        "reason_code": decision.reason_code,
        "reason": decision.reason,
        "source": decision.source,
        "until": None if until is None else until.isoformat().replace("+00:00", "Z"),
    }
    if trace:
        told["trace"] = [_considered(each, decision, site) for each in decision.trace]
    return told


def _considered(one: Considered, decision: Decision, site: SitePolicy) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "selector": one.selector,
        "specificity": list(one.specificity),
        "allowed": one.allowed,
        "inherited": one.inherited,
        "dropped": one.dropped,
        "outcome": _outcome(one, decision, site),
    }


def answer_in_words(answered: ActionDecision, site: SitePolicy, *, trace: bool) -> list[str]:
    """Return an answer as lines: the decision, and for each verb the rule it came from."""
    lines = [f"{answered.verdict.word}: {answered.reason}"]
    for each in answered.verbs:
        decision = each.decision
        where = f" on {each.path}" if each.path else ""
        lines.append(f"  {each.verb}{where}: {decision.verdict.word}, {_basis(decision, site)}")
        if decision.until is not None:
            lines.append(f"    until {decision.until:%Y-%m-%d %H:%M:%S} UTC")
        if trace:
            lines += [
                f"    rule {one.rule} {_written(one.rule, site)}: {_outcome(one, decision, site)}"
                for one in decision.trace
                if _outcome(one, decision, site) != "decided"
            ]
    return lines


def _basis(decision: Decision, site: SitePolicy) -> str:
    from webagent_manifests import Source

    if decision.source is not Source.SITE:
        return f"by {decision.source}: {decision.reason}"
    if decision.rule is None:
        return decision.reason_code
    return f"rule {decision.rule} {_written(decision.rule, site)}"


def _written(rule: int, site: SitePolicy) -> str:
    if site.rules is None:
        return ""
    return site.rules.manifest.resource_rules[rule].model_dump_json(exclude_unset=True)


def _outcome(one: Considered, decision: Decision, site: SitePolicy) -> str:
    """Say what became of a rule that had a say."""
    from webagent_manifests import Verb

    winner = next((each for each in decision.trace if each.rule == decision.rule), None)
    if one.dropped:
        return "set aside: its selector is invalid"
    if one.rule == decision.rule:
        return "decided"
    if one.inherited and one.allowed:
        return "lost: what a container allows says nothing of its contents"
    if winner is None or site.rules is None:
        return "did not decide"
    rules = site.rules.manifest.resource_rules
    if one.inherited and not winner.inherited:
        return "lost: a rule on the element itself comes before one on its container"
    if one.inherited:
        return "lost: a rule on a nearer container, or a more specific one, comes first"
    if rules[one.rule].verb is Verb.ALL and rules[winner.rule].verb is not Verb.ALL:
        return "lost: a rule for the verb itself comes before one for all"
    if one.specificity < winner.specificity:
        return f"lost: {one.specificity} is less specific than {winner.specificity}"
    if one.specificity == winner.specificity and one.rule < winner.rule:
        return "lost: of equally specific rules the later one counts"
    return "lost: on another element that the action touches, a stricter rule decided"
