"""The bytes of a file as the text that is linted."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from .._json import MAX_BYTES
from ._notes import Notes, Replacement
from ._tree import scan

if TYPE_CHECKING:
    from ._tree import Node

_LARGE = 64 * 1024
_BOM = "\ufeff"
_OTHER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(body: bytes | str) -> tuple[Notes, Node | None]:
    """Return the notes on a body as text and as JSON, and its value as far as there is one."""
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    if len(data) > MAX_BYTES:
        notes = Notes("")
        notes.add(
            "too-large",
            "$",
            1,
            f"The file has {len(data):,} bytes, and agents read at most {MAX_BYTES:,}.",
            "Shorten it; a rule with a class in its selector can do the work of many.",
        )
        return notes, None
    text, broken = _decode(data)
    notes = Notes(text)
    if broken is not None:
        notes.add(
            "not-utf8",
            "$",
            len(data[:broken].decode("utf-8", "replace")),
            f"Byte {broken} is not UTF-8.",
            "Save the file as UTF-8.",
        )
    if text.startswith(_BOM):
        notes.add(
            "byte-order-mark",
            "$",
            0,
            "The file begins with a byte order mark, which JSON must not have.",
            "Save it as UTF-8 without a byte order mark; --fix removes it.",
            fix=[Replacement(0, 1, "")],
        )
    if len(data) > _LARGE:
        notes.add(
            "large-file",
            "$",
            None,
            f"The file has {len(data) // 1024:,} kB, and every agent fetches it.",
            "Keep it under 64 kB: put a class on what belongs together, and write one rule for it.",
        )
    return notes, _scan(notes)


def _decode(data: bytes) -> tuple[str, int | None]:
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        if data.startswith(_OTHER_MARKS):
            return data.decode("utf-16", "replace"), error.start
        return data.decode("utf-8", "replace"), error.start


def _scan(notes: Notes) -> Node | None:
    text = notes.text
    if text.lstrip(f"{_BOM} \t\r\n").startswith("<"):
        notes.add(
            "html-page",
            "$",
            0,
            "The file is a page of HTML or XML, not JSON.",
            "Serve the manifest itself; a server often answers with its front page or a login "
            "where there is no file.",
        )
        return None
    # The mark is a space for the scanner, so that offsets stay those of the file.
    node, mistakes = scan(f" {text[1:]}" if text.startswith(_BOM) else text)
    for mistake in mistakes:
        notes.add(mistake.code, mistake.path, mistake.offset, mistake.message, mistake.hint)
    return node
