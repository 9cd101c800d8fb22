"""The record of a run: events, pictures, result and report."""

from __future__ import annotations

from ._checkpoint import Checkpoint
from ._event_lines import read_lines
from ._event_log import EventLog
from ._events import Event
from ._folder import new_run_folder
from ._options import RecordOptions
from ._recorder import Recorder
from ._report import report_templates, write_report
from ._run_record import EventData, RunRecord, StepRecord, read_events
from ._settings import (
    browser_options,
    limits_of,
    permission_options,
    settings_json,
    view_options,
)

__all__ = [
    "Checkpoint",
    "Event",
    "EventData",
    "EventLog",
    "RecordOptions",
    "Recorder",
    "RunRecord",
    "StepRecord",
    "browser_options",
    "limits_of",
    "new_run_folder",
    "permission_options",
    "read_events",
    "read_lines",
    "report_templates",
    "settings_json",
    "view_options",
    "write_report",
]
