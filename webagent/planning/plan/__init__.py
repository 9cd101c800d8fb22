"""The plan of a task: its parts, what tells that one is done, and the tree they form."""

from __future__ import annotations

from ._check import check, plain
from ._criterion import (
    Criterion,
    ElementShown,
    Judged,
    RequestAnswered,
    TextShown,
    UrlMatches,
)
from ._evidence import Evidence
from ._plain import criterion_from, criterion_json, plan_from, plan_json
from ._subtask import Draft, Subtask, SubtaskKind, SubtaskStatus
from ._tree import ROOT, PlanTree
from ._verify import Finding, Verdict, verify

__all__ = [
    "ROOT",
    "Criterion",
    "Draft",
    "ElementShown",
    "Evidence",
    "Finding",
    "Judged",
    "PlanTree",
    "RequestAnswered",
    "Subtask",
    "SubtaskKind",
    "SubtaskStatus",
    "TextShown",
    "UrlMatches",
    "Verdict",
    "check",
    "criterion_from",
    "criterion_json",
    "plain",
    "plan_from",
    "plan_json",
    "verify",
]
