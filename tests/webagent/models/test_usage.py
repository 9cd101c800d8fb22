"""Tokens as the endpoint counts them, or estimated; dollars by a given or a published price."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.openai_server import in_turn, serve_openai
from webagent.models import Message, Price, Usage
from webagent.models._endpoint import Endpoint
from webagent.models._prices import published_cost_usd

if TYPE_CHECKING:
    from .conftest import Connect


async def test_the_endpoint_counts_the_tokens(connect: Connect, talk: list[Message]) -> None:
    with serve_openai(in_turn("ok")) as server:
        reply = await connect(server).complete(talk)
    assert reply.usage == Usage(1, 100, 20, 0.0)


@pytest.mark.parametrize(
    "usage", [None, {}, {"prompt_tokens": None, "completion_tokens": -1}, {"prompt_tokens": True}]
)
async def test_missing_counts_are_estimated_at_four_characters_a_token(
    connect: Connect, usage: dict[str, Any] | None
) -> None:
    with serve_openai(in_turn("12345"), usage=usage) as server:
        reply = await connect(server).complete([Message("user", "x" * 40)])
    assert (reply.usage.input_tokens, reply.usage.output_tokens) == (10, 2)


async def test_a_given_price_counts_even_on_loopback(connect: Connect, talk: list[Message]) -> None:
    with serve_openai(in_turn("ok")) as server:
        reply = await connect(server, price=Price(2.0, 10.0)).complete(talk)
    assert reply.usage.cost_usd == pytest.approx(100 * 2e-6 + 20 * 10e-6)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:11434/v1",
        "http://127.0.0.1/v1",
        "http://127.8.9.1/v1",
        "http://[::1]:8000/v1",
        "http://0.0.0.0:8000/v1",
        "http://llm.localhost/v1",
    ],
)
def test_a_server_on_this_machine_costs_nothing(url: str) -> None:
    assert _cost(url, "gpt-4o") == 0.0
    assert _cost(url, "my-own-model") == 0.0


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.1.20:8000/v1",
        "http://10.0.0.4/v1",
        "http://[fd00::1]/v1",
        "http://ollama:11434/v1",
        "http://gpu.local/v1",
        "http://host.docker.internal/v1",
    ],
)
def test_a_private_server_has_no_published_price(url: str) -> None:
    assert _cost(url, "gpt-4o") is None


@pytest.mark.parametrize(
    ("url", "model"),
    [
        ("https://api.openai.com/v1", "gpt-4o"),
        ("https://openrouter.ai/api/v1", "openai/gpt-4o"),
        ("https://gateway.example.com/v1", "gpt-4o"),
    ],
)
def test_a_known_model_has_its_published_price(url: str, model: str) -> None:
    plain, cached = _cost(url, model), _cost(url, model, cached_tokens=1000)
    assert plain is not None
    assert cached is not None
    assert 0 < cached < plain < 1


@pytest.mark.parametrize("url", ["https://api.openai.com/v1", "https://gateway.example.com/v1"])
@pytest.mark.parametrize("model", ["my-own-model", ""])
def test_an_unknown_model_has_an_unknown_price(url: str, model: str) -> None:
    assert _cost(url, model) is None


def _cost(url: str, model: str, cached_tokens: int = 0) -> float | None:
    return published_cost_usd(Endpoint(url, None), model, 1000, 100, cached_tokens)
