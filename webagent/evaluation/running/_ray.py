"""The engine of a cluster: a Ray actor for each worker, with a browser of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import deque
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from time import monotonic
from typing import TYPE_CHECKING, Any

from webagent.errors import EnvironmentFailure, UsageError, WebAgentError

from .._attempt import Attempt
from .._record import RUNS
from ._child import Refused
from ._engine import OPENING_S, Began, Opened
from ._remote import Counter, RemoteWorker, unpack
from ._worker import STATE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .._task import Task
    from ._engine import Told
    from ._job import Job

INSTALL = 'pip install "polite-webagent[ray]"'


@dataclass(frozen=True, slots=True)
class RayEngine:
    """Actors on the cluster that `RAY_ADDRESS` names, or on one that is made on this machine.

    Ray retries nothing: a task whose actor is lost is an error like any other. The record of each
    run comes back with its attempt, so that nodes need share no folder. Limits of sites hold for
    all actors together: one actor beside the evaluation's folder counts for all of them.
    """

    workers: int = 2
    name: str = "ray"

    def __post_init__(self) -> None:
        """Look for Ray. Raises `UsageError` where it is not installed."""
        if find_spec("ray") is None:
            raise UsageError(f"Ray is not installed: {INSTALL}.")

    async def play(self, job: Job, tasks: Sequence[Task], tell: Callable[[Told], None]) -> None:
        """Play the tasks; see `Engine.play`."""
        ray = import_module("ray")
        workers = min(self.workers, len(tasks))
        begun = not ray.is_initialized()
        if begun:
            await asyncio.to_thread(_join, ray, workers)
        counter: Any = None
        try:
            counter = _beside(ray, Counter).remote(str(job.folder / STATE))
            waiting = deque(tasks)
            refused: Sequence[BaseException] = ()
            try:
                async with asyncio.TaskGroup() as group:
                    for _ in range(workers):
                        group.create_task(_work(ray, job, waiting, tell, counter))
            except* WebAgentError as errors:
                refused = errors.exceptions
            if refused:
                raise refused[0]
        finally:
            if counter is not None:
                ray.kill(counter)
            if begun:
                ray.shutdown()


def _join(ray: Any, workers: int) -> None:
    settings: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if not os.environ.get("RAY_ADDRESS"):
        paths = os.pathsep.join(filter(None, sys.path))
        settings |= {
            "num_cpus": max(workers, os.cpu_count() or 1),
            "include_dashboard": False,
            # What suite and players are made of has to be found there too.
            "runtime_env": {"env_vars": {"PYTHONPATH": paths}},
        }
    try:
        ray.init(**settings)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise EnvironmentFailure(f"Ray can't be used: {error}.") from error


def _beside(ray: Any, actor: type) -> Any:
    """Return an actor of the node that this runs on, where the record is."""
    strategies = import_module("ray.util.scheduling_strategies")
    node = ray.get_runtime_context().get_node_id()
    here = strategies.NodeAffinitySchedulingStrategy(node, soft=False)
    return ray.remote(num_cpus=0, max_restarts=0, scheduling_strategy=here)(actor)


async def _work(
    ray: Any, job: Job, waiting: deque[Task], tell: Callable[[Told], None], counter: Any
) -> None:
    actor: Any = None
    try:
        while waiting:
            task = waiting.popleft()
            began = monotonic()
            opened = actor is not None
            try:
                if actor is None:
                    remote = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)
                    actor = remote(RemoteWorker).remote(job, counter)
                    told = await asyncio.wait_for(actor.open.remote(task), OPENING_S)
                    if isinstance(told, Refused):
                        raise told.error
                    tell(Opened(told))
                    opened = True
                patience = await asyncio.wait_for(actor.patience.remote(task), OPENING_S)
                tell(Began(task, patience))
                told, record = await asyncio.wait_for(
                    actor.play.remote(task), patience + job.beyond
                )
            except (ray.exceptions.RayError, TimeoutError) as error:
                if not opened:
                    raise EnvironmentFailure(_unopened(error)) from error
                ray.kill(actor)
                actor = None
                seconds = round(monotonic() - began, 3)
                told, record = Attempt(task, error=_lost(error), seconds=seconds), b""
            if isinstance(told, Refused):
                raise told.error
            await asyncio.to_thread(unpack, record, job.folder / RUNS / task.id)
            tell(told)
    finally:
        if actor is not None:
            await _end(ray, actor)


async def _end(ray: Any, actor: Any) -> None:
    try:
        await asyncio.wait_for(actor.close.remote(), 10)
    except (ray.exceptions.RayError, TimeoutError):
        pass
    finally:
        ray.kill(actor)


def _unopened(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return (
            f"No worker could be started within {OPENING_S:.0f} s: does the Ray cluster have a "
            "free CPU for each?"
        )
    return f"No worker can be started: {_first_line(error)}"


def _lost(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it did not return in time, and its worker was killed"
    return f"its worker died: {_first_line(error)}"


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
