"""The aligned action space: what a model may say, what it would touch, and how it is done."""

from __future__ import annotations

from ._action import (
    VERBS,
    Action,
    Check,
    Click,
    Dialog,
    Expand,
    Find,
    GoBack,
    Goto,
    Note,
    Press,
    Select,
    Stop,
    SwitchTab,
    Type,
)
from ._effects import Effect, Reach, Reversibility, effects, presses_enter, reversibility
from ._errors import ActionError, ActionRefused, ParseError
from ._outcome import Outcome
from ._parse import parse
from ._perform import Stage, explain_failure, perform
from ._resolve import resolve
from ._situation import OpenDialog, Situation, Tab
from ._validate import confirm_same, validate

__all__ = [
    "VERBS",
    "Action",
    "ActionError",
    "ActionRefused",
    "Check",
    "Click",
    "Dialog",
    "Effect",
    "Expand",
    "Find",
    "GoBack",
    "Goto",
    "Note",
    "OpenDialog",
    "Outcome",
    "ParseError",
    "Press",
    "Reach",
    "Reversibility",
    "Select",
    "Situation",
    "Stage",
    "Stop",
    "SwitchTab",
    "Tab",
    "Type",
    "confirm_same",
    "effects",
    "explain_failure",
    "parse",
    "perform",
    "presses_enter",
    "resolve",
    "reversibility",
    "validate",
]
