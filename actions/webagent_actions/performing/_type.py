"""Text into fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .._errors import ActionRefused
from ..consequences import presses_enter
from ._stage import ACTION_TIMEOUT_MS

if TYPE_CHECKING:
    from webagent_observation import Node

    from ..verbs import Type
    from ._stage import Stage

_KEYED_LIMIT = 200
_FORMS = {
    "color": (r"#[0-9a-fA-F]{6}", "#ff8800"),
    "date": (r"\d{4,}-\d\d-\d\d", "2026-01-31"),
    "datetime-local": (r"\d{4,}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?", "2026-01-31T13:30"),
    "month": (r"\d{4,}-\d\d", "2026-01"),
    "time": (r"\d\d:\d\d(:\d\d(\.\d+)?)?", "13:30"),
    "week": (r"\d{4,}-W\d\d", "2026-W05"),
}
"""What the browser takes into fields with a widget of their own, as a pattern and an example."""


async def type_text(action: Type, node: Node, stage: Stage) -> None:
    element = await stage.registry.element(action.ref)
    pattern, example = _FORMS.get(node.type, ("", ""))
    if pattern and action.text and not re.fullmatch(pattern, action.text):
        # The browser would empty the field without a word.
        raise ActionRefused("not_applicable", f"the field takes only values such as {example}")
    # Typed by key, a line break would send the form and a tab would leave the field.
    keyed = len(action.text) <= _KEYED_LIMIT and action.text.isprintable()
    if pattern or not keyed:
        await element.fill(action.text, timeout=ACTION_TIMEOUT_MS)
    else:
        # Keys rather than a set value: masks and suggestions listen for them.
        await element.fill("", timeout=ACTION_TIMEOUT_MS)
        await element.type(action.text, timeout=ACTION_TIMEOUT_MS)
    if presses_enter(action, node):
        await element.press("Enter", timeout=ACTION_TIMEOUT_MS)
