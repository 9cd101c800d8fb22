"""Models that say how likely each letter of a menu is, from one look at it."""

from __future__ import annotations

from ._openai import OpenAILetterModel
from ._protocol import LetterModel, LetterReply
from ._spread import spread
from ._systemone import SystemOneModel

__all__ = ["LetterModel", "LetterReply", "OpenAILetterModel", "SystemOneModel", "spread"]
