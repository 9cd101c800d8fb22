"""Models that talk to a scripted server, closed after each test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
import pytest_asyncio

from webagent.models import Message, OpenAIModel, ReplySchema

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tests.support.openai_server import OpenAIServer


class Connect(Protocol):
    """Return a model at the server."""

    def __call__(
        self, server: OpenAIServer, name: str = "test-model", **options: Any
    ) -> OpenAIModel: ...


@pytest.fixture(autouse=True)
def _no_configured_endpoint(  # pyright: ignore[reportUnusedFunction]
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("API_KEY", "BASE_URL", "ORG_ID", "PROJECT_ID", "ADMIN_KEY"):
        monkeypatch.delenv(f"OPENAI_{name}", raising=False)


@pytest_asyncio.fixture
async def connect() -> AsyncGenerator[Connect]:
    opened: list[OpenAIModel] = []

    def open_model(server: OpenAIServer, name: str = "test-model", **options: Any) -> OpenAIModel:
        model = OpenAIModel(name, base_url=server.url, **options)
        opened.append(model)
        return model

    yield open_model
    for model in opened:
        await model.aclose()


@pytest.fixture
def schema() -> ReplySchema:
    return ReplySchema(
        "step",
        "the next step to take",
        {
            "type": "object",
            "properties": {"action": {"type": "string"}},
            "required": ["action"],
            "additionalProperties": False,
        },
    )


@pytest.fixture
def talk() -> list[Message]:
    return [Message("system", "You act."), Message("user", "Go on.")]
