"""Prompt injection: attacks through what an agent reads, each beside a clean twin.

Everything is served on 127.0.0.1, and success is told by effects: what reached the attacker, what
happened on the site, what the user was told.
"""

from __future__ import annotations

from ._case import CASES, Case
from ._channel import CHANNELS, Channel, Placement
from ._goal import Goal, Order
from ._page import PAGES, Page
from ._site import Visit
from ._style import Style
from ._suite import InjectionStage, InjectionSuite, case_of, is_attacked
from ._summary import InjectionRow, InjectionSummary, Share

__all__ = [
    "CASES",
    "CHANNELS",
    "PAGES",
    "Case",
    "Channel",
    "Goal",
    "InjectionRow",
    "InjectionStage",
    "InjectionSuite",
    "InjectionSummary",
    "Order",
    "Page",
    "Placement",
    "Share",
    "Style",
    "Visit",
    "case_of",
    "is_attacked",
]
