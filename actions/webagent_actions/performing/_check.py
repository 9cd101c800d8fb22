"""Checkboxes, radio buttons and switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._click import click

if TYPE_CHECKING:
    from webagent_observation import Node

    from ._stage import Stage


async def check(ref: int, node: Node, stage: Stage, *, on: bool) -> None:
    states = (await stage.registry.inspect(ref)).get("states", {})
    now = states.get("checked", False)
    if now is not on:
        await click(ref, node, stage)
    if now == "mixed":
        # Where a click takes it from there is for the page to say.
        await check(ref, node, stage, on=on)
