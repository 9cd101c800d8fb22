"""The doctor's findings: one for each thing the agent stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.openai_server import in_turn, serve_openai
from webagent.doctor import Finding, examine

if TYPE_CHECKING:
    from pathlib import Path

NO_BROWSER = "/no/such/browser"


async def _finding(name: str, browser: str | None = NO_BROWSER) -> Finding:
    found = {finding.name: finding for finding in await examine(browser)}
    assert list(found) == ["python", "packages", "browser", "model", "state folder", "policies"]
    return found[name]


async def test_a_browser_that_starts_is_told_with_its_version() -> None:
    browser = await _finding("browser", None)
    assert browser.ok, browser
    assert ", version " in browser.detail


@pytest.mark.parametrize("program", [NO_BROWSER, "/bin/false"])
async def test_a_browser_that_does_not_start_is_a_finding_of_one_line(program: str) -> None:
    browser = await _finding("browser", program)
    assert not browser.ok
    assert "\n" not in browser.detail


async def test_no_model_is_no_defect() -> None:
    model = await _finding("model")
    assert model.ok
    assert "the built-in baseline is used" in model.detail


async def test_a_local_model_is_told_with_its_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("webagent.models.local._at_hand.runtime_version", lambda: "1")
    monkeypatch.setattr("webagent.models.local._at_hand._free_memory", lambda: None)
    monkeypatch.setenv("WEBAGENT_MODELS_DIR", str(tmp_path))
    assert "no local model is pulled" in (await _finding("model")).detail
    (tmp_path / "qwen2.5-coder-1.5b.gguf").touch()
    model = await _finding("model")
    assert model.ok
    assert f"the local model qwen2.5-coder-1.5b, {tmp_path}" in model.detail


async def test_a_key_is_seen_and_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    model = await _finding("model")
    assert model.ok
    assert "sk-very" not in model.detail


async def test_an_endpoint_is_asked_whether_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve_openai(in_turn("never asked")) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url.replace("//", "//user:word@"))
        model = await _finding("model")
        assert server.requests == []
    assert model.ok
    assert model.detail == f"{server.url} answers; OPENAI_API_KEY is not set"
    gone = await _finding("model")
    assert not gone.ok
    assert "does not answer" in gone.detail
    assert "word" not in gone.detail


@pytest.mark.parametrize("url", ["http://[", "nonsense", "http://127.0.0.1:99999/v1", "x://y"])
async def test_an_endpoint_that_is_no_address_is_a_finding(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    assert not (await _finding("model")).ok


async def test_a_state_folder_that_can_not_be_written_is_a_finding(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert (await _finding("state folder")).ok
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(file))
    folder = await _finding("state folder")
    assert not folder.ok
    assert "can't be written" in folder.detail


async def test_it_says_whose_policies_are_in_force(tmp_path: Path) -> None:
    async def told() -> Finding:
        return await _finding("policies")

    assert (await told()).detail == "none but the sites' own"
    policy = tmp_path / "config" / "webagent" / "policy.toml"
    policy.parent.mkdir(parents=True)
    policy.write_text('default = "ask"\n', encoding="utf-8")
    assert await told() == Finding("policies", True, "the user's")
    policy.write_text('default = "perhaps"\n', encoding="utf-8")
    broken = await told()
    assert not broken.ok
    assert "policy.toml" in broken.detail
