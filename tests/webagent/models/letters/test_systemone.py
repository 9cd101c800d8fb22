"""Letters from a decision model: a real server that speaks as the published ones do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from webagent.local_server import serve_app
from webagent.models import ContextOverflow, Message, ModelError
from webagent.models.letters import SystemOneModel

if TYPE_CHECKING:
    from collections.abc import Generator

    from starlette.requests import Request
    from starlette.responses import Response

TALK = [
    Message("system", "Choose the next step."),
    Message("user", "TASK: log out\nA) click button\nB) stop"),
]
MENU = {"A": "click button", "B": "stop"}
ANSWER = {
    "model": "jev-1.13.0",
    "answers": {
        "next": {
            "type": "choice",
            "choice": "A",
            "confidence": 0.5,
            "probabilities": {"A": 0.75, "B": 0.25},
        }
    },
    "usage": {"input_tokens": 54, "output_tokens": 0},
}


@contextmanager
def _serve(answer: Response) -> Generator[tuple[str, list[Any], list[str | None]]]:
    asked: list[Any] = []
    keys: list[str | None] = []

    async def decide(request: Request) -> Response:
        asked.append(await request.json())
        keys.append(request.headers.get("authorization"))
        return answer

    app = Starlette(routes=[Route("/v1/systemone", decide, methods=["POST"])])
    with serve_app(app) as url:
        yield f"{url}/v1", asked, keys


async def test_the_menu_is_one_choice_and_the_conversation_its_state() -> None:
    with _serve(JSONResponse(ANSWER)) as (url, asked, keys):
        reply = await SystemOneModel("jev-latest", base_url=url, api_key="k-1").letters(TALK, MENU)

    assert reply.probabilities == {"A": 0.75, "B": 0.25}
    assert (reply.usage.input_tokens, reply.usage.output_tokens) == (54, 0)
    assert keys == ["Bearer k-1"]
    assert asked == [
        {
            "model": "jev-latest",
            "state": TALK[1].content,
            "questions": {
                "next": {
                    "type": "choice",
                    "instructions": "Choose the next step.",
                    "criteria": MENU,
                }
            },
        }
    ]


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        {"answers": {"next": {"type": "noul", "noul": 0.5}}},
        {"answers": {"next": {"probabilities": {"A": 1.0}}}},
        {"answers": {"next": {"probabilities": {"A": "much", "B": 0.1}}}},
    ],
)
async def test_another_answer_is_an_error_of_the_endpoint(answer: Any) -> None:
    with (
        _serve(JSONResponse(answer)) as (url, _, _),
        pytest.raises(ModelError, match="did not answer with probabilities"),
    ):
        await SystemOneModel("m", base_url=url).letters(TALK, MENU)


async def test_refusals_say_why_and_never_the_key() -> None:
    with (
        _serve(PlainTextResponse("no model for k-secret", 501)) as (url, _, _),
        pytest.raises(ModelError, match="HTTP 501: no model for") as caught,
    ):
        await SystemOneModel("m", base_url=url, api_key="k-secret").letters(TALK, MENU)
    assert "k-secret" not in str(caught.value)


async def test_a_state_that_is_too_long_is_an_overflow() -> None:
    long = JSONResponse({"error": {"type": "exceed_context_size_error"}}, 400)
    with _serve(long) as (url, _, _), pytest.raises(ContextOverflow):
        await SystemOneModel("m", base_url=url).letters(TALK, MENU)


async def test_nobody_there_is_told() -> None:
    with _serve(JSONResponse(ANSWER)) as (url, _, _):
        pass
    with pytest.raises(ModelError, match="Nothing answers"):
        await SystemOneModel("m", base_url=url).letters(TALK, MENU)
