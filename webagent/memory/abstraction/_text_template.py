"""Texts with variables: `Add {item} to the cart`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = re.compile(r"\{([a-z]+(?:_[0-9]+)?)\}")


def lifted(text: str, values: Mapping[str, str]) -> str:
    """Return a text in which the values of variables stand as `{name}`, the longest first.

    A value is found in any case and spacing, and as whole words only.
    """
    names = sorted(values, key=lambda name: -len(values[name]))
    if not names:
        return text
    pattern = "|".join(f"(?P<{name}>{_words(values[name])})" for name in names)
    return re.sub(pattern, lambda m: f"{{{m.lastgroup}}}", text, flags=re.IGNORECASE)


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its variables replaced; those without a value stay."""
    return VARIABLE.sub(lambda match: values.get(match[1], match[0]), template)


def mentions(text: str, words: str) -> re.Match[str] | None:
    """Find words in a text, next to each other, whole, in any case and spacing."""
    return re.search(_words(words), text, re.IGNORECASE) if words.split() else None


def same_text(one: str, other: str) -> bool:
    """Whether two texts are equal but for case and spacing."""
    return one.casefold().split() == other.casefold().split()


def _words(text: str) -> str:
    spaced = r"\s+".join(map(re.escape, text.split()))
    return rf"(?<!\w){spaced}(?!\w)"
