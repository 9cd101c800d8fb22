"""A policy in plain words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .._manifest import Verb
from .._request import NAVIGATION
from .._text import quote
from ._document import AtMost, CoolDown, Effect, ForbidAfter, RequireBefore, Scope
from ._matcher import Matcher

if TYPE_CHECKING:
    from ._document import Event, Limits, PolicyDocument, Rule, TemporalRule
    from ._policy import UserPolicy

_DOES = {Effect.ALLOW: "allow", Effect.ASK: "ask a person about", Effect.DENY: "never"}
_DEFAULTS = {
    None: "Where no rule speaks, this policy has no say: the site's own rules decide.",
    Effect.ALLOW: "Where no rule speaks, it is allowed, as far as the site allows it.",
    Effect.ASK: "What no rule allows, a person is asked about.",
    Effect.DENY: "What no rule allows is denied.",
}
_SCOPES = {
    Scope.SESSION: "in the same session",
    Scope.ORIGIN: "on the same site",
    Scope.EVERYWHERE: "on any site",
}
_VIEWING = (Verb.READ_CONTENT.value, Verb.SCROLL_PAGE.value, NAVIGATION)


def explain(policy: UserPolicy) -> tuple[str, ...]:
    """Return one line on the default, and one on every rule."""
    document = policy.document
    return (
        _DEFAULTS[document.default],
        *(_rule(rule) for rule in document.rules),
        *(_temporal(rule) for rule in document.temporal),
    )


def review(policy: UserPolicy) -> tuple[str, ...]:
    """Return what is valid and may still not be what its author meant, a sentence each."""
    document = policy.document
    return (*_idle_allows(document), *_closed_verbs(document), *_hopeless_asks(document))


def _rule(rule: Rule) -> str:
    line = f"{rule.id}: {_DOES[rule.effect]} {_event(rule)}"
    if rule.limits is not None:
        line += f", {_limits(rule.limits)}"
    return _with_note(line, rule.note)


def _temporal(rule: TemporalRule) -> str:
    action = _event(rule.action)
    if isinstance(rule, AtMost):
        span = "per session" if rule.within_s is None else f"in any {rule.within_s} seconds"
        where = "" if rule.scope is Scope.SESSION else f" {_SCOPES[rule.scope]}"
        line = f"at most {rule.times} times {span}{where}: {action}"
    elif isinstance(rule, CoolDown):
        line = f"wait {rule.seconds} seconds {_SCOPES[rule.scope]} before another: {action}"
    else:
        does = "never" if rule.effect is Effect.DENY else "ask a person about"
        earlier = f"({_event(rule.earlier)}) {_SCOPES[rule.scope]}"
        if isinstance(rule, RequireBefore):
            span = "" if rule.within_s is None else f" in the last {rule.within_s} seconds"
            line = f"{does} {action}, unless there was {earlier}{span}"
        elif isinstance(rule, ForbidAfter):
            span = "" if rule.within_s is None else f" for {rule.within_s} seconds"
            line = f"{does} {action}, after {earlier}{span}"
        else:
            other = rule.earlier_argument or rule.argument
            line = (
                f"{does} {action}, unless its {quote(rule.argument)} equals {quote(other)} of the "
                f"latest {earlier}"
            )
    return _with_note(f"{rule.id}: {line}", rule.note)


def _event(event: Event) -> str:
    words = ["everything" if Verb.ALL.value in event.verbs else " or ".join(event.verbs)]
    if event.origins != ("*",):
        words.append(f"on {' or '.join(event.origins)}")
    if event.paths is not None:
        words.append(f"at {' or '.join(event.paths)}")
    if event.selector is not None:
        words.append(f"of {quote(event.selector)}")
    if event.args:
        words.append(
            "with "
            + " and ".join(
                f"{name} as in {json.dumps(schema, ensure_ascii=False)}"
                for name, schema in event.args.items()
            )
        )
    return " ".join(words)


def _limits(limits: Limits) -> str:
    said = [
        None if limits.per_session is None else f"{limits.per_session} times per session",
        None if limits.per_day is None else f"{limits.per_day} times in 24 hours",
        None if limits.min_interval_s is None else f"every {limits.min_interval_s} seconds",
    ]
    return f"at most {' and '.join(each for each in said if each is not None)}"


def _with_note(line: str, note: str) -> str:
    flat = " ".join(note.split())
    return f"{line} ({flat})." if flat else f"{line}."


def _idle_allows(document: PolicyDocument) -> list[str]:
    if document.default not in (None, Effect.ALLOW):
        return []
    return [
        f"{rule.id} allows what is not denied anyway: it has an effect only with the default ask "
        "or deny."
        for rule in document.rules
        if rule.effect is Effect.ALLOW and rule.limits is None
    ]


def _closed_verbs(document: PolicyDocument) -> list[str]:
    if document.default in (None, Effect.ALLOW):
        return []
    allows = [Matcher(rule) for rule in document.rules if rule.effect is Effect.ALLOW]
    closed = [verb for verb in _VIEWING if not any(each.speaks_of(verb) for each in allows)]
    if not closed:
        return []
    return [
        f"The default {document.default} covers {', '.join(closed)} too, and no rule allows that: "
        "an agent can hardly work without."
    ]


def _hopeless_asks(document: PolicyDocument) -> list[str]:
    if document.default is not Effect.DENY:
        return []
    allowed = {verb for r in document.rules if r.effect is Effect.ALLOW for verb in r.verbs}
    return [
        f"{rule.id} asks about what no rule allows: asking lifts no default, so allow it as well."
        for rule in document.rules
        if rule.effect is Effect.ASK
        and Verb.ALL.value not in allowed
        and not allowed.intersection(rule.verbs)
        and Verb.ALL.value not in rule.verbs
    ]
