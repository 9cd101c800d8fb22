"""A model behind any endpoint that speaks OpenAI's chat-completions API."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from webagent.models._completion import read_completion, read_model_names
from webagent.models._endpoint import Endpoint
from webagent.models._failures import (
    explain_silence,
    explain_status,
    explain_stranger,
    is_missing_model,
    is_overflow,
)
from webagent.models._json_object import find_object
from webagent.models._ladder import Ladder, request_body
from webagent.models._prices import published_cost_usd
from webagent.models._text import cut_utf8
from webagent.models._types import Reply, Usage

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    import openai

    from webagent.models._completion import Completion
    from webagent.models._prices import Price
    from webagent.models._types import Message, ReplyMode, ReplySchema

_TEXT_LIMIT = 64 * 1024
_CHARS_PER_TOKEN = 4
_CONNECT_TIMEOUT_S = 10.0
_LIST_TIMEOUT_S = 5.0
# The client library insists on a key, and servers that ask for none ignore this one.
_PLACEHOLDER_KEY = "no-key"
_UNKNOWN_PARAMETER = re.compile(
    r"unsupported|unknown|unrecogni[sz]ed|unexpected|extra|not (permitted|supported|allowed)", re.I
)


class OpenAIModel:
    """A model at an OpenAI-compatible endpoint, by default the one in OPENAI_BASE_URL.

    The key defaults to OPENAI_API_KEY; an endpoint named without any key gets a placeholder.
    `timeout_s` bounds each wait for bytes, per attempt. Failed attempts (408, 409, 429, 5xx,
    timeouts, connection errors) are repeated up to `max_retries` times, with exponential backoff
    or after the time in Retry-After. `temperature` and `max_output_tokens` are sent only when
    given, since reasoning models refuse the former. Raises ModelError when no endpoint is
    configured.
    """

    def __init__(
        self,
        name: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        timeout_s: float = 120,
        max_retries: int = 4,
        temperature: float | None = None,
        max_output_tokens: int | None = None,
        price: Price | None = None,
    ) -> None:
        self.name = name
        self._endpoint = Endpoint.resolve(base_url, api_key)
        self._timeout_s = timeout_s
        self._temperature = temperature
        self._max_output_tokens = max_output_tokens
        self._limit_parameter = "max_completion_tokens"
        self._price = price
        self._max_retries = max_retries
        self._ladder = Ladder()
        self._clients: dict[asyncio.AbstractEventLoop, openai.AsyncOpenAI] = {}

    async def complete(
        self, messages: Sequence[Message], schema: ReplySchema | None = None
    ) -> Reply:
        """Answer the conversation, as an object of `schema` where one is given.

        The endpoint is asked for a JSON Schema response; if it refuses, for a forced tool call; if
        it refuses that too, for text. What worked is remembered. Raises ModelError when the
        endpoint cannot be used, and ContextOverflow when the conversation is too long for it;
        a reply without an object is no error, but has `data` None.
        """
        import openai

        mode: ReplyMode = "text" if schema is None else self._ladder.mode
        async with self._explained():
            while True:
                try:
                    body = await self._post(self._request(messages, schema, mode))
                    break
                except openai.APIStatusError as error:
                    lower = self._mode_below(mode, error)
                    if lower is None:
                        raise
                    mode = lower
        return self._reply(self._completion(body), messages, schema, mode)

    async def aclose(self) -> None:
        """Close the connections of this event loop; a later call opens new ones."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client is not None:
            await client.close()

    def _connected(self) -> openai.AsyncOpenAI:
        """Return the client of this event loop.

        Connections can't be used in another loop, so each has a client of its own. All are kept:
        one that were dropped would try to close itself in whatever loop runs by then.
        """
        import openai

        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            timeout = openai.Timeout(
                self._timeout_s, connect=min(self._timeout_s, _CONNECT_TIMEOUT_S)
            )
            self._clients[loop] = openai.AsyncOpenAI(
                base_url=self._endpoint.base_url,
                api_key=self._endpoint.api_key or _PLACEHOLDER_KEY,
                timeout=timeout,
                max_retries=self._max_retries,
            )
        return self._clients[loop]

    def _request(
        self, messages: Sequence[Message], schema: ReplySchema | None, mode: ReplyMode
    ) -> dict[str, Any]:
        request = {"model": self.name, **request_body(messages, schema, mode)}
        if self._temperature is not None:
            request["temperature"] = self._temperature
        return request

    async def _post(self, request: dict[str, Any]) -> str:
        """Send one request and return the response body, under whichever name limits its tokens."""
        import openai

        if self._max_output_tokens is None:
            return await self._send(request)
        try:
            return await self._send({**request, self._limit_parameter: self._max_output_tokens})
        except openai.APIStatusError as error:
            if (
                error.status_code not in {400, 422}
                or self._limit_parameter not in error.message
                or not _UNKNOWN_PARAMETER.search(error.message)
            ):
                raise
        # Servers written before September 2024 know only the older name.
        body = await self._send({**request, "max_tokens": self._max_output_tokens})
        self._limit_parameter = "max_tokens"
        return body

    async def _send(self, request: dict[str, Any]) -> str:
        # As text: the library's typed result would take whatever a server sends on trust.
        return await self._connected().post("/chat/completions", cast_to=str, body=request)

    def _mode_below(self, mode: ReplyMode, error: openai.APIStatusError) -> ReplyMode | None:
        if is_overflow(error):
            return None
        return self._ladder.below(
            mode, status=error.status_code, message=error.message, param=error.param
        )

    @asynccontextmanager
    async def _explained(self) -> AsyncGenerator[None]:
        """Raise ModelError, or ContextOverflow, for what the client library raises within."""
        import openai

        try:
            yield
        except openai.APIStatusError as error:
            available = await self._available() if is_missing_model(error) else []
            raise explain_status(error, self._endpoint, self.name, available) from error
        except openai.APIConnectionError as error:
            raise explain_silence(error, self._endpoint, self._timeout_s) from error

    def _completion(self, body: str) -> Completion:
        """Return the completion in a response body; raises ModelError where there is none."""
        completion = read_completion(body)
        if completion is None:
            raise explain_stranger(body, self._endpoint)
        return completion

    async def _available(self) -> list[str]:
        """Return the names of the models served there, none when the endpoint does not say."""
        import openai

        once = self._connected().with_options(max_retries=0, timeout=_LIST_TIMEOUT_S)
        try:
            return read_model_names(await once.get("/models", cast_to=str))
        except openai.APIError:
            return []

    def _reply(
        self,
        completion: Completion,
        messages: Sequence[Message],
        schema: ReplySchema | None,
        mode: ReplyMode,
    ) -> Reply:
        text = cut_utf8(completion.text, _TEXT_LIMIT)
        truncated = completion.out_of_tokens or len(text) < len(completion.text)
        data = None
        if schema is not None:
            data = find_object(text)
            # A reply cut short shows nothing about whether the mode is honoured.
            self._ladder.settle(mode, honoured=data is not None or truncated)
        return Reply(text, data, self._usage(completion, messages, schema), mode, truncated)

    def _usage(
        self, completion: Completion, messages: Sequence[Message], schema: ReplySchema | None
    ) -> Usage:
        read, written = completion.input_tokens, completion.output_tokens
        if read is None:
            chars = sum(len(message.content) for message in messages)
            chars += len(json.dumps(dict(schema.schema))) if schema is not None else 0
            read = -(-chars // _CHARS_PER_TOKEN)
        if written is None:
            written = -(-len(completion.text) // _CHARS_PER_TOKEN)
        if self._price is not None:
            cost = self._price.cost_usd(read, written)
        else:
            cached = min(completion.cached_tokens, read)
            cost = published_cost_usd(self._endpoint, self.name, read, written, cached)
        return Usage(1, read, written, cost)
