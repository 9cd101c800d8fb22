"""Mending what can be mended without guessing.

The edits are made in the text, so that what they do not touch stays as it was written. No decision
becomes laxer: each edit either keeps the meaning of the rules or applies to a file that agents
refuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._finding import Fixed
from ._lint import collect
from ._notes import apply

if TYPE_CHECKING:
    from ._finding import Finding
    from ._notes import Note, Notes

# One fix can uncover another: two rules may be the same once both are written alike.
_MOST_PASSES = 8
_UNREADABLE = frozenset({"duplicate-key", "html-page", "not-json", "not-utf8", "too-deep"})


def fix(body: bytes | str) -> Fixed:
    """Return a file without the problems that have one obvious remedy, and what they were.

    A file that is not JSON keeps its text, but for a byte order mark. Mending a mended file
    changes nothing. Never raises for anything in `body`.
    """
    applied: list[Finding] = []
    text = body
    for _ in range(_MOST_PASSES):
        notes = collect(text)
        mended = _mendable(notes)
        if not mended:
            break
        applied.extend(note.finding for note in mended)
        text = apply(notes.text, [edit for note in mended for edit in note.edits])
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return Fixed(data, tuple(applied))


def _mendable(notes: Notes) -> list[Note]:
    """Return the notes whose edits are made next."""
    codes = {note.finding.code for note in notes.notes}
    if "not-utf8" in codes:
        return []
    readable = _UNREADABLE.isdisjoint(codes)
    fixable = [
        note
        for note in notes.notes
        if note.edits and (readable or note.finding.code == "byte-order-mark")
    ]
    # A key is put in between its neighbours, none of which must go at the same time.
    inserting = [note for note in fixable if note.finding.code == "missing-strict"]
    return inserting or fixable
