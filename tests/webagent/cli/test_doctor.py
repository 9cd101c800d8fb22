"""`webagent doctor`: what is there and what is missing."""

from __future__ import annotations

import json
import socket

import pytest

from tests.support.openai_server import in_turn, serve_openai
from tests.webagent.cli.calling import call

CHECKS = ["python", "packages", "browser", "model", "state folder", "policies"]


@pytest.mark.slow
def test_json_names_each_check() -> None:
    with serve_openai(in_turn("")) as server:
        done = call(
            "doctor", "--json", environment={"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "k-1"}
        )

    assert done.code == 0, done.stdout
    report = json.loads(done.stdout)
    assert (report["schema_version"], report["ok"]) == ("1", True)
    checks = {check["name"]: check for check in report["checks"]}
    assert list(checks) == CHECKS
    assert all(check["ok"] for check in report["checks"])
    assert checks["model"]["detail"] == f"{server.url} answers; OPENAI_API_KEY is set"
    # Asking whether it answers costs nothing, and tells nobody the key.
    assert server.requests == []
    assert "k-1" not in done.stdout


def test_what_is_missing_is_code_5() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    done = call(
        *("doctor", "--browser", "/nonexistent"),
        environment={"OPENAI_BASE_URL": f"http://user:pass@127.0.0.1:{port}/v1"},
    )

    assert done.code == 5
    lines = done.stdout.splitlines()
    assert [line[:4].strip() for line in lines] == ["ok", "ok", "FAIL", "FAIL", "ok", "ok"]
    assert "/nonexistent" in lines[2]
    assert f"http://127.0.0.1:{port}/v1 does not answer" in lines[3]
    assert "pass@" not in done.stdout
