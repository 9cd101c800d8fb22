"""Carrying out the checks of a suite file on how a task was left."""

from __future__ import annotations

from ._checked import checked
from ._scene import Scene

__all__ = ["Scene", "checked"]
