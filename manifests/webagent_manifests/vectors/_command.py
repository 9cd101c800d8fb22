"""Driving an implementation in any language through its standard input and output."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

_LONGEST_LINE = 16 * 1024 * 1024
_CLOSE_S = 5.0


class CommandFailed(Exception):
    """The command does not answer as it should; the message says what it did."""


class CommandAdapter:
    """A running program that reads one question a line and writes one answer a line, as JSON."""

    def __init__(self, process: asyncio.subprocess.Process, *, timeout_s: float) -> None:
        self._process = process
        self._timeout_s = timeout_s
        self._turn = asyncio.Lock()
        self._broken: str | None = None

    async def decide(self, vector: dict[str, Any], /) -> dict[str, Any]:
        """Return the program's answer.

        Raises CommandFailed if it ended, was silent for too long, or wrote no JSON object. After
        silence nothing more is asked: a late answer would be taken for that to another question.
        """
        async with self._turn:
            if self._broken is not None:
                raise CommandFailed(self._broken)
            try:
                async with asyncio.timeout(self._timeout_s):
                    return _answer(await self._exchange(json.dumps(vector)))
            except TimeoutError as error:
                self._broken = f"The command was silent for {self._timeout_s:g} seconds."
                raise CommandFailed(self._broken) from error

    async def _exchange(self, line: str) -> bytes:
        writer, reader = self._process.stdin, self._process.stdout
        if writer is None or reader is None:
            raise CommandFailed("The command has no standard input and output.")
        answer = b""
        with suppress(ConnectionError):
            writer.write(f"{line}\n".encode())
            await writer.drain()
            answer = await reader.readline()
        if not answer.endswith(b"\n"):
            self._broken = "The command ended before it answered."
            raise CommandFailed(self._broken)
        return answer


@asynccontextmanager
async def running_command(
    command: Sequence[str], *, timeout_s: float = 30.0
) -> AsyncGenerator[CommandAdapter]:
    """Start a program and yield it as an adapter; what it writes to standard error is let through.

    `timeout_s` is how many seconds it may take for one answer. Raises OSError if it cannot be
    started.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
    )
    try:
        yield CommandAdapter(process, timeout_s=timeout_s)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(_CLOSE_S):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def _answer(line: bytes) -> dict[str, Any]:
    try:
        answer: object = json.loads(line)
    except ValueError as error:
        raise CommandFailed(f"The command wrote no JSON: {line[:200]!r}.") from error
    if not isinstance(answer, dict):
        raise CommandFailed(f"The command wrote no JSON object: {line[:200]!r}.")
    return cast("dict[str, Any]", answer)
