"""An actor without a language model: words of the task matched with names on the page."""

from __future__ import annotations

from ._actor import BaselineActor

__all__ = ["BaselineActor"]
