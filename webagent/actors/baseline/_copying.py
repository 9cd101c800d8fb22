"""Carrying out what puts texts of the page into fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webagent_actions import FieldValue, FillForm
from webagent_actions import Type as TypeInto
from webagent_observation import walk

from ._filling import enter
from ._matching import SURE, choose
from ._moves import Fulfilled, Move, Stuck
from ._words import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._handled import CopyDetails, CopyText
    from ._moves import Next, Trail
    from ._page import Control, Page

_TEXTS = frozenset({"paragraph", "text"})
_CELLS = frozenset({"cell", "gridcell", "rowheader"})
_TOLD = re.compile(r"(?P<label>[^:]{1,40}): (?P<value>\S.*)", re.DOTALL)


def copy_text(intent: CopyText, page: Page, trail: Trail) -> Next:
    """Type a text that the page shows, or another field holds, into a field."""
    if trail.of(TypeInto):
        return Fulfilled()
    held = [control for control in page.controls if control.node.editable and control.node.value]
    source = _source(intent, held, page)
    if source is None:
        return Stuck("the one text that is to be copied")
    free = tuple(field for field in page.fields if field not in held)
    match = choose(intent.field, free, trail.vain) if intent.field is not None else None
    field = match.control if match is not None else free[0] if len(free) == 1 else None
    return Stuck("a field for the text") if field is None else enter(field, source)


def _source(intent: CopyText, held: list[Control], page: Page) -> str | None:
    """Return what is to be copied, if that is plain."""
    if intent.source is not None:
        told = _under([intent.source.full], list(_details(page)))
        match = choose(intent.source, held, ())
        if told is not None or match is not None:
            return told if match is None else match.control.node.value
    else:
        shown = [node.name for node in walk(page.nodes) if node.role in _TEXTS and node.name]
        if len(shown) == 1:
            return shown[0]
    return held[0].node.value if len(held) == 1 else None


def copy_details(_intent: CopyDetails, page: Page, trail: Trail) -> Next:
    """Fill each field with what the page tells under its label, all at once."""
    if trail.of(FillForm):
        return Fulfilled()
    details = list(_details(page))
    values = {field.ref: _value(field, details) for field in page.fields if not field.node.value}
    told = tuple(FieldValue(ref, value) for ref, value in values.items() if value is not None)
    if not told:
        return Stuck("what the page tells under the labels of its fields")
    return Move(FillForm(told), "The page tells these under the same labels.", "copied the details")


def _details(page: Page) -> Iterator[tuple[str, str]]:
    """Yield what the page tells as labels and values: rows of two cells, and “label: value”."""
    for node in walk(page.nodes):
        cells = [cell.name for cell in node.children if cell.role in _CELLS]
        told = _TOLD.fullmatch(node.name) if node.role in _TEXTS else None
        if node.role == "row" and len(cells) == 2 == len(node.children):
            yield cells[0].strip(" :"), cells[1]
        elif told is not None:
            yield told["label"], told["value"]


def _value(field: Control, details: list[tuple[str, str]]) -> str | None:
    names = [field.label] if field.node.hinted else [field.node.name, field.label]
    return _under(names, details)


def _under(names: list[str], details: list[tuple[str, str]]) -> str | None:
    """Return what is told under a label that says the same as one of these names."""
    fits = [
        (likeness(name.strip(" :*"), label), value)
        for name in names
        if name
        for label, value in details
    ]
    score, value = max(fits, key=lambda fit: fit[0], default=(0.0, ""))
    return value if score >= SURE else None
