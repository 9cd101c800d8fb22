"""What the README shows works as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from webagent.cli import app
from webagent.demo import serve_shop

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


_OF_PIP = "--no-deps"


def _run(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    hidden = {"OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL"}
    environment = {k: v for k, v in os.environ.items() if k not in hidden}
    environment |= {
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment,
        cwd=home,
    )


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("snippet", _blocks("python"))
def test_python_snippets_run(snippet: str, tmp_path: Path) -> None:
    done = _run([sys.executable, "-c", snippet], tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("True ")


def test_console_commands_run(tmp_path: Path) -> None:
    commands = [line[2:] for block in _blocks("console") for line in block.splitlines()]
    assert "webagent demo &" in commands
    with serve_shop() as shop:
        for command in commands:
            if command != "webagent demo &":
                done = _run(
                    shlex.split(command.replace("http://127.0.0.1:8000", shop.url)), tmp_path
                )
                assert done.returncode == 0, done.stderr
        assert len(shop.cart_lines()) == 1
    published = tmp_path / "public" / ".well-known" / "agent-permissions.json"
    assert published.read_bytes() == (tmp_path / "agent-permissions.json").read_bytes()


def _parameters(command: Any) -> Iterator[Any]:
    yield from command.params
    for inner in getattr(command, "commands", {}).values():
        yield from _parameters(inner)


def test_options_that_are_named_exist() -> None:
    group: Any = typer.main.get_command(app)
    known = {name for parameter in _parameters(group) for name in parameter.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README)) - {"--help", _OF_PIP}
    assert named <= known


def test_links_into_the_repository_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
