"""Checkboxes, radio buttons and switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._click import click
from ._performed import Performed

if TYPE_CHECKING:
    from webagent_observation import Node

    from .._situation import Situation
    from ._stage import Stage


async def check(ref: int, node: Node, stage: Stage, *, on: bool) -> Performed:
    """Set a box to on or off by clicking it, unless it is so already."""
    now = await _state(ref, stage)
    if now is not on:
        await click(ref, node, stage)
    if now == "mixed" and await _state(ref, stage) is not on:
        # Where a click takes it from there is for the page to say.
        await click(ref, node, stage)

    async def settled(after: Situation) -> Performed:
        shown = after.observation.refs.get(ref)
        state = on if shown is None else shown.states.get("checked", False)
        if state is on:
            return Performed()
        told = "partly checked" if state == "mixed" else "checked" if state else "unchecked"
        return Performed((f"the page left it {told}",))

    return Performed(settled=settled)


async def _state(ref: int, stage: Stage) -> object:
    return (await stage.registry.inspect(ref)).get("states", {}).get("checked", False)
