"""What of a run may be remembered: the agent's own abstraction of it, and nothing a page says."""

from __future__ import annotations

from ._keeping import objection, private
from ._text_template import VARIABLE, filled, lifted, mentions, same_text
from ._url_template import UrlTemplate

__all__ = [
    "VARIABLE",
    "UrlTemplate",
    "filled",
    "lifted",
    "mentions",
    "objection",
    "private",
    "same_text",
]
