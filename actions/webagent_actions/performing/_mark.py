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
    problem: str = await element.evaluate(page_function("marking", "markText"), action.text)
    if problem:
        raise ActionRefused("not_applicable", f"{_named(action)} {problem} in [{action.ref}]")

    async def settled(_after: Situation) -> Performed:
        if not await element.evaluate(page_function("marking", "isMarked")):
            return Performed(("the page marks nothing of it any more",))
        return Performed(did=(f"{_named(action)} is marked in {node.role} [{node.ref}]",))

    return Performed(settled=settled)


def _named(action: SelectText) -> str:
    # As the model wrote it: what the field holds may be a secret, which the page's text hides.
    return "the text" if action.text is None else f"“{action.text[:_SHOWN]}”"
