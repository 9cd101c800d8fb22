"""Carrying actions out: one file for each way of operating a control."""

from __future__ import annotations

from ._failure import explain_failure
from ._perform import perform
from ._performed import Performed
from ._stage import Stage

__all__ = ["Performed", "Stage", "explain_failure", "perform"]
