"""The ladder from JSON Schema to a forced tool call to text, and what is remembered of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.openai_server import Failure, in_turn, serve_openai
from webagent.models import Message, ModelError, ReplySchema

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.openai_server import Answer
    from webagent.models import Reply, ReplyMode

    from .conftest import Connect

_GO = '{"action": "go"}'


def _asked_for(request: dict[str, Any]) -> ReplyMode:
    if "response_format" in request:
        return "schema"
    return "tool" if "tools" in request else "text"


async def test_a_json_schema_is_asked_for_strictly(
    connect: Connect, schema: ReplySchema, talk: list[Message]
) -> None:
    with serve_openai(in_turn(_GO)) as server:
        reply = await connect(server).complete(talk, schema)
    assert (reply.data, reply.text, reply.mode) == ({"action": "go"}, _GO, "schema")
    assert not reply.truncated
    assert server.requests == [
        {
            "model": "test-model",
            "messages": [
                {"role": "system", "content": "You act."},
                {"role": "user", "content": "Go on."},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {
                    "name": "step",
                    "description": "the next step to take",
                    "strict": True,
                    "schema": schema.schema,
                },
            },
        }
    ]


async def test_without_a_schema_only_text_is_asked_for(
    connect: Connect, talk: list[Message]
) -> None:
    with serve_openai(in_turn(_GO)) as server:
        reply = await connect(server).complete(talk)
    assert (reply.data, reply.text, reply.mode) == (None, _GO, "text")
    assert server.requests[0].keys() == {"model", "messages"}


async def test_a_refused_schema_becomes_a_forced_tool_call(
    connect: Connect, schema: ReplySchema, talk: list[Message]
) -> None:
    with serve_openai(in_turn(_GO), modes={"tool", "text"}) as server:
        model = connect(server)
        replies = [await model.complete(talk, schema) for _ in range(2)]
    assert [(reply.data, reply.text, reply.mode) for reply in replies] == [
        ({"action": "go"}, _GO, "tool")
    ] * 2
    assert [_asked_for(request) for request in server.requests] == ["schema", "tool", "tool"]
    assert server.requests[1]["tool_choice"] == {"type": "function", "function": {"name": "step"}}
    assert server.requests[1]["tools"][0]["function"]["parameters"] == schema.schema


async def test_refused_tools_become_an_instruction(
    connect: Connect, schema: ReplySchema, talk: list[Message]
) -> None:
    with serve_openai(in_turn(f"Sure: {_GO}"), modes={"text"}) as server:
        model = connect(server)
        replies = [await model.complete(talk, schema) for _ in range(2)]
    assert [(reply.data, reply.mode) for reply in replies] == [({"action": "go"}, "text")] * 2
    assert [_asked_for(request) for request in server.requests] == [
        "schema",
        "tool",
        "text",
        "text",
    ]
    last = server.requests[-1]["messages"][-1]
    assert last["role"] == "user"
    assert last["content"].startswith("Go on.\n\n")
    assert json.dumps(schema.schema) in last["content"]


async def test_the_instruction_after_an_assistant_turn_is_its_own_turn(
    connect: Connect, schema: ReplySchema
) -> None:
    with serve_openai(in_turn(_GO), modes={"text"}) as server:
        await connect(server).complete([Message("assistant", "Done?")], schema)
    roles = [message["role"] for message in server.requests[-1]["messages"]]
    assert roles == ["assistant", "user"]


@pytest.mark.parametrize(
    "refusal",
    [
        Failure.error(400, "Bad request."),
        Failure(400, {}, "<h1>Bad Request</h1>"),
        Failure.error(404, "No endpoints found that can handle the requested parameters."),
        Failure.error(422, "response_format: Input should be 'text' or 'json_object'"),
        Failure.error(501, "Not implemented", headers={"x-should-retry": "false"}),
        Failure.error(400, "Invalid schema for response_format 'step'.", param="response_format"),
    ],
)
async def test_servers_word_their_refusal_of_a_schema_in_many_ways(
    connect: Connect, schema: ReplySchema, talk: list[Message], refusal: Failure
) -> None:
    with serve_openai(_unless("response_format", refusal)) as server:
        reply = await connect(server).complete(talk, schema)
    assert (reply.mode, reply.data) == ("tool", {"action": "go"})


async def test_tools_refused_while_thinking_become_text(
    connect: Connect, schema: ReplySchema, talk: list[Message]
) -> None:
    refusal = Failure.error(400, "tool_choice is not supported in thinking mode")
    with serve_openai(_unless("tools", refusal), modes={"tool", "text"}) as server:
        reply = await connect(server).complete(talk, schema)
    assert (reply.mode, reply.data) == ("text", {"action": "go"})


async def test_a_400_after_a_mode_has_worked_is_an_error_of_its_own(
    connect: Connect, schema: ReplySchema, talk: list[Message]
) -> None:
    with serve_openai(in_turn(_GO, Failure.error(400, "Content was flagged."), _GO)) as server:
        model = connect(server)
        await model.complete(talk, schema)
        with pytest.raises(ModelError, match=r"Content was flagged\."):
            await model.complete(talk, schema)
        assert (await model.complete(talk, schema)).mode == "schema"
    assert len(server.requests) == 3


async def test_a_400_about_another_parameter_does_not_change_the_mode(
    connect: Connect, schema: ReplySchema, talk: list[Message]
) -> None:
    refusal = Failure.error(400, "Unsupported value: 'temperature'.", param="temperature")
    with (
        serve_openai(in_turn(refusal)) as server,
        pytest.raises(ModelError, match="temperature"),
    ):
        await connect(server, temperature=0.2).complete(talk, schema)
    assert len(server.requests) == 1


async def test_a_failing_endpoint_settles_nothing(
    connect: Connect, schema: ReplySchema, talk: list[Message]
) -> None:
    bad = Failure.error(400, "Something is wrong.")
    with serve_openai(in_turn(bad, bad, bad, _GO)) as server:
        model = connect(server)
        with pytest.raises(ModelError):
            await model.complete(talk, schema)
        assert (await model.complete(talk, schema)).mode == "schema"


@pytest.mark.parametrize(
    ("modes", "calls_tools", "mode"),
    [({"schema", "tool", "text"}, True, "schema"), ({"tool", "text"}, False, "tool")],
)
async def test_a_mode_ignored_twice_in_a_row_is_given_up_for_text(
    connect: Connect,
    schema: ReplySchema,
    talk: list[Message],
    *,
    modes: set[str],
    calls_tools: bool,
    mode: ReplyMode,
) -> None:
    answers = in_turn("I go.", _GO, "I go.", "I still go.", _GO)
    with serve_openai(answers, modes=modes, calls_tools=calls_tools) as server:
        model = connect(server)
        replies = [await model.complete(talk, schema) for _ in range(5)]
    assert [reply.mode for reply in replies] == [mode] * 4 + ["text"]
    assert _summary(replies) == [
        ("I go.", None),
        (_GO, {"action": "go"}),
        ("I go.", None),
        ("I still go.", None),
        (_GO, {"action": "go"}),
    ]


async def test_a_reply_cut_by_the_token_limit_does_not_count_as_ignored(
    connect: Connect, schema: ReplySchema, talk: list[Message]
) -> None:
    with serve_openai(in_turn('{"action": "g'), finish_reason="length") as server:
        model = connect(server)
        replies = [await model.complete(talk, schema) for _ in range(3)]
    assert [(reply.mode, reply.data, reply.truncated) for reply in replies] == [
        ("schema", None, True)
    ] * 3


async def test_a_huge_reply_is_cut(
    connect: Connect, schema: ReplySchema, talk: list[Message]
) -> None:
    with serve_openai(in_turn(_GO + "é" * 500_000)) as server:
        reply = await connect(server).complete(talk, schema)
    assert reply.truncated
    assert reply.data == {"action": "go"}
    assert 64 * 1024 - 1 <= len(reply.text.encode()) <= 64 * 1024


async def test_surrogates_from_a_page_or_a_server_do_not_break_anything(
    connect: Connect, schema: ReplySchema
) -> None:
    answer = Failure(200, {}, {"choices": [{"message": {"content": "a\ud800"}}]})
    with serve_openai(in_turn(answer)) as server:
        reply = await connect(server).complete([Message("user", "b\udfff")], schema)
    assert reply.text == "a\ufffd"
    assert server.requests[0]["messages"][0]["content"] == "b\ufffd"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (None, ""),
        ("text", ""),
        ({}, ""),
        ({"content": None, "tool_calls": []}, ""),
        ({"content": 7, "tool_calls": [None]}, ""),
        ({"content": None, "refusal": "I will not."}, "I will not."),
        ({"content": [{"type": "text", "text": "a"}, {"text": None}, {"text": "b"}]}, "ab"),
        ({"content": "prose", "tool_calls": [{"function": {"arguments": {"a": 1}}}]}, '{"a": 1}'),
        ({"content": "prose", "tool_calls": [{"function": {"arguments": ""}}]}, "prose"),
    ],
)
async def test_a_loosely_formed_message_is_read_for_what_it_holds(
    connect: Connect, talk: list[Message], message: object, text: str
) -> None:
    answer = Failure(200, {}, {"choices": [{"message": message}], "usage": {"prompt_tokens": "1"}})
    with serve_openai(in_turn(answer)) as server:
        assert (await connect(server).complete(talk)).text == text


async def test_no_choice_is_an_empty_reply(connect: Connect, talk: list[Message]) -> None:
    with serve_openai(in_turn(Failure(200, {}, {"choices": []}))) as server:
        assert (await connect(server).complete(talk)).text == ""


async def test_only_given_parameters_are_sent(connect: Connect, talk: list[Message]) -> None:
    with serve_openai(in_turn("ok")) as server:
        await connect(server, temperature=0.0, max_output_tokens=50).complete(talk)
    assert server.requests[0]["temperature"] == 0.0
    assert server.requests[0]["max_completion_tokens"] == 50
    assert "max_tokens" not in server.requests[0]


async def test_an_older_server_gets_the_older_name_of_the_token_limit(
    connect: Connect, schema: ReplySchema, talk: list[Message]
) -> None:
    refusal = Failure.error(400, "Unrecognized request argument: max_completion_tokens")
    with serve_openai(_unless("max_completion_tokens", refusal)) as server:
        model = connect(server, max_output_tokens=50)
        replies = [await model.complete(talk, schema) for _ in range(2)]
    assert [reply.mode for reply in replies] == ["schema"] * 2
    assert [request.get("max_tokens") for request in server.requests] == [None, 50, 50]


def _unless(
    parameter: str, refusal: Failure
) -> Callable[[list[dict[str, Any]], dict[str, Any]], Answer]:
    return lambda _messages, request: refusal if parameter in request else _GO


def _summary(replies: list[Reply]) -> list[tuple[str, Any]]:
    return [(reply.text, reply.data) for reply in replies]
