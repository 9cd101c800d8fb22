"""Colours on a terminal, for those who want them."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:[39][0-8]|[34]8;)")
"""ECMA-48, 8.3.117 SGR: a parameter that sets a foreground colour."""


def _on_a_terminal(folder: Path, **environment: str) -> str:
    """Return what a run that fails at once writes to a terminal."""
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    arguments = ["run", "a task", "--url", "http://127.0.0.1:9/", "--browser", "/nonexistent"]
    with subprocess.Popen(
        [sys.executable, "-m", "webagent", *arguments, "--out", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**inherited, "TERM": "xterm-256color", **environment},
    ) as process:
        os.close(theirs)
        written = b""
        # Linux says that the other end is closed by an error.
        with suppress(OSError):
            while chunk := os.read(ours, 4096):
                written += chunk
        os.close(ours)
    assert process.returncode == 5
    return written.decode()


@pytest.mark.slow
def test_a_terminal_gets_colours(tmp_path: Path) -> None:
    assert COLOUR.search(_on_a_terminal(tmp_path / "run"))


def test_who_wants_no_colours_gets_none(tmp_path: Path) -> None:
    """https://no-color.org: set and not empty, whatever its value."""
    written = _on_a_terminal(tmp_path / "run", NO_COLOR="0")

    assert "could not be opened" in written
    assert not COLOUR.search(written)
