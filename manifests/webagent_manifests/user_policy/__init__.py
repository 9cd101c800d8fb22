"""What the user, or the organisation the agent works for, lets it do: a TOML file."""

from __future__ import annotations

from ._document import (
    AtMost,
    CoolDown,
    Effect,
    Event,
    ForbidAfter,
    Limits,
    PolicyDocument,
    RequireBefore,
    Rule,
    SameArg,
    Scope,
)
from ._errors import PolicyError, PolicyUnreadable, PolicyWidened, Problem
from ._explain import explain, review
from ._narrow import narrow
from ._parse import load_policy, parse_policy
from ._policy import UserPolicy

__all__ = [
    "AtMost",
    "CoolDown",
    "Effect",
    "Event",
    "ForbidAfter",
    "Limits",
    "PolicyDocument",
    "PolicyError",
    "PolicyUnreadable",
    "PolicyWidened",
    "Problem",
    "RequireBefore",
    "Rule",
    "SameArg",
    "Scope",
    "UserPolicy",
    "explain",
    "load_policy",
    "narrow",
    "parse_policy",
    "review",
]
