"""The prose of a manifest: what of it may reach a model, and whether it seems to be kept."""

from __future__ import annotations

from ._api import OfferedApi
from ._brief import CleanGuideline, SiteBrief, brief
from ._monitor import GuidelineMonitor, Level, Violation

__all__ = [
    "CleanGuideline",
    "GuidelineMonitor",
    "Level",
    "OfferedApi",
    "SiteBrief",
    "Violation",
    "brief",
]
