"""A small share of the benchmark: going away and back on the shop and on fixture pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from webagent_actions import Reversibility

from benchmarks.restore import (
    RETURNS,
    Return,
    Settings,
    Witness,
    measure,
    share,
    table,
)
from webagent.planning.restoring import Rung

ENOUGH = 0.75
ONE = Return(
    "shop", "/", Reversibility.SAFE, Rung.RELOAD, ok=True, wrong=False, near=False,
    seconds=0.5, requests=2, reason="",
)  # fmt: skip


@pytest.mark.slow
async def test_what_is_said_of_a_state_is_true() -> None:
    told: list[str] = []
    settings = Settings(walks=5, parallel=2, seed=4, sites=("shop", "observation", "actions"))
    returns = await measure(settings, told.append)
    assert len(returns) == settings.walks * RETURNS, told
    assert [each for each in returns if each.wrong] == []
    safe = [each for each in returns if each.path is Reversibility.SAFE]
    assert safe
    # So few say nothing of a share; that there is nothing wrong among them holds for any number.
    assert share(safe) >= ENOUGH
    assert all(each.reason for each in returns if not each.ok)


def test_a_witness_lets_numbers_differ_only_where_that_is_said() -> None:
    one = Witness("http://a/", (("text", "visitor 1", ""),), ("http://a/", "visitor 1", "on"))
    later = Witness("http://a/", (("text", "visitor 2", ""),), ("http://a/", "visitor 2", "on"))
    assert one.agrees(later, near=True)
    assert not one.agrees(later, near=False)
    assert not one.agrees(replace(later, url="http://b/"), near=True)
    assert not one.agrees(replace(later, own=(*later.own[:2], "off")), near=True)


def test_the_table_tells_what_failed() -> None:
    lost = replace(ONE, rung=Rung.GIVE_UP, ok=False, reason="step 1: it is gone")
    told = table([ONE, ONE, lost])
    assert "R3                    2   66.7%      0.50         2" in told
    assert "all                   3   66.7%      3   66.7%      0" in told
    assert "1 × step #: it is gone" in told
