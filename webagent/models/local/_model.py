"""A model that runs in this process."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

from webagent.models._errors import ContextOverflow, ModelError
from webagent.models._json_object import find_object
from webagent.models._ladder import request_body
from webagent.models._loose import mapping
from webagent.models._text import cut_utf8, one_line, well_formed
from webagent.models._types import Reply, Usage
from webagent.models.letters._protocol import LetterReply
from webagent.models.letters._spread import likeliest_tokens, spread

from ._runtime import open_server

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from webagent.models._types import Message, ReplySchema

_TOP = 64
"""Tokens of which the probability is asked; letters are seldom the 20 likeliest of them all."""
_TEXT_LIMIT = 64 * 1024
_DETAIL = 200


class LocalModel:
    """A GGUF model through llama.cpp, loaded when it is first asked, and asked once at a time.

    It answers with its likeliest words, always the same to the same. What a conversation has in
    common with the one before, from its beginning on, is not read again. A call that is cancelled
    goes on computing to its end, since nothing can stop it; the next one waits for it.

    Args:
        path: the file.
        name: what it goes by; by default the file's name.
        context_tokens: how long a conversation may be, answer included.
        max_output_tokens: how long an answer may be.
        threads: how many compute; by default one for each processor.
    """

    def __init__(
        self,
        path: Path,
        *,
        name: str | None = None,
        context_tokens: int = 4096,
        max_output_tokens: int = 160,
        threads: int | None = None,
    ) -> None:
        self.name = name or path.stem
        self._path = path
        self._context_tokens = context_tokens
        self._max_output_tokens = max_output_tokens
        self._threads = threads
        self._lock = threading.Lock()
        self._server: Any = None

    async def complete(
        self, messages: Sequence[Message], schema: ReplySchema | None = None
    ) -> Reply:
        """Answer the conversation, as an object of `schema` where one is given.

        The schema becomes a grammar, so that nothing else can be written; a reply that is too long
        is cut, and has `data` None.

        Raises ModelError when the model can't be loaded, and ContextOverflow when the conversation
        is too long for it.
        """
        mode = "text" if schema is None else "schema"
        told = await self._ask(
            {**request_body(messages, schema, mode), "max_tokens": self._max_output_tokens}
        )
        choice: Mapping[str, Any] = told["choices"][0]
        written = well_formed(choice["message"].get("content") or "")
        text = cut_utf8(written, _TEXT_LIMIT)
        truncated = choice.get("finish_reason") == "length" or len(text) < len(written)
        data = None if schema is None else find_object(text)
        return Reply(text, data, _usage(told), mode, truncated)

    async def letters(self, messages: Sequence[Message], menu: Mapping[str, str]) -> LetterReply:
        """Return the probabilities of the letters, from one forward pass.

        Raises ModelError when the model can't be loaded or has no letter in mind, and
        ContextOverflow when the conversation is too long for it.
        """
        told = await self._ask(
            {
                **request_body(messages, None, "text"),
                "max_tokens": 1,
                "logprobs": True,
                "top_logprobs": _TOP,
            }
        )
        probabilities = spread(likeliest_tokens(told), menu)
        if probabilities is None:
            raise ModelError(
                f"{self.name} answers a menu with no letter of it: name another model with "
                "--model local:PATH, one that was trained to follow instructions."
            )
        return LetterReply(probabilities, _usage(told))

    async def aclose(self) -> None:
        """Give its memory back; a later call loads it again."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        with self._lock:
            self._server = None

    async def _ask(self, request: dict[str, Any]) -> Mapping[str, Any]:
        told = await asyncio.to_thread(self._call, request)
        problem = told.get("error")
        if problem is None:
            return told
        said = mapping(problem)
        detail = one_line(str(said.get("message", problem)), _DETAIL)
        if said.get("type") == "exceed_context_size_error":
            raise ContextOverflow(
                f"The conversation does not fit {self.name} ({detail}): name a hosted model, or "
                "give less of the page with --budget."
            )
        raise ModelError(f"{self.name} can't answer ({detail}): name another model with --model.")

    def _call(self, request: dict[str, Any]) -> Mapping[str, Any]:
        with self._lock:
            if self._server is None:
                self._server = open_server(
                    self._path, context_tokens=self._context_tokens, threads=self._threads
                )
            return self._server.handle_chat_completions(
                {
                    **request,
                    "temperature": 0,
                    "cache_prompt": True,
                    # A model that thinks first would have no letter to begin with.
                    "chat_template_kwargs": {"enable_thinking": False},
                }
            )


def _usage(told: Mapping[str, Any]) -> Usage:
    used: Mapping[str, Any] = told.get("usage") or {}
    return Usage(1, used.get("prompt_tokens", 0), used.get("completion_tokens", 0), 0.0)
