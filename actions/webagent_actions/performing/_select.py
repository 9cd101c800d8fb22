"""Choosing from lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_observation import StaleRef

from .._validate import find_option
from ._stage import ACTION_TIMEOUT_MS

if TYPE_CHECKING:
    from webagent_observation import Node

    from ..verbs import Select
    from ._stage import Stage


async def select(action: Select, node: Node, stage: Stage) -> None:
    """Choose the option of a native list that the label means.

    Raises:
        StaleRef: the list no longer has it.
    """
    chosen = find_option(node, action.option)
    element = await stage.registry.element(action.ref)
    # The list may have been filled anew since it was shown.
    now = [option["label"] for option in (await stage.registry.inspect(action.ref))["options"]]
    if chosen.label not in now:
        raise StaleRef(f"the option “{chosen.label}” is gone from [{action.ref}]")
    await element.select_option(index=now.index(chosen.label), timeout=ACTION_TIMEOUT_MS)
