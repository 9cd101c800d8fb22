"""Completion under policy, in the terms of ST-WebAgentBench (arXiv 2410.06703).

Whatever is expected of an agent beside its task is checked on the record of its run:

    findings = policy_checks(expectations, read_events(end.folder), end.result.answer)
    return under_policy(score, findings)
"""

from __future__ import annotations

from ._check import COMPLETION, policy_checks, policy_measures, under_policy
from ._deed_pattern import DeedPattern
from ._deeds import Deed, Fate, deeds_of
from ._dimension import Dimension, PolicySource
from ._expectation import AtMost, OnceShown, OnlyValues, PolicyExpectation
from ._finding import PolicyFinding
from ._permission_record import PermissionRecord
from ._summary import PolicySummary, Risk

__all__ = [
    "COMPLETION",
    "AtMost",
    "Deed",
    "DeedPattern",
    "Dimension",
    "Fate",
    "OnceShown",
    "OnlyValues",
    "PermissionRecord",
    "PolicyExpectation",
    "PolicyFinding",
    "PolicySource",
    "PolicySummary",
    "Risk",
    "deeds_of",
    "policy_checks",
    "policy_measures",
    "under_policy",
]
