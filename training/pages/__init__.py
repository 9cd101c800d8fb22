"""Families of made pages, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import (
    answering,
    arranging,
    bookings,
    carts,
    choices,
    dragging,
    editing,
    entries,
    fields,
    handling,
    looks,
    messages,
    opening,
    pressing,
    reading,
    searching,
    special_fields,
    stores,
    trips,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.sample import Family

FAMILIES: Mapping[str, Family] = {
    **fields.FAMILIES,
    **special_fields.FAMILIES,
    **choices.FAMILIES,
    **pressing.FAMILIES,
    **looks.FAMILIES,
    **opening.FAMILIES,
    **arranging.FAMILIES,
    **dragging.FAMILIES,
    **answering.FAMILIES,
    **carts.FAMILIES,
    **editing.FAMILIES,
    **handling.FAMILIES,
    **trips.FAMILIES,
    **bookings.FAMILIES,
    **entries.FAMILIES,
    **reading.FAMILIES,
    **searching.FAMILIES,
    **stores.FAMILIES,
    **messages.FAMILIES,
}
