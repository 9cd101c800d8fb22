"""A model outlives the event loops it is used in."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import asyncio
from tests.support.openai_server import serve_openai
from webagent.models import Message, OpenAIModel

with serve_openai(lambda messages, request: "hello") as server:
    model = OpenAIModel("m", base_url=server.url)
    for _ in range(3):
        print(asyncio.run(model.complete([Message("user", "hi")])).text)
"""


def test_one_model_serves_several_loops() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split() == ["hello"] * 3
    assert done.stderr == ""
