"""Sliders that are set by a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent.actors.baseline._handled import SetSliders
from webagent.actors.baseline._understanding import understand

if TYPE_CHECKING:
    from tests.webagent.actors.baseline.conftest import Ask, Do

SLIDER = "<input type=range min=0 max=50 value=10 onchange='document.title += ` ${value}`'>"


@pytest.mark.parametrize(
    ("task", "numbers"),
    [
        ("Set the slider to 7", (7,)),
        ("Select -12 with the slider", (-12,)),
        ("Set the sliders to the combination [2, 15,5]", (2, 15, 5)),
        ("move both sliders to 3 and 4.5", (3, 4.5)),
    ],
)
def test_the_numbers_are_read(task: str, numbers: tuple[float, ...]) -> None:
    assert understand(task)[0] == SetSliders(numbers)


async def test_each_slider_is_set_to_its_number(do: Do) -> None:
    result = await do("Set the sliders to 20, 30", f"<title>set</title>{SLIDER}{SLIDER}")
    assert "“set 20 30”" in result.answer


async def test_other_sliders_than_the_task_counts_are_left_to_the_ranker(ask: Ask) -> None:
    proposal, _ = await ask("Set the sliders to 20, 30, 40", SLIDER)
    assert "It is slider" not in proposal.reason


async def test_a_page_without_so_many_sliders_is_told_so(do: Do) -> None:
    result = await do("Set the sliders to 20, 30, 40", "<p>Nothing to be set here.")
    assert "to set the sliders to 20, 30, 40, it looked for 3 sliders" in result.answer
