"""Which actor is used when the user did not say, and the line that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent import choose_actor
from webagent.models import ModelError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("model", "variables", "name", "why"),
    [
        (None, {}, "baseline", "neither OPENAI_API_KEY nor OPENAI_BASE_URL is set"),
        ("baseline", {"OPENAI_API_KEY": "sk-1"}, "baseline", "asked for"),
        (None, {"OPENAI_API_KEY": "sk-1"}, "gpt-5-mini", "OPENAI_API_KEY is set"),
        (None, {"OPENAI_BASE_URL": "http://x/v1"}, "gpt-5-mini", "OPENAI_BASE_URL is set"),
        (None, {"OPENAI_API_KEY": " "}, "baseline", "neither"),
        ("gpt-x", {"OPENAI_API_KEY": "sk-1"}, "gpt-x", "asked for"),
    ],
)
def test_the_choice_and_its_reason(
    monkeypatch: pytest.MonkeyPatch,
    model: str | None,
    variables: dict[str, str],
    name: str,
    why: str,
) -> None:
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    choice = choose_actor(model)
    assert choice.actor.name == name
    assert (choice.model is None) == (name == "baseline")
    assert why in choice.why
    assert "\n" not in choice.why


class _Ranker:
    """Stands for the baseline's, which is not what is tested here."""


@pytest.fixture
def pulled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The best known model lies in its place, and can be run."""
    monkeypatch.setattr("webagent.models.local._at_hand.runtime_version", lambda: "1")
    monkeypatch.setattr("webagent.models.local._at_hand._free_memory", lambda: None)
    monkeypatch.setattr("webagent.actors.baseline.CarefulRanker", _Ranker, raising=False)
    monkeypatch.setenv("WEBAGENT_MODELS_DIR", str(tmp_path))
    file = tmp_path / "qwen2.5-coder-1.5b.gguf"
    file.touch()
    return file


@pytest.mark.usefixtures("pulled")
@pytest.mark.parametrize("model", [None, "auto", "local", "local:qwen2.5-coder-1.5b"])
def test_a_local_model_comes_before_the_baseline(model: str | None) -> None:
    choice = choose_actor(model)

    assert choice.actor.name == "local:qwen2.5-coder-1.5b"
    assert choice.why.startswith("Using the local model qwen2.5-coder-1.5b (")
    assert "\n" not in choice.why
    # Too small to plan and to judge.
    assert choice.model is None


@pytest.mark.usefixtures("pulled")
def test_a_hosted_model_comes_before_a_local_one() -> None:
    environment = {"OPENAI_API_KEY": "sk-1", "OPENAI_MODEL": "gpt-y"}

    assert choose_actor("auto", environment=environment).actor.name == "gpt-y"
    assert choose_actor("local", environment=environment).actor.name.startswith("local:")
    assert choose_actor("baseline", environment=environment).actor.name == "baseline"


def test_a_run_names_its_local_model_so_that_it_is_found_again(pulled: Path) -> None:
    name = choose_actor(f"local:{pulled}").actor.name

    assert name == f"local:{pulled}"
    assert choose_actor(name).actor.name == name


def test_what_is_not_there_is_no_local_model() -> None:
    assert "and no local model is" in choose_actor("auto").why
    with pytest.raises(ModelError, match=r"pull|polite-webagent\[local\]"):
        choose_actor("local")


def test_a_model_without_an_endpoint_is_refused_with_what_to_set() -> None:
    with pytest.raises(ModelError, match="OPENAI_API_KEY"):
        choose_actor("gpt-x")
