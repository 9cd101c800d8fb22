"""A web agent that does tasks in a real browser, under each site's own policy.

    from webagent import Agent

    result = await Agent("add the cheapest green tea to my cart", url="https://shop.example").run()

Names are imported when they are first used: `import webagent` itself loads no browser and no model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webagent.actors import ModelActor, ScriptedActor, choose_actor
    from webagent.actors.baseline import BaselineActor
    from webagent.agent import Agent
    from webagent.browser import BrowserOptions
    from webagent.errors import EnvironmentFailure, NotPermitted, UsageError, WebAgentError
    from webagent.guard import NetworkPolicy
    from webagent.limits import Limits
    from webagent.models import Model, OpenAIModel
    from webagent.permissions import (
        AlwaysApprove,
        ApprovalRequest,
        CallbackApprover,
        NeverApprove,
        PermissionOptions,
        TerminalApprover,
    )
    from webagent.protocols import Actor, Approver
    from webagent.result import RunResult, Status
    from webagent.state import Proposal, State, Step

_HOMES = {
    "Actor": "webagent.protocols",
    "Agent": "webagent.agent",
    "AlwaysApprove": "webagent.permissions",
    "ApprovalRequest": "webagent.permissions",
    "Approver": "webagent.protocols",
    "BaselineActor": "webagent.actors.baseline",
    "BrowserOptions": "webagent.browser",
    "CallbackApprover": "webagent.permissions",
    "EnvironmentFailure": "webagent.errors",
    "Limits": "webagent.limits",
    "Model": "webagent.models",
    "ModelActor": "webagent.actors",
    "NetworkPolicy": "webagent.guard",
    "NeverApprove": "webagent.permissions",
    "NotPermitted": "webagent.errors",
    "OpenAIModel": "webagent.models",
    "PermissionOptions": "webagent.permissions",
    "Proposal": "webagent.state",
    "RunResult": "webagent.result",
    "ScriptedActor": "webagent.actors",
    "State": "webagent.state",
    "Status": "webagent.result",
    "Step": "webagent.state",
    "TerminalApprover": "webagent.permissions",
    "UsageError": "webagent.errors",
    "WebAgentError": "webagent.errors",
    "choose_actor": "webagent.actors",
}

__all__ = [
    "Actor",
    "Agent",
    "AlwaysApprove",
    "ApprovalRequest",
    "Approver",
    "BaselineActor",
    "BrowserOptions",
    "CallbackApprover",
    "EnvironmentFailure",
    "Limits",
    "Model",
    "ModelActor",
    "NetworkPolicy",
    "NeverApprove",
    "NotPermitted",
    "OpenAIModel",
    "PermissionOptions",
    "Proposal",
    "RunResult",
    "ScriptedActor",
    "State",
    "Status",
    "Step",
    "TerminalApprover",
    "UsageError",
    "WebAgentError",
    "choose_actor",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
