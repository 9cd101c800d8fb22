"""Model actors at a scripted server, and states of real pages to show them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import pytest
import pytest_asyncio

from webagent import ModelActor, OpenAIModel, State
from webagent.view import ViewOptions

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from webagent_actions import Situation

    from tests.support.openai_server import OpenAIServer
    from webagent.browser import Session


BUDGET = 20_000


class Employ(Protocol):
    """Return an actor that asks the server's model."""

    def __call__(self, server: OpenAIServer) -> ModelActor: ...


class Show(Protocol):
    """Return the state of a run on a page of this HTML, with some of it put differently."""

    async def __call__(
        self, html: str, *, situation: dict[str, Any] | None = None, **parts: Any
    ) -> State: ...


@pytest_asyncio.fixture
async def employ() -> AsyncGenerator[Employ]:
    models: list[OpenAIModel] = []

    def employ(server: OpenAIServer) -> ModelActor:
        models.append(OpenAIModel("test-model", base_url=server.url))
        return ModelActor(models[-1])

    yield employ
    for model in models:
        await model.aclose()


@pytest.fixture(scope="module")
def show(session: Session) -> Show:
    # Nothing here acts on a page, so that each is looked at once.
    seen: dict[str, Situation] = {}

    async def show(html: str, *, situation: dict[str, Any] | None = None, **parts: Any) -> State:
        if html not in seen:
            await session.page.set_content(html)
            looked = await session.look(quiet_ms=0)
            view = ViewOptions(budget=BUDGET).view(
                looked.observation, label=session.registry.label, opened=(), query="a task"
            )
            seen[html] = replace(looked, view=view)
        state = State("a task", "http://shop.test/", replace(seen[html], **(situation or {})))
        return replace(state, **parts)

    return show
