"""Marking a part of the text in a field, for what is done to it next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._errors import ActionRefused
from ._page import page_function
from ._performed import Performed

if TYPE_CHECKING:
    from webagent_observation import Node

    from .._situation import Situation
    from ..verbs import SelectText
    from ._stage import Stage

_SHOWN = 80


async def select_text(action: SelectText, node: Node, stage: Stage) -> Performed:
    """Select a text in a field where it stands first, or all of it, and say so.

    By the Selection API, as a person's mouse does in the end: what edits the text listens for the
    selection, not for how it came about.

    Raises:
        ActionRefused: the text does not stand there, or nothing in it can be marked.
        StaleRef: the field is gone.
    """
    element = await stage.registry.element(action.ref)
    await element.scroll_into_view_if_needed()
    mark = page_function("marking", "markText")
    held: str | None = await element.evaluate(mark, action.text)
    if held is not None:
        raise ActionRefused("not_applicable", _missing(action, held))

    async def settled(_after: Situation) -> Performed:
        marked: str = await element.evaluate(page_function("marking", "markedIn"))
        if not marked:
            return Performed(("the page marks nothing of it any more",))
        return Performed(did=(f"“{marked[:_SHOWN]}” is marked in {node.role} [{node.ref}]",))

    return Performed(settled=settled)


def _missing(action: SelectText, held: str) -> str:
    if action.text is None or not held:
        return f"there is no text in [{action.ref}] that could be marked"
    return f"“{action.text[:_SHOWN]}” does not stand in [{action.ref}], which has “{held[:_SHOWN]}”"
