"""Who chooses the next action."""

from __future__ import annotations

from ._choose import Choice, choose_actor
from ._model import ModelActor
from ._scripted import ScriptedActor

__all__ = ["Choice", "ModelActor", "ScriptedActor", "choose_actor"]
