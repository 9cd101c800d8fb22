"""The answer to an action on a page, asked of everybody who has a say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .._compose import compose
from .._decision import Verdict, strictest
from .._ledger import unique
from .._request import Request
from ._matching import element_match
from ._needs import ACTIONS, on_verb, required

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from datetime import datetime

    from .._compose import Contributor
    from .._decision import Decision, ReasonCode, Source
    from .._json import Json
    from .._ledger import Ledger, Use
    from ._element import Page
    from ._needs import Need


@dataclass(frozen=True, slots=True)
class VerbDecision:
    """The strictest decision on one verb of an action; `path` is the element that it is done to."""

    verb: str
    path: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class ActionDecision:
    """The strictest decision on an action, and what it was composed of.

    `uses` are the counts that all who have a say take of it once it is dispatched. Without any
    decision, as on hovering, which no verb governs, it is allowed for no reason.
    """

    verdict: Verdict
    reason_code: ReasonCode | None
    rule: int | None
    source: Source | None
    verbs: tuple[VerbDecision, ...]
    reason: str
    uses: tuple[Use, ...] = ()


async def decide_action(
    page: Page,
    index: int | None,
    action: str,
    contributors: Sequence[Contributor],
    *,
    now: datetime,
    ledger: Ledger,
    key: str | None = None,
    url: str | None = None,
    args: Mapping[str, Json] | None = None,
    approved: bool | None = None,
    trace: bool = False,
) -> ActionDecision:
    """Decide on an action, one of `ACTIONS`, or on a single verb, which is any other word.

    `index` is the element aimed at, None for the document; see `required` for `key` and `url`, and
    `Request` for `args` and `approved`.
    """
    if action in ACTIONS:
        needs = required(action, page, index, key=key, url=url)
    else:
        needs = on_verb(action, page, index)
    return await decide_needs(
        page, needs, contributors, now=now, ledger=ledger, args=args, approved=approved, trace=trace
    )


async def decide_needs(
    page: Page,
    needs: Sequence[Need],
    contributors: Sequence[Contributor],
    *,
    now: datetime,
    ledger: Ledger,
    args: Mapping[str, Json] | None = None,
    approved: bool | None = None,
    trace: bool = False,
) -> ActionDecision:
    """Decide on an action that is already taken apart; all of its needs have to be allowed."""
    requests = await _requests(page, needs, contributors)
    verbs: list[VerbDecision] = []
    uses: list[Use] = []
    for need, request in zip(needs, requests, strict=True):
        asked = replace(request, approved=approved, args={} if args is None else args)
        found = compose(contributors, asked, now=now, ledger=ledger, trace=trace)
        if found:
            path = page.elements[need.elements[-1]].path if need.elements else ""
            verbs.append(VerbDecision(need.verb, path, strictest(found)))
            uses += (use for decision in found for use in decision.uses)
    if not verbs:
        return ActionDecision(Verdict.ALLOW, None, None, None, (), "Nothing governs it.")
    chief = _chief(verbs, {need.verb for need in needs if need.incidental})
    return ActionDecision(
        chief.verdict,
        chief.reason_code,
        chief.rule,
        chief.source,
        tuple(verbs),
        chief.reason,
        unique(uses),
    )


def _chief(verbs: Sequence[VerbDecision], means: Container[str]) -> Decision:
    """Return the strictest decision; of several, the one that tells most.

    What a rule says tells more than a default, except that an action is not allowed because its
    mere means are.
    """

    def weight(each: VerbDecision) -> tuple[Verdict, bool, bool]:
        decision = each.decision
        ruled, end = decision.rule is not None, each.verb not in means
        allowed = decision.verdict is Verdict.ALLOW
        return (decision.verdict, *((end, ruled) if allowed else (ruled, end)))

    return max(verbs, key=weight).decision


async def _requests(
    page: Page, needs: Sequence[Need], contributors: Sequence[Contributor]
) -> list[Request]:
    selectors = dict.fromkeys(name for each in contributors for name in each.selectors)
    matched = await page.matches(tuple(selectors))
    invalid = frozenset(name for name, found in matched.items() if found is None)
    return [
        Request(
            need.verb,
            tuple(element_match(page, matched, index) for index in need.elements),
            invalid,
            need.incidental,
            url=page.url,
            destination=need.destination,
        )
        for need in needs
    ]
