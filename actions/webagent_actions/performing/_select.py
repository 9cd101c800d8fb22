"""Choosing from lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_observation import StaleRef

from .._errors import ActionRefused
from ..validating import find_option
from ._choose import choose
from ._labels import match_label, nearest_labels
from ._performed import Performed
from ._stage import ACTION_TIMEOUT_MS

if TYPE_CHECKING:
    from webagent_observation import Node

    from ..verbs import Select
    from ._stage import Stage


async def select(action: Select, node: Node, stage: Stage) -> Performed:
    """Choose the option of a list that the label means, and read back whether it was taken.

    Raises:
        StaleRef: the list, or the option that was shown of it, is gone.
        ActionRefused: there is no such option, or the page does not take it.
    """
    if node.tag == "select":
        return await _select_native(action, node, stage)
    if node.tag == "input" and node.options:
        return await _fill_suggested(action, stage)
    return await choose(action, node, stage)


async def _select_native(action: Select, node: Node, stage: Stage) -> Performed:
    chosen = find_option(node, action.option)
    element = await stage.registry.element(action.ref)
    # The list may have been filled anew since it was shown.
    now = [option["label"] for option in (await stage.registry.inspect(action.ref))["options"]]
    if chosen.label not in now:
        raise StaleRef(f"the option “{chosen.label}” is gone from [{action.ref}]")
    await element.select_option(index=now.index(chosen.label), timeout=ACTION_TIMEOUT_MS)
    return await _read_back(action.ref, chosen.label, stage)


async def _read_back(ref: int, label: str, stage: Stage) -> Performed:
    try:
        options = (await stage.registry.inspect(ref)).get("options", ())
    except StaleRef:
        # The page made itself anew, or another one came.
        return Performed()
    held = [option["label"] for option in options if option["selected"]]
    if held == [label]:
        return Performed()
    shown = ", ".join(f"“{name}”" for name in held) or "nothing"
    return Performed((f"the page did not keep “{label}”: {shown} is selected",))


async def _fill_suggested(action: Select, stage: Stage) -> Performed:
    """Enter what one of the browser's own suggestions stands for (HTML, `datalist`)."""
    element = await stage.registry.element(action.ref)
    pairs: list[tuple[str, str]] = await element.evaluate(_SUGGESTIONS)
    labels = [" ".join(label.split()) for label, _ in pairs]
    at = match_label(action.option, labels)
    if at is None:
        raise ActionRefused(
            "option_not_found",
            f"[{action.ref}] suggests no “{action.option[:80]}”. "
            f"It suggests: {nearest_labels(action.option, labels)}.",
        )
    value = pairs[at][1]
    await element.fill(value, timeout=ACTION_TIMEOUT_MS)
    held = await element.input_value(timeout=ACTION_TIMEOUT_MS)
    return Performed() if held == value else Performed((f"the field now holds “{held[:80]}”",))


_SUGGESTIONS = """(field) =>
  [...(field.list?.options ?? [])].map((option) => [option.label || option.value, option.value])
"""
