"""An endpoint that cannot be used: one sentence that says why and what to change."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.support.openai_server import Failure, Hang, in_turn, serve_openai
from webagent.models import ContextOverflow, Message, ModelError, OpenAIModel, ReplySchema

if TYPE_CHECKING:
    from .conftest import Connect

_SOON = {"retry-after-ms": "1"}


def test_importing_the_package_loads_no_client_library() -> None:
    code = (
        "import sys, webagent.models;"
        "sys.exit(bool({'openai', 'genai_prices', 'httpx'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_key_and_no_address_say_what_to_set() -> None:
    with pytest.raises(ModelError) as caught:
        OpenAIModel("gpt-4o")
    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert "--model" in lines[0]
    assert "export OPENAI_API_KEY=" in lines[1]
    assert "export OPENAI_BASE_URL=http://" in lines[2]


@pytest.mark.parametrize(
    "url", ["localhost:8000", "ftp://host/v1", "http://", "http://h:port", "http://[::1/v1"]
)
def test_an_address_that_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(ModelError, match="OPENAI_BASE_URL"):
        OpenAIModel("m", base_url=url)


@pytest.mark.parametrize("key", ["sk-“quoted”", "sk-a\nb"])
def test_a_key_that_fits_no_header_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(ModelError, match="OPENAI_API_KEY") as caught:
        OpenAIModel("m", api_key=key)
    assert key not in str(caught.value)


async def test_the_environment_configures_the_endpoint(
    monkeypatch: pytest.MonkeyPatch, talk: list[Message]
) -> None:
    with serve_openai(in_turn("hello"), api_key="sk-right") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", " sk-right\n")
        model = OpenAIModel("m")
        assert (await model.complete(talk)).text == "hello"
        await model.aclose()


async def test_an_address_needs_no_key(connect: Connect, talk: list[Message]) -> None:
    with serve_openai(in_turn("hello")) as server:
        assert (await connect(server).complete(talk)).text == "hello"


async def test_a_missing_and_a_wrong_key_are_told_apart(
    connect: Connect, talk: list[Message]
) -> None:
    with serve_openai(in_turn("hello"), api_key="sk-right") as server:
        with pytest.raises(ModelError, match=r"asks for an API key .*: set OPENAI_API_KEY"):
            await connect(server).complete(talk)
        with pytest.raises(ModelError, match=r"refused the API key .*OPENAI_API_KEY.*BASE_URL"):
            await connect(server, api_key="sk-wrong").complete(talk)


async def test_the_key_and_the_credentials_of_the_address_are_never_shown(
    talk: list[Message],
) -> None:
    with serve_openai(in_turn(Failure.error(403, "The key sk-secret may not."))) as server:
        address = server.url.replace("http://", "http://user:hidden@")
        model = OpenAIModel("m", base_url=address, api_key="sk-secret")
        with pytest.raises(ModelError, match="403") as caught:
            await model.complete(talk)
        await model.aclose()
    assert "sk-secret" not in str(caught.value)
    assert "hidden" not in str(caught.value)
    assert "sk-secret" not in repr(vars(model))


async def test_an_unknown_model_is_answered_with_the_closest_names(
    connect: Connect, schema: ReplySchema, talk: list[Message]
) -> None:
    names = ["embed-1", "tts", "gpt-5-mini", "whisper", "gpt-5", "dall", "gpt-5-nano"]
    with (
        serve_openai(in_turn("hello"), models=names) as server,
        pytest.raises(ModelError, match="No model 'gpt-5-min' at http://127") as caught,
    ):
        await connect(server, "gpt-5-min").complete(talk, schema)
    shown = str(caught.value).split("available: ")[1].split(": choose")[0].split(", ")
    assert shown[0] == "gpt-5-mini"
    assert len(shown) == 5
    assert "--model" in str(caught.value)
    assert len(server.requests) == 1


async def test_an_unknown_path_names_the_model_and_the_address(
    connect: Connect, talk: list[Message]
) -> None:
    with (
        serve_openai(in_turn(Failure(404, {}, "<h1>Not Found</h1>"))) as server,
        pytest.raises(ModelError, match=r"--model.*OPENAI_BASE_URL.*/v1"),
    ):
        await connect(server).complete(talk)


async def test_a_page_in_place_of_a_completion_points_at_the_address(
    connect: Connect, talk: list[Message]
) -> None:
    with (
        serve_openai(in_turn(Failure(200, {}, "<!doctype html> Welcome"))) as server,
        pytest.raises(ModelError, match=r"Welcome.*OPENAI_BASE_URL"),
    ):
        await connect(server).complete(talk)


@pytest.mark.parametrize("body", ["", "null", "[]", "[" * 100_000, '{"choices": null}', "\x00"])
async def test_no_malformed_body_raises_anything_else(
    connect: Connect, talk: list[Message], body: str
) -> None:
    with (
        serve_openai(in_turn(Failure(200, {}, body))) as server,
        pytest.raises(ModelError),
    ):
        await connect(server).complete(talk)


async def test_a_gateway_that_reports_a_failure_with_status_200_is_quoted(
    connect: Connect, talk: list[Message]
) -> None:
    with (
        serve_openai(in_turn(Failure.error(200, "Provider returned error"))) as server,
        pytest.raises(ModelError, match=r"Provider returned error.*--model"),
    ):
        await connect(server).complete(talk)


async def test_a_refused_connection_points_at_the_address(talk: list[Message]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    model = OpenAIModel("m", base_url=f"http://127.0.0.1:{port}/v1", max_retries=0)
    with pytest.raises(
        ModelError, match=f"Nothing answers at http://127.0.0.1:{port}/v1"
    ) as caught:
        await model.complete(talk)
    assert "OPENAI_BASE_URL" in str(caught.value)
    await model.aclose()


async def test_a_hanging_endpoint_is_given_up(connect: Connect, talk: list[Message]) -> None:
    with (
        serve_openai(in_turn(Hang())) as server,
        pytest.raises(ModelError, match=r"no answer within 0\.2 s"),
    ):
        await connect(server, timeout_s=0.2, max_retries=0).complete(talk)


@pytest.mark.parametrize(
    "failure",
    [
        Failure.error(400, "Too long.", code="context_length_exceeded", param="messages"),
        Failure.error(400, "This model's maximum context length is 8192 tokens."),
        Failure.error(400, "the request exceeds the available context size", type="exceed_context"),
        Failure.error(400, "prompt is too long: 210000 tokens > 200000 maximum"),
        Failure.error(413, "Payload Too Large"),
    ],
)
async def test_a_conversation_that_does_not_fit_has_its_own_error(
    connect: Connect, schema: ReplySchema, talk: list[Message], failure: Failure
) -> None:
    with (
        serve_openai(in_turn(failure)) as server,
        pytest.raises(ContextOverflow, match="--model"),
    ):
        await connect(server).complete(talk, schema)
    assert len(server.requests) == 1


async def test_words_of_the_conversation_echoed_in_an_error_do_not_classify_it(
    connect: Connect, talk: list[Message]
) -> None:
    echo = "x" * 1000 + " maximum context length"
    with (
        serve_openai(in_turn(Failure(422, {}, {"detail": [{"input": echo}]}))) as server,
        pytest.raises(ModelError) as caught,
    ):
        await connect(server).complete(talk)
    assert not isinstance(caught.value, ContextOverflow)


@pytest.mark.parametrize(
    "failure",
    [
        Failure.error(
            429,
            "You exceeded your current quota.",
            headers={"x-should-retry": "false"},
            code="insufficient_quota",
        ),
        Failure.error(402, "Insufficient Balance"),
    ],
)
async def test_an_empty_account_is_told_apart_from_a_rate_limit(
    connect: Connect, talk: list[Message], failure: Failure
) -> None:
    with (
        serve_openai(in_turn(failure)) as server,
        pytest.raises(ModelError, match=r"quota.*OPENAI_API_KEY"),
    ):
        await connect(server).complete(talk)


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503])
async def test_a_passing_failure_is_retried(
    connect: Connect, talk: list[Message], status: int
) -> None:
    failure = Failure.error(status, "Later.", headers=_SOON)
    with serve_openai(in_turn(failure, failure, "ok")) as server:
        reply = await connect(server).complete(talk)
    assert (reply.text, reply.usage.calls, len(server.requests)) == ("ok", 1, 3)


async def test_retry_after_is_waited_for(connect: Connect, talk: list[Message]) -> None:
    # Longer than the first backoff of the client library, which is half a second at most.
    failure = Failure.error(429, "Slow down.", headers={"Retry-After": "0.7"})
    with serve_openai(in_turn(failure, "ok")) as server:
        began = time.monotonic()
        assert (await connect(server).complete(talk)).text == "ok"
        assert time.monotonic() - began >= 0.7


async def test_a_retry_after_of_no_time_is_accepted(connect: Connect, talk: list[Message]) -> None:
    failure = Failure.error(429, "Slow down.", headers={"Retry-After": "0"})
    with serve_openai(in_turn(failure, "ok")) as server:
        assert (await connect(server).complete(talk)).text == "ok"


@pytest.mark.parametrize(
    ("status", "said"), [(429, "limits the rate"), (500, "still fails"), (503, "still fails")]
)
async def test_a_lasting_failure_is_an_error_after_the_last_retry(
    connect: Connect, talk: list[Message], status: int, said: str
) -> None:
    with (
        serve_openai(in_turn(Failure.error(status, "Later.", headers=_SOON))) as server,
        pytest.raises(ModelError, match=said),
    ):
        await connect(server, max_retries=2).complete(talk)
    assert len(server.requests) == 3


async def test_messages_are_one_line(connect: Connect, talk: list[Message]) -> None:
    with (
        serve_openai(in_turn(Failure.error(400, "Bad.\n\n" + "x" * 5000))) as server,
        pytest.raises(ModelError) as caught,
    ):
        await connect(server).complete(talk)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500
