"""`events.jsonl`: written line by line, by one process at a time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from webagent._locking import lock
from webagent.errors import RecordUnwritable, UsageError

if TYPE_CHECKING:
    from pathlib import Path


class EventLog:
    """Appends lines to a file that is locked for as long as the log is open.

    The lock goes with the process, however that ends. Every line is in the hands of the operating
    system when `append` returns, so that killing the process loses none.
    """

    def __init__(self, path: Path, *, again: bool = False, of: str = "run") -> None:
        """Make the file, or open it `again`; then a last line that is not whole is cut off.

        Messages say what it is the record `of`.

        Raises:
            UsageError: it can't be made or opened, there is one already, or a process is writing
                it.
        """
        self._path = path
        self._of = of
        flags = os.O_RDWR | (0 if again else os.O_CREAT | os.O_EXCL)
        try:
            if not again:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, flags, 0o666)
        except FileExistsError as error:
            if path.parent.is_dir():
                message = f"{path.parent} holds {_one(of)} already: choose another folder."
            else:
                message = f"The folder {path.parent} can't be written: {error.strerror}."
            raise UsageError(message) from error
        except OSError as error:
            raise UsageError(
                f"The folder {path.parent} can't be written: {error.strerror}."
            ) from error
        # Without locks, as on Windows, nothing keeps a run from being resumed twice at once.
        if not lock(self._file):
            os.close(self._file)
            raise UsageError(f"The {of} in {path.parent} is still going on: wait until it ends.")
        self._end = _end_of_lines(path) if again else 0

    def append(self, line: bytes, *, durable: bool = False) -> None:
        """Write a line; a `durable` one is on the disk before this returns.

        Raises:
            RecordUnwritable: there is no room, or the disk is gone. What was written of the line is
                taken back, so that the file stays well formed.
        """
        whole = line + b"\n"
        try:
            written = 0
            while written < len(whole):
                written += _write(self._file, whole[written:], self._end + written)
            if durable:
                os.fsync(self._file)
        except OSError as error:
            os.ftruncate(self._file, self._end)
            raise unwritable(self._path, error, self._of) from error
        self._end += len(whole)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)


def unwritable(path: Path, error: OSError, of: str = "run") -> RecordUnwritable:
    """Return the error that says that a part of a run's record could not be written."""
    return RecordUnwritable(
        f"The record of the {of} can't be written ({path}: {error.strerror}): "
        f"the {of} was stopped, since nobody could say later what it did."
    )


def _one(what: str) -> str:
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"


def _write(file: int, content: bytes, position: int) -> int:
    os.lseek(file, position, os.SEEK_SET)
    return os.write(file, content)


def _end_of_lines(path: Path) -> int:
    return path.read_bytes().rfind(b"\n") + 1
