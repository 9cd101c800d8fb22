"""Which actor is used when the user did not say, and the line that says why."""

from __future__ import annotations

import pytest

from webagent import choose_actor
from webagent.models import ModelError


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


def test_a_model_without_an_endpoint_is_refused_with_what_to_set() -> None:
    with pytest.raises(ModelError, match="OPENAI_API_KEY"):
        choose_actor("gpt-x")
