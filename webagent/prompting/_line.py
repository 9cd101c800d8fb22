"""Text that must not look like a line of the prompt's own."""

from __future__ import annotations

_LENGTH = 400
_WORD = 40


def on_a_line(text: str, length: int = _LENGTH) -> str:
    """Return a text on one line, so that what it quotes of the page can't pass for another line."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    whole, _, _ = line[: length + 1].rpartition(" ")
    # A text without spaces has no word to be kept whole.
    return f"{whole if len(whole) > length - _WORD else line[:length]} …"
