"""The answer of the gate to one action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webagent_manifests import ReasonCode, Verdict, strictest

if TYPE_CHECKING:
    from webagent_manifests import Claim, Decision, Use


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one source of permissions decided on one verb and one element."""

    verb: str
    ref: int | None
    """The element; None is the document as a whole, or an address."""
    decision: Decision
    policy: str | None
    """Where the site's own words stand, if it is its decision."""


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether an action may be performed, and why."""

    rulings: tuple[Ruling, ...]
    """Every decision it rests on; empty for actions that nobody has a say on."""
    verdict: Verdict
    reason: str
    approved: bool | None = None
    """What the person said, if one was asked."""
    claim: Claim | None = None
    """What the action holds while it is under way."""

    @property
    def granted(self) -> bool:
        """Whether the action may be performed now."""
        return self.verdict is Verdict.ALLOW

    @property
    def out_of_reach(self) -> bool:
        """Whether it is not granted because nothing answers where the action would lead."""
        if self.granted:
            return False
        hardest = strictest(ruling.decision for ruling in self.rulings)
        return hardest.reason_code is ReasonCode.NO_ANSWER

    @property
    def uses(self) -> tuple[Use, ...]:
        """The counts it takes when it is dispatched."""
        return tuple(use for ruling in self.rulings for use in ruling.decision.uses)
