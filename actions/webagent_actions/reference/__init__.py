"""The description of the action space in `docs/actions.md`, made of the source itself."""

from __future__ import annotations

from ._page import reference

__all__ = ["reference"]
