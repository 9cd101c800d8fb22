"""What the gate is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Frame
    from webagent_actions import Action
    from webagent_observation import Observation, Registry


@dataclass(frozen=True, slots=True)
class Scene:
    """An action, and the page it would be done on."""

    action: Action
    observation: Observation
    registry: Registry
    main: Frame
