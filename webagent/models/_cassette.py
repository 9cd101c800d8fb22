"""A model whose replies were kept."""

from __future__ import annotations

import json
from collections import Counter
from difflib import unified_diff
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from webagent.errors import UsageError
from webagent.models._cassette_file import Kept, read_cassette, write_cassette
from webagent.models._errors import ContextOverflow, ModelError
from webagent.models._stable import Stable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from webagent.models._types import Message, Model, Reply, ReplySchema

_DIFFERENCES = 12
"""Lines of difference that are told of a prompt that was not recorded."""


class CassetteMiss(ModelError):
    """A prompt that was not recorded; the message says where it differs from what was."""


class CassetteModel:
    """Records the replies of a model into a file, or replays them from there without any model.

    A reply is found again by its whole prompt, but for the ports of sites on this machine and the
    random marks around page text. The same prompt gets its replies in the order they were given.
    What is written goes through `hide`, which has to take out what nobody may read in the file;
    the keys of endpoints travel beside prompts and are never seen here.
    """

    def __init__(
        self, path: Path, model: Model | None = None, *, hide: Callable[[str], str] = str
    ) -> None:
        """Record `model` into `path`, in place of what is there; without a model, replay it.

        Raises:
            UsageError: there is nothing to replay, or the file is none of these.
        """
        self._path = path
        self._model = model
        self._hide = hide
        self._asked: Counter[str] = Counter()
        self._misses: list[str] = []
        if model is not None:
            self._name, self._kept = model.name, list[Kept]()
        elif path.is_file():
            self._name, self._kept = read_cassette(path)
        else:
            raise UsageError(f"There is no recording {path}.")

    @property
    def name(self) -> str:
        """The name of the model that was recorded."""
        return self._name

    @property
    def misses(self) -> tuple[str, ...]:
        """What was asked for and had not been recorded: a message each."""
        return tuple(self._misses)

    async def complete(
        self, messages: Sequence[Message], schema: ReplySchema | None = None
    ) -> Reply:
        """Answer as the model does, or did. Tokens and cost are those of the recording.

        Raises:
            CassetteMiss: the prompt was not recorded.
            ModelError: the model can't be used; a conversation too long for it is recorded too.
            UsageError: the recording can't be written.
        """
        stable = Stable(messages)
        prompt = [(message.role, stable.named(message.content)) for message in messages]
        # Of the prompt itself: what is hidden differs from one machine to the next.
        key = _key(prompt, schema)
        asked = self._hide(prompt[-1][1]) if prompt else ""
        if self._model is None:
            return self._replay(key, asked, stable)
        try:
            reply = await self._model.complete(messages, schema)
        except ContextOverflow as error:
            self._keep(Kept(key, asked, None, self._hide(str(error))))
            raise
        self._keep(Kept.of(key, asked, reply, lambda text: self._hide(stable.named(text))))
        return reply

    def _keep(self, kept: Kept) -> None:
        self._kept.append(kept)
        # At once: what was paid for is kept, even if the test fails or is killed.
        write_cassette(self._path, self._name, self._kept)

    def _replay(self, key: str, asked: str, stable: Stable) -> Reply:
        number = self._asked[key]
        alike = [kept for kept in self._kept if kept.key == key]
        if number >= len(alike):
            self._misses.append(self._explain(asked, len(alike)))
            raise CassetteMiss(self._misses[-1])
        self._asked[key] += 1
        if alike[number].reply is None:
            raise ContextOverflow(alike[number].overflow)
        return alike[number].reply_with(stable.drawn)

    def _explain(self, asked: str, alike: int) -> str:
        if alike:
            return (
                f"{self._path} has {alike} replies to this prompt, and it was asked once more: "
                "record it again."
            )
        number = sum(self._asked.values())
        start = f"{self._path} has no reply to prompt number {number + 1}: record it again."
        if number >= len(self._kept):
            return start
        before = self._kept[number].asked.splitlines()
        lines = unified_diff(before, asked.splitlines(), "recorded", "asked", n=0, lineterm="")
        told = list(lines)[:_DIFFERENCES]
        if not told:
            return f"{start} What came before the last message differs, or what was asked for."
        return "\n".join([start, *told])


def _key(prompt: Sequence[tuple[str, str]], schema: ReplySchema | None) -> str:
    wanted: Any = None if schema is None else [schema.name, schema.schema]
    told = json.dumps([prompt, wanted], ensure_ascii=False, sort_keys=True)
    return sha256(told.encode(errors="replace")).hexdigest()
