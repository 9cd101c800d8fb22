"""Conformance vectors for agent-permissions.json, and a runner for any implementation."""

from __future__ import annotations

from ._command import CommandAdapter, CommandFailed, running_command
from ._compare import Difference
from ._doing import Deed, needs_of, said_of
from ._prose import reported
from ._pure import PureAdapter
from ._runner import Adapter, Outcome, Result, Status, run_vectors
from ._sites import locate
from ._stage import Stage, staged
from ._vector import Approval, Expectation, Question, Vector, load_vectors, vector_schema

__all__ = [
    "Adapter",
    "Approval",
    "CommandAdapter",
    "CommandFailed",
    "Deed",
    "Difference",
    "Expectation",
    "Outcome",
    "PureAdapter",
    "Question",
    "Result",
    "Stage",
    "Status",
    "Vector",
    "load_vectors",
    "locate",
    "needs_of",
    "reported",
    "run_vectors",
    "running_command",
    "said_of",
    "staged",
    "vector_schema",
]
