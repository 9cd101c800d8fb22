"""Text of a site inside sentences of ours."""

from __future__ import annotations

_LONGEST = 80


def quote(text: str) -> str:
    """Return `text` in quotation marks, on one line, printable and cut to 80 characters."""
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    if not shown.isprintable():
        shown = "".join(char if char.isprintable() else "\ufffd" for char in shown)
    return f"“{shown}”"
