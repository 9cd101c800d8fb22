"""What a site says about the use of its content. None of it decides what an agent may do."""

from __future__ import annotations

from ._content_usage import UsagePreference, parse_content_usage, usage_in_robots
from ._document import RobotsTag
from ._signals import RslLicense, Signals, read_signals
from ._tdm import TdmReservation

__all__ = [
    "RobotsTag",
    "RslLicense",
    "Signals",
    "TdmReservation",
    "UsagePreference",
    "parse_content_usage",
    "read_signals",
    "usage_in_robots",
]
