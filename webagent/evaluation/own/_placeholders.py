"""What stands in a suite file as `{{name}}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SITE = "site"
"""The address of the site that the suite starts, without a slash at its end."""
_PLACEHOLDER = re.compile(r"\{\{([A-Za-z_][A-Za-z0-9_-]*)\}\}")


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of the placeholders in a text, in their order."""
    return tuple(_PLACEHOLDER.findall(text))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with those placeholders replaced that have a value; the others stay."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)
