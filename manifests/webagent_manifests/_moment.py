"""Moments that limits and windows go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def require_aware(moment: datetime) -> None:
    """Raise ValueError for a moment without a timezone."""
    if moment.tzinfo is None:
        raise ValueError("Pass a timezone-aware time, such as datetime.now(UTC).")
