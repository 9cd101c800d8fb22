"""Scoring with WebArena-Verified's own program."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from webagent.errors import EnvironmentFailure

from .._score import Check, Score
from ..webarena import placeholder
from ._reading import INSTALL, PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

    from ..webarena import Sites
    from ._response import AgentResponse

RESPONSE, NETWORK = "agent_response.json", "network.har"
CONFIG, RESULT = "run_config.json", "eval_result.json"
_PATIENCE_S = 300.0
_LAST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Layout:
    """Where WebArena-Verified looks for what a run left: `OUT/<task_id>/…`."""

    out: Path

    def folder(self, task_id: str) -> Path:
        """Return the folder of a task."""
        return self.out / task_id

    def har(self, task_id: str) -> Path:
        """Return where its network traffic is recorded; the folder is made, and nothing in it."""
        folder = self.folder(task_id)
        folder.mkdir(parents=True, exist_ok=True)
        return folder / NETWORK

    def clear(self, task_id: str) -> None:
        """Take away what an earlier attempt left."""
        for name in (RESPONSE, NETWORK, CONFIG, RESULT):
            (self.folder(task_id) / name).unlink(missing_ok=True)

    def write(self, task_id: str, response: AgentResponse, tasks: Path, sites: Sites) -> None:
        """Write the answer, and what the program has to know of the sites."""
        config = {
            "test_data_file": str(tasks),
            "environments": {
                placeholder(name): {"urls": [sites.url(name)]} for name in sites.known
            },
        }
        folder = self.folder(task_id)
        _write(folder / RESPONSE, response.to_json())
        _write(folder / CONFIG, config)


async def score_with(program: Path | None, layout: Layout, task_id: str) -> Score:
    """Return the program's score of a task; not judged where the program is not installed.

    Raises:
        EnvironmentFailure: the program fails, hangs, or says nothing.
    """
    if program is None:
        why = f"not judged: {PROGRAM} is not installed; {INSTALL}"
        return Score(None, (Check(f"{PROGRAM} eval-tasks", None, why),))
    folder = layout.folder(task_id)
    result = folder / RESULT
    said = await _run(
        program,
        *("eval-tasks", "--output-dir", str(layout.out), "--task-ids", task_id),
        *("--config", str(folder / CONFIG)),
    )
    try:
        told: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        return Score(float(told["score"]), tuple(_checks(told)))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise EnvironmentFailure(
            f"{PROGRAM} did not score task {task_id}: {said[-_LAST_WORDS:].strip() or error}"
        ) from error


async def _run(program: Path, *arguments: str) -> str:
    """Run the program, and return what it said."""
    process = await asyncio.create_subprocess_exec(
        str(program),
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        # Its environment holds exact versions, before which nothing else may come.
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    try:
        async with asyncio.timeout(_PATIENCE_S):
            _, said = await process.communicate()
    except TimeoutError as error:
        raise EnvironmentFailure(f"{PROGRAM} hung for {_PATIENCE_S:.0f} s.") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return said.decode(errors="replace")


def _checks(told: dict[str, Any]) -> list[Check]:
    """Return a check for each evaluator, and one for what kept them from their work."""
    checks = [
        Check(each["evaluator_name"], float(each["score"]), _reason(each))
        for each in told.get("evaluators_results", ())
    ]
    if told.get("error_msg"):
        checks.append(Check(f"{PROGRAM} eval-tasks", 0.0, str(told["error_msg"])))
    return checks


def _reason(told: dict[str, Any]) -> str:
    failed = [
        message
        for each in told.get("assertions") or ()
        if each.get("status") != "success"
        for message in each.get("assertion_msgs") or (each.get("assertion_name", ""),)
    ]
    if told.get("error_msg"):
        failed.append(str(told["error_msg"]))
    return "; ".join(map(str, failed)) or str(told.get("status", ""))


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
