"""The record of a run: events, pictures, result and report."""

from __future__ import annotations

from ._events import Event
from ._recorder import Recorder, new_run_folder

__all__ = ["Event", "Recorder", "new_run_folder"]
