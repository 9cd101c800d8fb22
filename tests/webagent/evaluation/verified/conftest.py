"""Stub sites and a player, as for WebArena."""

from __future__ import annotations

from tests.webagent.evaluation.webarena.conftest import play_task, stubs

__all__ = ["play_task", "stubs"]
