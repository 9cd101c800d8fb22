"""What all prompts have in common: how steps and plans are told, and how page text is fenced."""

from __future__ import annotations

from ._history import STEPS_IN_FULL, done_in, history
from ._line import on_a_line
from ._templates import new_fence, templates
from ._working_memory import SUMMARY_TOKENS, SubtaskSummary, WorkingMemory, trace

__all__ = [
    "STEPS_IN_FULL",
    "SUMMARY_TOKENS",
    "SubtaskSummary",
    "WorkingMemory",
    "done_in",
    "history",
    "new_fence",
    "on_a_line",
    "templates",
    "trace",
]
