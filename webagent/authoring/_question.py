"""One question to a manifest: may this be done to that element?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_manifests import Verb, Verdict, compose_visibility, unknown_verb
from webagent_manifests.page import ActionDecision, VerbDecision, decide_action

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from webagent_manifests import Contributor, Ledger
    from webagent_manifests.page import Page

_KNOWN = frozenset(verb.value for verb in Verb if verb is not Verb.ALL)
# As the gate names them to policies.
_ARGUMENTS = {"goto": "url", "press": "key", "select": "value", "type": "value"}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about an element: an action of an agent, or a single verb of the format."""

    target: int | None
    """The element's place in the page, None for the document as a whole."""
    action: str | None = None
    verb: str | None = None
    value: str | None = None
    """What is typed or chosen, which key is pressed, or which address is opened."""

    def __post_init__(self) -> None:
        """Raise ValueError unless exactly one of action and verb is given."""
        if (self.action is None) is (self.verb is None):
            raise ValueError("Ask about an action or about a verb, one of them.")


async def answer(
    page: Page,
    question: Question,
    contributors: Sequence[Contributor],
    *,
    now: datetime,
    ledger: Ledger,
    trace: bool = False,
) -> ActionDecision:
    """Return what an agent under these policies would be told, and by whom.

    Raises:
        ValueError: the action is unknown, or a `goto` leads nowhere.
    """
    word = question.action or question.verb or ""
    if question.verb is not None and question.verb not in _KNOWN:
        return _unknown(page, question)

    async def decide(target: int | None, what: str = word) -> ActionDecision:
        return await decide_action(
            page,
            target,
            what,
            contributors,
            now=now,
            ledger=ledger,
            key=question.value or "Enter" if word == "press" else None,
            url=question.value if word == "goto" else None,
            args=_arguments(question),
            trace=trace,
        )

    decision = await decide(question.target)
    if question.verb == Verb.CLICK_ELEMENT:
        return _with_effects(decision, await decide(question.target, "click"))
    if word not in {"read", Verb.READ_CONTENT, Verb.READ_METADATA}:
        return decision
    # What is read is read as part of the page: an ancestor that may not be shown hides it, even if
    # it only waits for a person or for its hour. Only a rule on the element itself shows it again.
    if decision.verdict is Verdict.ALLOW and decision.rule is None and question.target is not None:
        verb = Verb(decision.verbs[0].verb)
        seen = compose_visibility(contributors, verb, now=now, ledger=ledger, url=page.url)
        above = page.elements[question.target].parent if seen.hides_anything else None
        while above is not None:
            outer = await decide(above)
            if outer.verdict is not Verdict.ALLOW:
                return outer
            above = page.elements[above].parent
    return decision


def _with_effects(verb: ActionDecision, action: ActionDecision) -> ActionDecision:
    """Add what rules say against all that a click sets off: without that there is no such click.

    Defaults have no say on it, since the question was about the one verb.
    """
    against = [
        each
        for each in action.verbs
        if each.decision.rule is not None and each.decision.verdict > verb.verdict
    ]
    if not against:
        return verb
    chief = max(against, key=lambda each: each.decision.verdict).decision
    return ActionDecision(
        chief.verdict,
        chief.reason_code,
        chief.rule,
        chief.source,
        (*verb.verbs, *against),
        chief.reason,
        action.uses,
    )


def _arguments(question: Question) -> Mapping[str, str]:
    name = _ARGUMENTS.get(question.action or "")
    return {} if name is None or question.value is None else {name: question.value}


def _unknown(page: Page, question: Question) -> ActionDecision:
    """Deny a verb that the format does not define; the words for actions are none either."""
    verb = question.verb or ""
    decision = unknown_verb(verb)
    path = "" if question.target is None else page.elements[question.target].path
    return ActionDecision(
        decision.verdict,
        decision.reason_code,
        None,
        decision.source,
        (VerbDecision(verb, path, decision),),
        decision.reason,
    )
