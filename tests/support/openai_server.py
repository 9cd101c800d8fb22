"""A real HTTP server on 127.0.0.1 that speaks OpenAI's chat-completions API from a script."""

from __future__ import annotations

import asyncio
import json
import math
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    from starlette.requests import Request

MODES = frozenset({"schema", "tool", "text"})
USAGE: Mapping[str, Any] = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


@dataclass(frozen=True, slots=True)
class Failure:
    """An HTTP response sent as it is, in place of a completion."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: str | Mapping[str, Any] = ""

    @classmethod
    def error(
        cls, status: int, message: str, *, headers: Mapping[str, str] | None = None, **rest: Any
    ) -> Failure:
        """Return a failure with the API's error object; `rest` are its `code`, `param`, `type`."""
        return cls(status, headers or {}, {"error": {"message": message, **rest}})


@dataclass(frozen=True, slots=True)
class Hang:
    """No response for this many seconds, then an empty 504."""

    seconds: float = 30.0


Answer: TypeAlias = str | Failure | Hang
Responder: TypeAlias = "Callable[[list[dict[str, Any]], dict[str, Any]], Answer]"


@dataclass(slots=True)
class OpenAIServer:
    """A running server: its base URL, and the body of every completion request so far."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


def in_turn(*answers: Answer) -> Responder:
    """Return a responder that gives each answer once and then the last one for ever."""
    position = 0

    def respond(messages: list[dict[str, Any]], request: dict[str, Any]) -> Answer:
        nonlocal position
        answer = answers[min(position, len(answers) - 1)]
        position += 1
        return answer

    return respond


@contextmanager
def serve_openai(
    responder: Responder,
    *,
    modes: set[str] | frozenset[str] = MODES,
    calls_tools: bool = True,
    usage: Mapping[str, Any] | None = USAGE,
    finish_reason: str = "stop",
    models: Sequence[str] = (),
    api_key: str | None = None,
    likeliest: Callable[[dict[str, Any]], Mapping[str, float]] | None = None,
) -> Generator[OpenAIServer]:
    """Serve `/v1/chat/completions` and `/v1/models` from a thread until the block ends.

    `responder(messages, request)` says what the model answers; a string goes where the request's
    mode wants it: into the forced tool call's arguments (unless `calls_tools` is false), else into
    the content. Modes missing from `modes` are refused with 400. With `models`, other names get
    404; with `api_key`, other keys get 401; with `usage` None, no token counts are sent.
    `likeliest(request)` are the probabilities of the first token, for requests that want them.
    """
    server = OpenAIServer("")

    async def complete(request: Request) -> Response:
        body: dict[str, Any] = await request.json()
        server.requests.append(body)
        if refusal := _refusal(request, body, modes, models, api_key):
            return _send(refusal)
        answer = responder(body["messages"], body)
        if isinstance(answer, Hang):
            await asyncio.sleep(answer.seconds)
            answer = Failure(504)
        if isinstance(answer, Failure):
            return _send(answer)
        as_call = calls_tools and "tools" in body
        message = _tool_call(answer, body) if as_call else {"content": answer}
        completion: dict[str, Any] = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": body["model"],
            "choices": [
                {
                    "index": 0,
                    "finish_reason": finish_reason,
                    "message": {"role": "assistant", **message},
                }
            ],
        }
        if likeliest is not None and body.get("logprobs"):
            completion["choices"][0]["logprobs"] = _logprobs(likeliest(body))
        return JSONResponse(completion if usage is None else {**completion, "usage": usage})

    async def list_models(request: Request) -> Response:
        entries = [{"id": name, "object": "model"} for name in models]
        return JSONResponse({"object": "list", "data": entries})

    app = Starlette(
        routes=[
            Route("/v1/chat/completions", complete, methods=["POST"]),
            Route("/v1/models", list_models),
        ]
    )
    with serve_app(app) as url:
        server.url = f"{url}/v1"
        yield server


def _refusal(
    request: Request,
    body: dict[str, Any],
    modes: set[str] | frozenset[str],
    models: Sequence[str],
    api_key: str | None,
) -> Failure | None:
    if api_key is not None and request.headers.get("authorization") != f"Bearer {api_key}":
        return Failure.error(401, "Incorrect API key provided.", code="invalid_api_key")
    if models and body["model"] not in models:
        message = f"The model `{body['model']}` does not exist."
        return Failure.error(404, message, code="model_not_found")
    for mode, parameter in (("schema", "response_format"), ("tool", "tools")):
        if parameter in body and mode not in modes:
            message = f"'{parameter}' is not supported with this model."
            return Failure.error(400, message, param=parameter, type="invalid_request_error")
    return None


def _tool_call(arguments: str, body: dict[str, Any]) -> dict[str, Any]:
    function = {"name": body["tools"][0]["function"]["name"], "arguments": arguments}
    call = {"id": "call_1", "type": "function", "function": function}
    return {"content": None, "tool_calls": [call]}


def _logprobs(likeliest: Mapping[str, float]) -> dict[str, Any]:
    top = [{"token": token, "logprob": math.log(p)} for token, p in likeliest.items()]
    return {"content": [{**top[0], "top_logprobs": top}]}


def _send(failure: Failure) -> Response:
    is_text = isinstance(failure.body, str)
    return Response(
        failure.body if is_text else json.dumps(failure.body),
        status_code=failure.status,
        headers=dict(failure.headers),
        media_type="text/html" if is_text else "application/json",
    )
