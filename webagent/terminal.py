"""Texts of pages on a person's terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return the text with spaces for control characters other than line breaks.

    A page could otherwise move the cursor and rewrite what the person has been told (ECMA-48).
    """
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)
