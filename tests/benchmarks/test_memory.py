"""Proof that memory shortens the second run of a family: what the benchmark prints is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.memory import FAMILIES, measure

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
async def test_the_next_task_of_a_family_takes_fewer_calls_and_tokens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    cheapest = FAMILIES[1]
    saving = await measure(cheapest, tmp_path)
    assert saving.intent == "Add the cheapest {item} to the cart", saving.lesson
    assert saving.with_skill.in_cart == saving.without.in_cart == ("Black Tea, Green Label",)
    # The choice of the product is the model's still, and the word that it is done.
    assert (saving.without.calls, saving.with_skill.calls) == (4, 2)
    assert saving.with_skill.steps <= saving.without.steps
    assert saving.with_skill.tokens < 0.6 * saving.without.tokens
