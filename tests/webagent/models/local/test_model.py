"""A model in this process: the real llama.cpp, with a real model where there is one."""

from __future__ import annotations

import os
import socket
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from webagent.models import ContextOverflow, Message, ModelError, ReplySchema, object_schema
from webagent.models.local import LocalModel

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

# Read here: each test hides what the user has set.
_GIVEN = os.environ.get("WEBAGENT_TEST_GGUF", "")
needs_runtime = pytest.mark.skipif(
    find_spec("xllamacpp") is None, reason="xllamacpp is not installed"
)
needs_model = pytest.mark.skipif(
    find_spec("xllamacpp") is None or not Path(_GIVEN).is_file(),
    reason="WEBAGENT_TEST_GGUF names no model",
)
TALK = [
    Message("system", "You choose from a menu. Reply with one letter."),
    Message(
        "user", "What is the colour of a ripe banana?\n\nA) blue\nB) yellow\nC) black\n\nLetter:"
    ),
]
MENU = {"A": "blue", "B": "yellow", "C": "black"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def model() -> AsyncGenerator[LocalModel]:
    model = LocalModel(Path(_GIVEN), context_tokens=1024)
    yield model
    await model.aclose()


async def test_without_the_runtime_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)

    with pytest.raises(ModelError, match=r'pip install "polite-webagent\[local\]"'):
        await LocalModel(tmp_path / "x.gguf").letters(TALK, MENU)


@needs_runtime
async def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    file = tmp_path / "x.gguf"
    file.write_bytes(b"no model at all")

    with pytest.raises(ModelError, match="can't be loaded as a model"):
        await LocalModel(file).complete(TALK)


@pytest.mark.slow
@needs_model
async def test_letters_come_with_probabilities(model: LocalModel) -> None:
    reply = await model.letters(TALK, MENU)

    assert max(reply.probabilities, key=lambda letter: reply.probabilities[letter]) == "B"
    assert sum(reply.probabilities.values()) == pytest.approx(1)
    assert reply.usage.output_tokens == 1
    assert reply.usage.cost_usd == 0


@pytest.mark.slow
@needs_model
async def test_a_schema_is_kept_to(model: LocalModel) -> None:
    schema = ReplySchema("colour", "a colour", object_schema(colour={"enum": ["red", "yellow"]}))
    reply = await model.complete(TALK, schema)

    assert reply.data == {"colour": "yellow"}
    assert (reply.mode, reply.truncated) == ("schema", False)


@pytest.mark.slow
@needs_model
async def test_a_reply_without_end_is_cut() -> None:
    short = LocalModel(Path(_GIVEN), context_tokens=512, max_output_tokens=4)
    schema = ReplySchema("words", "words", object_schema(words={"type": "string"}))
    reply = await short.complete([Message("user", "Count from one to a hundred.")], schema)
    await short.aclose()

    assert reply.truncated
    assert reply.data is None


@pytest.mark.slow
@needs_model
async def test_a_conversation_that_does_not_fit_is_an_overflow(model: LocalModel) -> None:
    with pytest.raises(ContextOverflow, match="--budget"):
        await model.complete([Message("user", "word " * 2_000)])


@pytest.mark.slow
@needs_model
async def test_no_other_program_can_reach_it(model: LocalModel) -> None:
    await model.letters(TALK, MENU)
    address: str = model._server.listening_address  # pyright: ignore[reportPrivateUsage]

    if not address.startswith("unix://"):
        pytest.skip("no Unix sockets here: a key stands before it")
    with socket.socket(socket.AF_UNIX) as client, pytest.raises(FileNotFoundError):
        client.connect(address.removeprefix("unix://"))
