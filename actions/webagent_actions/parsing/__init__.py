"""What a model says, as actions: text of the grammar, JSON objects, tool calls."""

from __future__ import annotations

from ._objects import from_call, parse_object
from ._text import parse

__all__ = ["from_call", "parse", "parse_object"]
