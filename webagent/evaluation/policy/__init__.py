"""Completion under policy, in the terms of ST-WebAgentBench (arXiv 2410.06703)."""

from __future__ import annotations

from ._deed_pattern import DeedPattern
from ._dimension import Dimension, PolicySource
from ._expectation import AtMost, OnceShown, OnlyValues, PolicyExpectation

__all__ = [
    "AtMost",
    "DeedPattern",
    "Dimension",
    "OnceShown",
    "OnlyValues",
    "PolicyExpectation",
    "PolicySource",
]
