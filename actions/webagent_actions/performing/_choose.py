"""Choosing from lists of a page's own making: ARIA comboboxes, listboxes, menus, autocompletes.

After the combobox, listbox and menu-button patterns of the WAI-ARIA Authoring Practices: the list
is what the control controls, owns or what comes up when it is opened, anywhere on the page.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from .._errors import ActionRefused
from ._labels import nearest_labels
from ._performed import Performed
from ._popup import Popup

if TYPE_CHECKING:
    from webagent_observation import Node

    from ..verbs import Select
    from ._popup import Item, State
    from ._stage import Stage

_CONFIRM_S = 1.5
_POLL_S = 0.05
_KEYED = "ControlOrMeta+a"


async def choose(action: Select, node: Node, stage: Stage) -> Performed:
    """Open the list of a control, choose the option that the label means, and see it taken.

    Raises:
        ActionRefused: `option_not_found` with the options there are, `disabled`, or
            `not_applicable` when nothing opens or the page does not take what is chosen.
        StaleRef: the control is gone.
    """
    popup = await Popup.of(action.ref, node, stage)
    before = await popup.state()
    await popup.open()
    item, typed = await _sought(popup, action.option, before, stage)
    if item.disabled:
        await popup.close()
        raise ActionRefused("disabled", f"the option “{item.name}” is disabled")
    if item.several:
        await _make_only(popup, item)
        if item.chosen:
            return Performed()
    await popup.choose(item)
    try:
        return await _confirmed(popup, item, before, typed=typed)
    except PlaywrightError:
        # The choice led to another page.
        return Performed()


async def _sought(popup: Popup, wanted: str, before: State, stage: Stage) -> tuple[Item, bool]:
    """Return the item that is meant, and whether it took typing to bring it up."""
    item = await popup.find(wanted) if popup.items else None
    if item is not None:
        return item, False
    there = [item.name for item in popup.items]
    typed = await _type_into(popup, wanted, stage)
    if typed:
        item = await popup.find_typed(wanted)
        if item is not None:
            return item, True
        there = there or [item.name for item in popup.items]
        await _restore(before, stage)
    elif popup.items:
        item = await popup.scroll_to(wanted)
        if item is not None:
            return item, False
        there = list(popup.seen) or there
    await popup.close()
    if not there:
        raise ActionRefused("not_applicable", "no list opened that could be chosen from")
    raise ActionRefused(
        "option_not_found",
        f"the list has no option “{wanted[:80]}”. It has: {nearest_labels(wanted, there)}",
    )


async def _type_into(popup: Popup, wanted: str, stage: Stage) -> bool:
    """Type what is sought into the control, or into the search field of its list, if it has one."""
    if not await popup.takes_text():
        return False
    await stage.page.keyboard.press(_KEYED)
    await stage.page.keyboard.type(" ".join(wanted.split()))
    return True


async def _restore(before: State, stage: Stage) -> None:
    """Put back what was in the field: what was typed to filter must not pass for a choice."""
    await stage.page.keyboard.press(_KEYED)
    if before.editable and before.shown:
        await stage.page.keyboard.type(before.shown)
    else:
        await stage.page.keyboard.press("Backspace")


async def _make_only(popup: Popup, item: Item) -> None:
    """Take back what else is chosen of a list from which several can be."""
    for other in popup.items:
        if other.chosen and other.number != item.number:
            await popup.choose(other)


async def _confirmed(popup: Popup, item: Item, before: State, *, typed: bool) -> Performed:
    """Wait until the choice shows.

    Raises:
        ActionRefused: it does not.
    """
    end = monotonic() + _CONFIRM_S
    labels = [label.casefold() for label in (item.name, item.line) if label]
    while True:
        now = await popup.state()
        chosen, drawn = await popup.standing(item)
        # A filter that was typed looks like the choice it was typed for.
        shows = any(label in now.shown.casefold() for label in labels)
        if chosen or (shows and not (typed and drawn)) or (item.in_menu and not before.editable):
            return Performed()
        if now.shown != before.shown and not drawn:
            return Performed((f"it now shows “{now.shown[:80]}”",))
        if monotonic() > end:
            break
        await asyncio.sleep(_POLL_S)
    if drawn:
        raise ActionRefused(
            "not_applicable",
            f"“{item.name}” was clicked, but the list did not take it: "
            f"it still shows “{now.shown[:80]}”",
        )
    return Performed((f"“{item.name}” was clicked and the list closed, without showing it",))
