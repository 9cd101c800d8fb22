"""Families of made pages, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import basic, entries, fields, messages, pressing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.sample import Family

FAMILIES: Mapping[str, Family] = {
    **basic.FAMILIES,
    **fields.FAMILIES,
    **pressing.FAMILIES,
    **entries.FAMILIES,
    **messages.FAMILIES,
}
