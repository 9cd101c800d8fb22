"""Replies recorded once and replayed: found by their prompt, nothing confidential in the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.openai_server import Failure, in_turn, serve_openai
from webagent.errors import UsageError
from webagent.models import (
    CassetteMiss,
    CassetteModel,
    ContextOverflow,
    Message,
    ModelError,
    ReplySchema,
    ScriptedModel,
)
from webagent.models._stable import Stable

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Connect


def _ask(text: str) -> list[Message]:
    return [Message("system", "You act."), Message("user", text)]


def _page(port: int, mark: str, words: str = "Tea") -> list[Message]:
    return _ask(
        f"PAGE at http://127.0.0.1:{port}/a:\n=== BEGIN PAGE {mark} ===\n{words}\n"
        f"=== END PAGE {mark} ==="
    )


async def test_what_was_recorded_is_replayed_without_the_model(
    connect: Connect, schema: ReplySchema, tmp_path: Path
) -> None:
    path = tmp_path / "made" / "talk.json"
    with serve_openai(in_turn('{"action": "click"}', "“plain” text"), api_key="sk-right") as server:
        recorder = CassetteModel(path, connect(server, "real", api_key="sk-right"))
        first = await recorder.complete(_ask("one"), schema)
        second = await recorder.complete(_ask("two"))
    player = CassetteModel(path)
    assert player.name == "real"
    # In whatever order they are asked for.
    assert await player.complete(_ask("two")) == second
    assert await player.complete(_ask("one"), schema) == first
    assert first.data == {"action": "click"}
    assert "sk-right" not in path.read_text(encoding="utf-8")


async def test_the_same_prompt_gets_its_replies_in_order(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    recorder = CassetteModel(path, ScriptedModel(["a", "b"]))
    for _ in range(2):
        await recorder.complete(_ask("again"))
    player = CassetteModel(path)
    assert [(await player.complete(_ask("again"))).text for _ in range(2)] == ["a", "b"]
    with pytest.raises(CassetteMiss, match="has 2 replies to this prompt, and it was asked once"):
        await player.complete(_ask("again"))


async def test_another_port_and_another_mark_are_the_same_prompt(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    told: dict[str, Any] = {"url": "http://127.0.0.1:40001/b", "many": ["127.0.0.1:40001", 3]}
    recorder = CassetteModel(path, ScriptedModel(["goto [http://127.0.0.1:40001/b]", told]))
    schema = ReplySchema("x", "x", {})
    for wanted in (None, schema):
        await recorder.complete(_page(40001, "0123456789ab"), wanted)
    assert "40001" not in path.read_text(encoding="utf-8")
    player = CassetteModel(path)
    prompt = _page(5, "ba9876543210")
    assert (await player.complete(prompt)).text == "goto [http://127.0.0.1:5/b]"
    assert (await player.complete(prompt, schema)).data == {
        "url": "http://127.0.0.1:5/b",
        "many": ["127.0.0.1:5", 3],
    }


async def test_a_prompt_that_was_not_recorded_is_shown_beside_the_one_that_was(
    tmp_path: Path,
) -> None:
    path = tmp_path / "talk.json"
    recorder = CassetteModel(path, ScriptedModel(["a"]))
    await recorder.complete(_page(40001, "0123456789ab", "Green tea"))
    player = CassetteModel(path)
    with pytest.raises(CassetteMiss) as caught:
        await player.complete(_page(40001, "0123456789ab", "Green teas"))
    message = str(caught.value)
    assert f"{path} has no reply to prompt number 1: record it again." in message
    assert "-Green tea\n+Green teas" in message
    assert "BEGIN" not in message
    assert player.misses == (message,)
    with pytest.raises(CassetteMiss, match="What came before the last message differs"):
        await player.complete([*_page(40001, "0123456789ab", "Green tea")[1:]])


async def test_another_object_asked_for_is_another_prompt(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    await CassetteModel(path, ScriptedModel(["a"])).complete(_ask("x"))
    with pytest.raises(CassetteMiss, match="or what was asked for"):
        await CassetteModel(path).complete(_ask("x"), ReplySchema("n", "d", {"type": "object"}))


async def test_a_conversation_too_long_for_the_model_is_replayed_as_one(
    connect: Connect, tmp_path: Path
) -> None:
    path = tmp_path / "talk.json"
    overflow = Failure.error(400, "Too long.", code="context_length_exceeded")
    with serve_openai(in_turn(overflow, "short enough")) as server:
        recorder = CassetteModel(path, connect(server))
        with pytest.raises(ContextOverflow) as recorded:
            await recorder.complete(_ask("long"))
        await recorder.complete(_ask("short"))
    player = CassetteModel(path)
    with pytest.raises(ContextOverflow) as replayed:
        await player.complete(_ask("long"))
    assert str(replayed.value) == str(recorded.value)
    assert (await player.complete(_ask("short"))).text == "short enough"


async def test_a_model_that_fails_is_not_recorded(connect: Connect, tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    with serve_openai(in_turn("x"), api_key="sk-right") as server:
        recorder = CassetteModel(path, connect(server, api_key="sk-wrong"))
        with pytest.raises(ModelError):
            await recorder.complete(_ask("x"))
    assert not path.exists()


async def test_what_is_hidden_is_not_in_the_file_and_replay_does_without(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"

    def hide(text: str) -> str:
        return text.replace("hunter2hunter2", "{{password}}")

    script = ScriptedModel(["type [3] [hunter2hunter2]"])
    await CassetteModel(path, script, hide=hide).complete(_ask("it is hunter2hunter2"))
    assert "hunter2" not in path.read_text(encoding="utf-8")
    replayed = await CassetteModel(path).complete(_ask("it is hunter2hunter2"))
    assert replayed.text == "type [3] [{{password}}]"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "There is no recording"),
        ("[", "is no recording of a model"),
        ("[]", "is no recording of a model"),
        ('{"schema_version": "1", "model": "m", "replies": [{}]}', "is no recording of a model"),
        ('{"schema_version": "0"}', "recorded by another version"),
    ],
)
def test_a_file_that_is_no_recording_is_refused(
    tmp_path: Path, content: str | None, message: str
) -> None:
    path = tmp_path / "talk.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        CassetteModel(path)


async def test_a_recording_that_cant_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    recorder = CassetteModel(tmp_path / "file" / "talk.json", ScriptedModel(["a"]))
    with pytest.raises(UsageError, match="can't be written"):
        await recorder.complete(_ask("x"))


@given(st.text(), st.lists(st.integers(1, 65535), max_size=4))
def test_names_for_what_is_drawn_lead_back_to_it(words: str, ports: list[int]) -> None:
    text = words.replace("«", "").replace("»", "") + " ".join(
        f"http://localhost:{p}/" for p in ports
    )
    stable = Stable(_ask(text))
    assert stable.drawn(stable.named(text)) == text
    assert not any(f"localhost:{port}/" in stable.named(text) for port in ports)


async def test_a_script_gives_each_reply_once_and_remembers_what_it_was_asked(
    schema: ReplySchema,
) -> None:
    model = ScriptedModel(["click [7]", {"action": "go"}, '{"action": "on"}'])
    assert (await model.complete(_ask("a"))).text == "click [7]"
    assert (await model.complete(_ask("b"), schema)).data == {"action": "go"}
    assert model.left == ('{"action": "on"}',)
    last = await model.complete(_ask("c"), schema)
    assert (last.data, last.usage.calls, last.usage.cost_usd) == ({"action": "on"}, 1, 0.0)
    with pytest.raises(ModelError, match="was asked 4 times, and has 3 replies"):
        await model.complete(_ask("d"))
    assert [prompt[-1].content for prompt in model.prompts] == ["a", "b", "c", "d"]


def test_the_file_is_readable_and_says_what_was_asked(tmp_path: Path) -> None:
    import asyncio

    path = tmp_path / "talk.json"
    asyncio.run(CassetteModel(path, ScriptedModel(["a"])).complete(_ask("Find “tea”")))
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["schema_version"] == "1"
    assert told["replies"][0]["asked"] == "Find “tea”"
    assert len(path.read_text(encoding="utf-8").splitlines()) > 10
