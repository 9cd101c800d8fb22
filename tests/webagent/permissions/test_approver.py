"""Asking a person on a real terminal, and taking everything but a yes for no."""

from __future__ import annotations

import asyncio
import os
import pty
import select
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from webagent import AlwaysApprove, ApprovalRequest, CallbackApprover, NeverApprove

if TYPE_CHECKING:
    from collections.abc import Generator

REQUEST = ApprovalRequest("https://shop.example", "click [3]", 'button [3] "Buy"', "It costs.")
_PROGRAM = """
import asyncio, sys
from webagent import ApprovalRequest, TerminalApprover
sys.stderr.write("ready\\n")
sys.stdin.readline()
request = ApprovalRequest("https://shop.example", "click [3]", sys.argv[2], "It costs.")
answer = asyncio.run(TerminalApprover(float(sys.argv[1])).approve(request))
print("granted" if answer else "refused")
"""


class _Terminal:
    """A program on a terminal of its own, as a person meets it."""

    def __init__(self, timeout_s: float, element: str) -> None:
        self._mine, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(timeout_s), element],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            close_fds=True,
        )
        os.close(theirs)
        self.shown = ""

    def type(self, text: str) -> None:
        os.write(self._mine, text.encode())

    def read_until(self, text: str) -> None:
        while text not in self.shown:
            ready, _, _ = select.select([self._mine], [], [], 30)
            assert ready, f"“{text}” did not come: {self.shown}"
            self.shown += os.read(self._mine, 4096).decode()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._mine)


@pytest.fixture
def terminal(request: pytest.FixtureRequest) -> Generator[_Terminal]:
    timeout_s, element = getattr(request, "param", (30.0, 'button [3] "Buy"'))
    opened = _Terminal(timeout_s, element)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("y\n", "granted"),
        (" YES \n", "granted"),
        ("n\n", "refused"),
        ("\n", "refused"),
        ("yep\n", "refused"),
        ("\x04", "refused"),
    ],
)
def test_only_a_yes_is_one(terminal: _Terminal, typed: str, outcome: str) -> None:
    terminal.read_until("ready")
    terminal.type("\n")
    terminal.read_until("Allow it once? [y/N] ")
    for told in ("https://shop.example", "click [3]", 'button [3] "Buy"', "It costs."):
        assert told in terminal.shown
    terminal.type(typed)
    terminal.read_until(outcome)


@pytest.mark.parametrize("terminal", [(0.2, "button")], indirect=True)
def test_silence_is_a_no(terminal: _Terminal) -> None:
    terminal.read_until("ready")
    terminal.type("\n")
    terminal.read_until("No answer: not allowed.")
    terminal.read_until("refused")


@pytest.mark.parametrize("terminal", [(0.5, "button")], indirect=True)
def test_what_was_typed_before_the_question_is_no_answer(terminal: _Terminal) -> None:
    terminal.read_until("ready")
    terminal.type("\ny\ny\n")
    terminal.read_until("refused")


@pytest.mark.parametrize("terminal", [(0.2, "button \x1b[2J\x1b[H\x07“Fine”")], indirect=True)
def test_a_page_can_not_rewrite_the_question(terminal: _Terminal) -> None:
    terminal.read_until("ready")
    terminal.type("\n")
    terminal.read_until("refused")
    assert "“Fine”" in terminal.shown
    assert "\x1b" not in terminal.shown
    assert "\x07" not in terminal.shown


def test_without_a_terminal_the_answer_is_no() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, "30", "button"],
        input="\ny\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "refused\n"
    assert done.stderr == "ready\n"


async def test_the_answers_that_need_nobody() -> None:
    assert await AlwaysApprove().approve(REQUEST)
    assert not await NeverApprove().approve(REQUEST)


async def test_a_callback_may_answer_at_once_or_later() -> None:
    async def later(_: ApprovalRequest) -> bool:
        await asyncio.sleep(0)
        return True

    assert await CallbackApprover(lambda _: True).approve(REQUEST)
    assert await CallbackApprover(later).approve(REQUEST)
    assert not await CallbackApprover(lambda _: False).approve(REQUEST)


async def test_a_callback_that_does_not_say_true_in_time_says_no() -> None:
    async def never(_: ApprovalRequest) -> bool:
        await asyncio.sleep(60)
        return True

    assert not await CallbackApprover(never, timeout_s=0.05).approve(REQUEST)

    def vague(_: ApprovalRequest) -> Any:
        return "perhaps"

    assert not await CallbackApprover(vague).approve(REQUEST)
