"""Requests and policies in the shorthand that tests read best."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from webagent_manifests import ElementMatch, MemoryLedger, Request, Source, Verdict
from webagent_manifests.user_policy import PolicyDocument, UserPolicy

if TYPE_CHECKING:
    from datetime import timedelta

    from webagent_manifests import Decision, Ledger

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHOP = "https://shop.example"


def policy(
    *rules: dict[str, Any],
    default: str | None = None,
    temporal: tuple[dict[str, Any], ...] = (),
    source: Source = Source.USER,
) -> UserPolicy:
    """Return a policy; rules without an id are numbered."""
    numbered = [{"id": f"r{number}", **rule} for number, rule in enumerate(rules)]
    tree: dict[str, Any] = {"rules": numbered, "temporal": list(temporal)}
    if default is not None:
        tree["default"] = default
    return UserPolicy(PolicyDocument.model_validate(tree), source=source)


def rule(effect: str, *verbs: str, **more: Any) -> dict[str, Any]:
    """Return a rule on some verbs, by default on all."""
    return {"effect": effect, "verbs": list(verbs or ("all",)), **more}


def request(verb: str, *own: str, url: str = f"{SHOP}/", **more: Any) -> Request:
    """Return a request on one element that these selectors match."""
    return Request(verb, (ElementMatch(frozenset(own)),), url=url, **more)


class Agent:
    """Somebody who does what a policy permits, as time goes by."""

    def __init__(self, rules: UserPolicy, ledger: Ledger | None = None) -> None:
        self.policy = rules
        self.ledger = MemoryLedger() if ledger is None else ledger
        self.now = NOON

    def wait(self, time: timedelta) -> None:
        """Let time pass."""
        self.now += time

    def ask(self, wanted: Request) -> Decision | None:
        """Return what the policy says, doing nothing."""
        return self.policy.decide(wanted, now=self.now, ledger=self.ledger)

    def verdict(self, wanted: Request) -> Verdict | None:
        """Return the verdict alone."""
        decision = self.ask(wanted)
        return None if decision is None else decision.verdict

    def do(self, wanted: Request) -> None:
        """Dispatch an action that the policy permits."""
        decision = self.ask(wanted)
        if decision is None:
            return
        assert decision.verdict is Verdict.ALLOW, decision.reason
        assert self.ledger.claim(decision.uses, when=self.now) is not None
