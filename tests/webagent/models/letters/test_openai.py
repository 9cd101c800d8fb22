"""Letters from an endpoint that tells the likeliest tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
import pytest_asyncio

from tests.support.openai_server import Failure, OpenAIServer, in_turn, serve_openai
from webagent.models import ContextOverflow, Message, ModelError
from webagent.models.letters import OpenAILetterModel

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

TALK = [Message("system", "You choose."), Message("user", "A) yes\nB) no\nThe letter:")]
MENU = {"A": "yes", "B": "no"}


class Connect(Protocol):
    """Return a model at the server."""

    def __call__(self, server: OpenAIServer) -> OpenAILetterModel: ...


@pytest_asyncio.fixture
async def models() -> AsyncGenerator[Connect]:
    opened: list[OpenAILetterModel] = []

    def connect(server: OpenAIServer) -> OpenAILetterModel:
        opened.append(OpenAILetterModel("m", base_url=server.url, max_retries=0))
        return opened[-1]

    yield connect
    for model in opened:
        await model.aclose()


async def test_one_token_is_asked_for_with_its_alternatives(models: Connect) -> None:
    with serve_openai(in_turn("B"), likeliest=lambda _: {"B": 0.6, "A": 0.2}) as server:
        reply = await models(server).letters(TALK, MENU)

    assert reply.probabilities == pytest.approx({"A": 0.25, "B": 0.75})
    assert (reply.usage.calls, reply.usage.input_tokens, reply.usage.cost_usd) == (1, 100, 0.0)
    (request,) = server.requests
    assert request["messages"] == [{"role": m.role, "content": m.content} for m in TALK]
    assert (request["max_tokens"], request["temperature"]) == (1, 0)
    assert (request["logprobs"], request["top_logprobs"]) == (True, 20)
    assert "response_format" not in request


async def test_it_is_a_model_that_writes_as_well(models: Connect) -> None:
    with serve_openai(in_turn("Hello.")) as server:
        assert (await models(server).complete(TALK)).text == "Hello."


async def test_a_server_that_tells_no_probabilities_is_no_use(models: Connect) -> None:
    with (
        serve_openai(in_turn("B")) as server,
        pytest.raises(ModelError, match="logprobs"),
    ):
        await models(server).letters(TALK, MENU)


async def test_failures_are_those_of_every_endpoint(models: Connect) -> None:
    long = Failure.error(400, "too many tokens", code="context_length_exceeded")
    with serve_openai(in_turn(long)) as server, pytest.raises(ContextOverflow):
        await models(server).letters(TALK, MENU)
    with pytest.raises(ModelError, match="Nothing answers"):
        await models(server).letters(TALK, MENU)
