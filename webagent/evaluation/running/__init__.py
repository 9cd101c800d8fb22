"""Playing the tasks of a suite by workers, each in a process of its own, and recording them."""

from __future__ import annotations

from ._carrying_out import carry_out
from ._engine import Began, Engine, Opened, Told
from ._evaluate import Evaluation, evaluate
from ._job import Job
from ._local import LocalEngine
from ._places import Places
from ._players import ChosenPlayers, Player, Players
from ._ray import RayEngine
from ._worker import Worker, open_worker

__all__ = [
    "Began",
    "ChosenPlayers",
    "Engine",
    "Evaluation",
    "Job",
    "LocalEngine",
    "Opened",
    "Places",
    "Player",
    "Players",
    "RayEngine",
    "Told",
    "Worker",
    "carry_out",
    "evaluate",
    "open_worker",
]
