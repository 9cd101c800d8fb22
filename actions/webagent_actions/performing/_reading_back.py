"""What a page made of a text that was written into a field."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Held:
    """What a field holds."""

    text: str
    focused: bool
    """Whether the focus is still in it."""
    limit: int | None
    """The most characters it takes."""
    invalid: bool
    """The browser refuses what was typed, and gives an empty text for it."""

    def is_written(self, wanted: str) -> bool:
        """Whether the page took the text, be it in a form of its own or as much as it accepts."""
        essence, held = _essence(wanted), _essence(self.text)
        if not essence or not held:
            return _plain(self.text) == _plain(wanted)
        return held == essence or _is_part(held, essence)


def refused_part(held: Held, wanted: str, *, hidden: bool) -> tuple[str, ...]:
    """Return in a sentence what a field holds instead of the text that was written into it.

    Nothing where it holds that text; `hidden` keeps the texts out of it.
    """
    if _plain(held.text) == _plain(wanted):
        return ()
    if hidden:
        told = f"the field now holds {len(held.text)} characters instead of {len(wanted)}"
    elif held.invalid:
        told = f"the field does not take {_quoted(wanted)} for a value"
    elif held.text:
        told = f"the field now holds {_quoted(held.text)} instead of {_quoted(wanted)}"
    else:
        told = f"the field is empty; the page did not keep {_quoted(wanted)}"
    if held.limit is not None and len(wanted) > held.limit:
        told += f": it takes at most {held.limit} characters"
    return (told,)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _essence(text: str) -> str:
    """Return the letters and digits, which a mask leaves as they are."""
    return re.sub(r"[\W_]", "", text).casefold()


def _is_part(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(character in rest for character in part)


def _quoted(text: str) -> str:
    shown = _plain(text)
    return f"“{shown if len(shown) <= _SHOWN else f'{shown[:_SHOWN]}…'}”"
