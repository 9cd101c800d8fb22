"""Running an agent from the command line to its end, however that comes."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

import typer

from webagent.terminal import printable

if TYPE_CHECKING:
    from webagent.agent import Agent
    from webagent.cli._progress import Progress
    from webagent.result import RunResult

TERMINATED = 143
"""The exit code of a program that SIGTERM ended, as shells tell it: 128 and its number."""


def carry_out(agent: Agent, progress: Progress, *, as_json: bool, as_jsonl: bool) -> NoReturn:
    """Run an agent, print what came of it, and exit with the code of its end.

    An interrupted run leaves its record, and can be resumed.
    """
    try:
        result = asyncio.run(_until_terminated(agent))
    except (KeyboardInterrupt, asyncio.CancelledError) as stopped:
        if agent.run_dir is not None:
            progress.say(f"interrupted; to go on: webagent resume {agent.run_dir}")
        if isinstance(stopped, KeyboardInterrupt):
            raise
        raise typer.Exit(TERMINATED) from None
    progress.end(result)
    if as_json:
        sys.stdout.write(json.dumps(result.to_json(), ensure_ascii=False) + "\n")
    elif not as_jsonl:
        sys.stdout.write(f"{printable(result.answer or result.reason)}\n")
    raise typer.Exit(result.status.exit_code)


async def _until_terminated(agent: Agent) -> RunResult:
    """Run an agent; SIGTERM stops it as Ctrl-C does, with the browser closed and all written."""
    running = asyncio.current_task()
    assert running is not None
    # There are no such handlers on Windows, where the program is ended at once.
    with suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
    return await agent.run()
