"""The command line as a user's shell starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from webagent.cli import app

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Call:
    """What a finished call left behind."""

    code: int
    stdout: str
    stderr: str


def start(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Start `webagent` with these arguments, no settings of the user's, nobody at the terminal."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENAI_", "WEBAGENT_"))
    }
    return subprocess.Popen(
        [sys.executable, "-m", "webagent", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**inherited, **(environment or {})},
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> Call:
    """Wait for a call to end; no traceback is ever shown to a user."""
    with process:
        try:
            stdout, stderr = process.communicate(timeout=TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert "Traceback" not in stderr, stderr
    return Call(process.returncode, stdout, stderr)


def interrupt(process: subprocess.Popen[str]) -> None:
    """Press Ctrl-C, which reaches the call and all programs it has started."""
    os.killpg(process.pid, signal.SIGINT)


def call(*arguments: str, environment: Mapping[str, str] | None = None) -> Call:
    """Call `webagent` and wait for its end."""
    return finish(start(*arguments, environment=environment))


def commands() -> dict[str, Any]:
    """Return the commands by name, as click knows them."""
    group: Any = typer.main.get_command(app)
    return dict(group.commands)
