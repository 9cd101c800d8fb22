"""Carrying out what is done with one message of an inbox."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from webagent_actions import Click as ClickOn
from webagent_actions import Type as TypeInto
from webagent_observation import walk

from ._filling import enter
from ._matching import named
from ._moves import Move, Stuck, press
from ._words import stems

if TYPE_CHECKING:
    from collections.abc import Collection

    from ._handled import HandleMessage, MessageAct
    from ._moves import Next, Trail
    from ._page import Control, Page

_TOOLS: dict[MessageAct, tuple[str, ...]] = {
    "delete": ("delete", "trash", "remove", "bin", "discard"),
    "star": ("star", "important", "mark as important", "flag", "favorite"),
    "archive": ("archive",),
    "print": ("print",),
    "reply": ("reply", "answer", "respond", "write back"),
    "forward": ("forward", "fwd", "pass on", "share"),
}
"""What controls are called that do something with a message."""
_RECIPIENT = frozenset(
    {"address", "email", "forward to", "name", "name or address", "recipient", "send to"}
)
_MOST_IN_LINE = 8
"""Controls."""
_FRAMING = frozenset({"contentinfo", "navigation"})
_SENDS = ("send", "send now", "submit", "post", "ok", "done")


def handle_message(intent: HandleMessage, page: Page, trail: Trail) -> Next:
    """Open the message unless its line has the control, use that, and write what is to be said."""
    clicked = {action.ref for action in trail.of(ClickOn)}
    if intent.act == "delete" and not clicked and len(_lines(intent, page)) > 1:
        return Stuck(f"one message only to {intent}: several fit", final=True)
    tool = _tool(intent, page, clicked)
    if trail.of(TypeInto):
        sender = named([c for c in page.pressables if c.ref not in clicked], *_SENDS)
        return Stuck("what sends it") if sender is None else press(sender, f"{sender} sends it")
    if intent.text and clicked and tool is None:
        field = _field(intent, page)
        written = None if field is None else enter(field, intent.text)
        if written is not None:
            return written.unfinished() if isinstance(written, Move) else written
    if tool is not None:
        move = press(tool, f"{tool} does that with the message")
        return move.unfinished() if intent.text else move
    opener = _opener(intent, page)
    if opener is None or opener.ref in clicked:
        return Stuck(f"the way to {intent}")
    return press(opener, f"{opener} opens the message").unfinished()


def _tool(intent: HandleMessage, page: Page, clicked: Collection[int]) -> Control | None:
    """Return what does it: in the line of the message, or beside the list once it is open."""
    # What frames the site is about all messages, such as the way to the archive.
    open_ = [c for c in page.pressables if c.landmark not in _FRAMING] if clicked else []
    for pool in (*_lines(intent, page)[:1], open_):
        found = named([c for c in pool if c.pressable and c.enabled], *_TOOLS[intent.act])
        if found is not None:
            # Once it was used, what is called alike is another message's.
            return None if found.ref in clicked else found
    return None


def _opener(intent: HandleMessage, page: Page) -> Control | None:
    """Return what leads to the message: what is called like it, or the first that is no button."""
    lines = _lines(intent, page)
    line = [control for control in lines[0] if control.pressable] if lines else []
    called = [control for control in line if _is_meant(intent, control.node.name)]
    others = [control for control in line if control.node.role != "button"]
    return next(iter((*called, *others, *line)), None)


def _lines(intent: HandleMessage, page: Page) -> list[tuple[Control, ...]]:
    """Return the controls of what the page lists such messages as: the least that tells all of it.

    Where nothing tells the topic as well, it goes by the sender.
    """
    controls = {control.ref: control for control in page.controls}
    told = [(entry.text, entry.controls) for entry in page.entries]
    for node in walk(page.nodes):
        inside = tuple(controls[part.ref] for part in node.walk() if part.ref in controls)
        # More than that is the list itself.
        if 0 < len(inside) <= _MOST_IN_LINE:
            told.append((" ".join(part.name for part in node.walk() if part.name), inside))
    lines: list[tuple[Control, ...]] = []
    for wanted in (intent, replace(intent, topic="")) if intent.sender else (intent,):
        fits = [(len(text), inside) for text, inside in told if _is_meant(wanted, text)]
        for _, inside in sorted(fits, key=lambda fit: fit[0]):
            if not any(control in line for line in lines for control in inside):
                lines.append(inside)
        if lines:
            break
    return lines


def _is_meant(intent: HandleMessage, text: str) -> bool:
    return {*stems(intent.sender), *stems(intent.topic)} <= set(stems(text))


def _field(intent: HandleMessage, page: Page) -> Control | None:
    """Return the field for the words or the recipient; a search box is neither."""
    fields = [c for c in page.fields if c.node.role != "searchbox"]
    names = [c for c in fields if _is_for_name(c)]
    free = [c for c in fields if not c.node.value]
    if intent.act == "forward":
        return next(iter((*names, *free)), None)
    areas = [c for c in fields if c not in names and c.node.tag != "input"]
    # What is answered may be quoted in it already.
    empty = [c for c in areas if not c.node.value]
    return next(iter((*empty, *areas, *(c for c in free if c not in names))), None)


def _is_for_name(field: Control) -> bool:
    said = stems(field.label if field.node.hinted or not field.node.name else field.node.name)
    return bool(said) and (said[0] == "to" or " ".join(said) in _RECIPIENT)
