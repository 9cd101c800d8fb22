"""The file that replies of a model are kept in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from webagent.errors import UsageError
from webagent.models._types import Reply, Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a model answered to one prompt."""

    key: str
    """SHA-256 of the prompt and of the object that was asked for."""
    asked: str
    """The last message, so that a person sees what it was."""
    reply: Reply | None
    """`None` where the conversation was too long for the model."""
    overflow: str = ""

    @classmethod
    def of(cls, key: str, asked: str, reply: Reply, write: Callable[[str], str]) -> Kept:
        """Keep a reply, each text of it as `write` has it."""
        return cls(key, asked, _with_texts(reply, write))

    def reply_with(self, read: Callable[[str], str]) -> Reply:
        """Return the reply, each text of it as `read` has it."""
        assert self.reply is not None
        return _with_texts(self.reply, read)


def read_cassette(path: Path) -> tuple[str, list[Kept]]:
    """Return the name of the model and what is kept.

    Raises:
        UsageError: the file can't be read, or is no recording of this version.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["schema_version"] != SCHEMA_VERSION:
            raise UsageError(f"{path} was recorded by another version: record it again.")
        return str(told["model"]), [_kept(each) for each in told["replies"]]
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is no recording of a model: record it again.") from error


def write_cassette(path: Path, model: str, kept: Sequence[Kept]) -> None:
    """Write what is kept, in one go.

    Raises:
        UsageError: the file can't be written.
    """
    told = {
        "schema_version": SCHEMA_VERSION,
        "model": model,
        "replies": [asdict(each) for each in kept],
    }
    fresh = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(f"{json.dumps(told, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}.") from error


def _kept(told: dict[str, Any]) -> Kept:
    reply = told["reply"]
    if reply is not None:
        values = dict(reply)
        usage = Usage(**values.pop("usage"))
        reply = Reply(**values, usage=usage)
    return Kept(told["key"], told["asked"], reply, told["overflow"])


def _with_texts(reply: Reply, write: Callable[[str], str]) -> Reply:
    data = reply.data
    if data is not None:
        data = json.loads(write(json.dumps(dict(data), ensure_ascii=False)))
    return replace(reply, text=write(reply.text), data=data)
