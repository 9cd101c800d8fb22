"""Who chooses the next action."""

from __future__ import annotations

from ._choose import AUTO, Choice, choose_actor
from ._model import ModelActor
from ._random import RandomActor
from ._scripted import ScriptedActor

__all__ = ["AUTO", "Choice", "ModelActor", "RandomActor", "ScriptedActor", "choose_actor"]
