"""Asking a person."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class ApprovalRequest:
    """What a person is asked to allow, once."""

    origin: str
    action: str
    """The action as the agent wrote it; secrets are placeholders."""
    element: str
    """The element it touches, as the page names it."""
    reason: str
    """Why a person has to be asked."""
    verbs: tuple[str, ...] = ()
    """Everything the action would do, in the verbs of the standard."""
    digest: str = ""
    """A fingerprint of the action and its arguments: the answer is for this one only."""


class Approver(Protocol):
    """Somebody who can say yes for the user."""

    async def approve(self, request: ApprovalRequest) -> bool:
        """Return whether this one action may be taken now."""
        ...


class NeverApprove:
    """Says no to everything, for runs that nobody watches."""

    async def approve(self, request: ApprovalRequest) -> bool:
        """Return False."""
        return False


class AlwaysApprove:
    """Says yes to everything, in the name of a user who knows what is being asked."""

    async def approve(self, request: ApprovalRequest) -> bool:
        """Return True."""
        return True


class CallbackApprover:
    """Asks a function of the caller's, which may be a coroutine, and takes silence for no."""

    def __init__(
        self,
        answer: Callable[[ApprovalRequest], bool | Awaitable[bool]],
        timeout_s: float = 300.0,
    ) -> None:
        self._answer = answer
        self._timeout_s = timeout_s

    async def approve(self, request: ApprovalRequest) -> bool:
        """Return whether the function said True in time; anything else it returns is a no."""
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = self._answer(request)
                return (await answer if isinstance(answer, Awaitable) else answer) is True
        except TimeoutError:
            return False


class TerminalApprover:
    """Asks on the terminal, and takes silence for no."""

    def __init__(self, timeout_s: float = 300.0) -> None:
        self._timeout_s = timeout_s

    async def approve(self, request: ApprovalRequest) -> bool:
        """Return whether the person at the terminal typed yes in time; without a terminal, no."""
        if not sys.stdin.isatty():
            return False
        origin, action, element, reason = (
            " ".join(printable(text).split())
            for text in (request.origin, request.action, request.element, request.reason)
        )
        import termios  # there is none on Windows, where this module has to load too

        # What was typed before the question can't be an answer to it.
        termios.tcflush(sys.stdin, termios.TCIFLUSH)
        sys.stderr.write(
            f"\n{origin} asks for a person:\n  {action}   {element}\n  {reason}\n"
            "Allow it once? [y/N] "
        )
        sys.stderr.flush()
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await _line_from_stdin()
        except TimeoutError:
            sys.stderr.write("\nNo answer: not allowed.\n")
            return False
        return answer.strip().lower() in {"y", "yes"}


async def _line_from_stdin() -> str:
    """Read a line without a thread that would keep waiting after a timeout."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[str] = loop.create_future()

    def read() -> None:
        if not ready.done():
            ready.set_result(sys.stdin.readline())

    loop.add_reader(sys.stdin.fileno(), read)
    try:
        return await ready
    finally:
        loop.remove_reader(sys.stdin.fileno())
