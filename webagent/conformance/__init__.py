"""The agent as an implementation of agent-permissions.json that the vectors can be put to."""

from __future__ import annotations

from ._adapter import LiveAdapter, open_adapter, open_adapter_in

__all__ = ["LiveAdapter", "open_adapter", "open_adapter_in"]
