"""What a run takes from the memory, and what it leaves there."""

from __future__ import annotations

from ._actor import RecallingActor

__all__ = ["RecallingActor"]
