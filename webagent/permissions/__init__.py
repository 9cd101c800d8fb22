"""Permissions at run time: whose policy speaks for a document, and the gate that enforces it."""

from __future__ import annotations

from ._approver import (
    AlwaysApprove,
    ApprovalRequest,
    Approver,
    CallbackApprover,
    NeverApprove,
    TerminalApprover,
)
from ._gate import Gate
from ._options import PermissionOptions, open_gate
from ._permission import Permission, Ruling
from ._sites import SitePolicies
from ._wishes import SiteWishes

__all__ = [
    "AlwaysApprove",
    "ApprovalRequest",
    "Approver",
    "CallbackApprover",
    "Gate",
    "NeverApprove",
    "Permission",
    "PermissionOptions",
    "Ruling",
    "SitePolicies",
    "SiteWishes",
    "TerminalApprover",
    "open_gate",
]
