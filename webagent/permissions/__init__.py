"""Permissions at run time: whose policy speaks for a document, and the gate that enforces it."""

from __future__ import annotations

from ._approver import (
    AlwaysApprove,
    ApprovalRequest,
    Approver,
    NeverApprove,
    TerminalApprover,
)
from ._gate import Gate, Permission, Ruling
from ._sites import SitePolicies

__all__ = [
    "AlwaysApprove",
    "ApprovalRequest",
    "Approver",
    "Gate",
    "NeverApprove",
    "Permission",
    "Ruling",
    "SitePolicies",
    "TerminalApprover",
]
