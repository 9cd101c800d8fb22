"""What `import webagent` offers, and what it costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import webagent

PUBLIC = [
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


def test_the_public_names_are_these() -> None:
    assert webagent.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_each_public_name_is_what_it_says(name: str) -> None:
    assert getattr(webagent, name).__name__ == name


def test_another_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Robot'"):
        _ = webagent.Robot


@pytest.mark.parametrize("statement", ["import webagent", "import webagent.cli"])
def test_importing_loads_no_browser_and_no_model(statement: str) -> None:
    heavy = "{'playwright', 'openai', 'pydantic', 'starlette', 'uvicorn', 'jinja2'}"
    code = f"import sys; {statement}; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
