"""Whether an element still is what was shown, just before it is touched."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from webagent_observation import StaleRef

from .._errors import ActionRefused

if TYPE_CHECKING:
    from webagent_observation import Observation, Registry

_SAME_NAME = 0.5


async def confirm_same(ref: int, observation: Observation, registry: Registry) -> None:
    """Check that a ref still leads to the element that was shown, and that it is still enabled.

    Raises:
        ActionRefused: `stale_ref` when it is gone, `changed` when it became something else,
            `disabled`.
    """
    shown = observation.refs[ref]
    try:
        now = await registry.inspect(ref)
    except StaleRef as error:
        raise ActionRefused("stale_ref", f"{error}. Choose from the page as it is now.") from error
    if now.get("states", {}).get("disabled") and not shown.states.get("disabled"):
        raise ActionRefused("disabled", f"[{ref}] “{shown.name}” has been disabled meanwhile.")
    name: str = now.get("name", "")  # what scrolls may have none
    similar = now.get("hinted") or SequenceMatcher(None, shown.name, name).ratio() >= _SAME_NAME
    if now["role"] != shown.role or not similar:
        raise ActionRefused(
            "changed",
            f"[{ref}] was {shown.role} “{shown.name}” and has become {now['role']} "
            f"“{name}”. Choose from the page as it is now.",
        )
