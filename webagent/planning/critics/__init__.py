"""Who says what a state is worth."""

from __future__ import annotations

from ._criteria import CriteriaCritic
from ._model import ModelCritic, critic_for
from ._outcome import OutcomeCritic

__all__ = ["CriteriaCritic", "ModelCritic", "OutcomeCritic", "critic_for"]
