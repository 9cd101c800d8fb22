"""The gate between choosing an action and performing it. There is no way around it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from webagent_actions import ActionRefused, effects
from webagent_manifests import (
    Decision,
    ElementMatch,
    Ledger,
    Request,
    SitePolicy,
    Verb,
    Verdict,
    strictest,
)
from webagent_observation import PageUnreadable, Reading, StaleRef, render_node

from ._approver import ApprovalRequest, Approver

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Frame
    from webagent_actions import Action, Effect
    from webagent_observation import Document, Observation, Registry

    from ._sites import SitePolicies

LONGEST_WAIT = timedelta(seconds=30)
_JUDGING_CAP_S = 20.0


@dataclass(frozen=True, slots=True)
class Ruling:
    """One verb on one element, what was decided, and by whose policy."""

    effect: Effect
    decision: Decision
    policy: SitePolicy


@dataclass(frozen=True, slots=True)
class Permission:
    """The answer of the gate to one action."""

    rulings: tuple[Ruling, ...]
    """Every verb the action needs; empty for actions that no verb governs."""
    verdict: Verdict
    reason: str
    approved: bool | None = None
    """What the person said, if one was asked."""

    @property
    def granted(self) -> bool:
        """Whether the action may be performed now."""
        return self.verdict is Verdict.ALLOW or (
            self.verdict is Verdict.NEEDS_HUMAN and self.approved is True
        )

    @property
    def refusal(self) -> str:
        """Why it is not granted, in words for the agent and for people."""
        if self.verdict is Verdict.NEEDS_HUMAN:
            return f"{self.reason} Nobody approved it."
        return self.reason


class Gate:
    """Decides each action on the live elements it would touch, the strictest policy winning."""

    def __init__(self, policies: SitePolicies, approver: Approver) -> None:
        self._policies = policies
        self._approver = approver
        self._ledger = Ledger()

    async def reading(self, document: Document) -> Reading:
        """Return what of a document may be read: the reading policy of this run."""
        policy = await self._policies.of(document)
        now = datetime.now(UTC)
        cascades = [
            policy.visibility(verb, now=now, ledger=self._ledger)
            for verb in (Verb.READ_CONTENT, Verb.READ_METADATA)
        ]
        content, metadata = (c.to_json() if c.hides_anything else None for c in cascades)
        return Reading(content, metadata)

    async def check(
        self, action: Action, observation: Observation, registry: Registry, main: Frame
    ) -> Permission:
        """Decide whether an action may be performed now; ask a person where one is required.

        A wait of up to 30 seconds is waited for. After a wait or an approval the page is judged
        again: it had time to become another.

        Raises:
            webagent_actions.ActionRefused: `stale_ref`, an element is gone.
            webagent_observation.PageUnreadable: the page hangs.
        """
        wanted = effects(action, observation)
        approved = None
        while True:
            try:
                async with asyncio.timeout(_JUDGING_CAP_S):
                    rulings = [
                        ruling
                        for effect in wanted
                        for ruling in await self._rule(effect, registry, main)
                    ]
            except TimeoutError as error:
                raise PageUnreadable(
                    f"the page did not answer within {_JUDGING_CAP_S:.0f} s"
                ) from error
            if not rulings:
                return Permission((), Verdict.ALLOW, "no verb of the standard governs it")
            hardest = strictest(ruling.decision for ruling in rulings)
            until = hardest.until
            if hardest.verdict is Verdict.WAIT and until is not None:
                wait = until - datetime.now(UTC)
                if wait <= LONGEST_WAIT:
                    await asyncio.sleep(max(wait.total_seconds(), 0.01))
                    continue
            if hardest.verdict is Verdict.NEEDS_HUMAN and approved is None:
                approved = await self._ask(action, rulings, observation, hardest)
                if approved:
                    continue
            break
        return Permission(tuple(rulings), hardest.verdict, hardest.reason, approved)

    def record(self, permission: Permission) -> None:
        """Count an action that was dispatched against the limits of the rules that allowed it."""
        now = datetime.now(UTC)
        policies = {id(ruling.policy): ruling.policy for ruling in permission.rulings}
        for policy in policies.values():
            decisions = [r.decision for r in permission.rulings if r.policy is policy]
            policy.record(decisions, when=now, ledger=self._ledger)

    async def _rule(self, effect: Effect, registry: Registry, main: Frame) -> list[Ruling]:
        """Decide one verb by the policy of the element's document, and by those around it.

        A frame of another origin has to satisfy the documents that embed it too, as if the verb
        were done to the iframe element.
        """
        try:
            element = None if effect.ref is None else await registry.element(effect.ref)
            frame = main if effect.ref is None else registry.frame(effect.ref)
            rulings = [await self._rule_in(frame, element, effect, registry)]
            while frame.parent_frame is not None:
                parent = frame.parent_frame
                if not _same_origin(frame, parent):
                    owner = await frame.frame_element()
                    rulings.append(await self._rule_in(parent, owner, effect, registry))
                frame = parent
        except StaleRef as error:
            raise ActionRefused("stale_ref", f"{error}. Look at the page as it is now.") from error
        except PlaywrightError as error:
            raise ActionRefused(
                "stale_ref", "The page is being left. Look at the page as it is now."
            ) from error
        return rulings

    async def _rule_in(
        self, frame: Frame, element: ElementHandle | None, effect: Effect, registry: Registry
    ) -> Ruling:
        document = await registry.document(frame)
        policy = await self._policies.of(document)
        options = {"selectors": list(policy.selectors), "withForm": effect.with_form}
        # Evaluated in the very document the policy is for: it fails if that has been left.
        found = await document.script.evaluate(
            f"(_, [target, options]) => ({_match_script()})(target, options)", [element, options]
        )
        request = Request(
            effect.verb,
            tuple(
                ElementMatch(frozenset(one["own"]), tuple(map(frozenset, one["ancestors"])))
                for one in found["elements"]
            ),
            frozenset(found["invalid"]),
            effect.incidental,
        )
        decision = policy.decide(request, now=datetime.now(UTC), ledger=self._ledger)
        return Ruling(effect, decision, policy)

    async def _ask(
        self,
        action: Action,
        rulings: list[Ruling],
        observation: Observation,
        hardest: Decision,
    ) -> bool:
        ruling = next(ruling for ruling in rulings if ruling.decision is hardest)
        ref = ruling.effect.ref
        element = "" if ref is None else render_node(observation.refs[ref])
        # A frame of another origin asks in its own name.
        parts = urlsplit(ruling.policy.url or observation.url)
        return await self._approver.approve(
            ApprovalRequest(
                f"{parts.scheme}://{parts.netloc}", str(action), element, hardest.reason
            )
        )


@cache
def _match_script() -> str:
    return files("webagent.permissions").joinpath("match.js").read_text(encoding="utf-8")


def _same_origin(frame: Frame, parent: Frame) -> bool:
    inner, outer = urlsplit(frame.url), urlsplit(parent.url)
    if inner.scheme in {"about", "blob", "data", ""}:
        return True
    return (inner.scheme, inner.netloc) == (outer.scheme, outer.netloc)
