"""What only a whole drawing tells of its parts: sizes, colours, where something can be dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.observation.raw import raw_controls, raw_names

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

_POINTED = "style='cursor: pointer'"


def _drawing(*parts: str, size: int = 300) -> str:
    return f"<svg width={size} height={size}>{''.join(parts)}</svg>"


def _circle(radius: int, colour: str = "red") -> str:
    return f"<circle cx=50 cy=50 r={radius} fill={colour} {_POINTED} />"


def _letter(size: int, colour: str = "red") -> str:
    return f"<text y=90 font-size={size} fill={colour} {_POINTED}>k</text>"


SIZED = {
    "two kinds": ([_circle(5), _circle(6), _circle(10)], ["small", "small", "large"]),
    "one kind": ([_circle(10), _circle(11)], ["", ""]),
    "three kinds": ([_circle(5), _circle(10), _circle(20)], ["", "", ""]),
    "only one": ([_circle(5)], [""]),
    "of which one can't be used": ([_circle(9), "<circle r=40 />"], [""]),
}


@pytest.mark.parametrize("case", SIZED.values(), ids=SIZED)
async def test_sizes_are_told_where_there_are_two_kinds(
    page: Page, registry: Registry, case: tuple[list[str], list[str]]
) -> None:
    parts, sizes = case
    names = await raw_names(page, registry, _drawing(*parts))
    assert names == [f"{size} red circle".strip() for size in sizes]


LETTERS = {
    "size and colour": ([_letter(10), _letter(20, "blue")], ["small red", "large blue"]),
    "size": ([_letter(10), _letter(20)], ["small", "large"]),
    "colour": ([_letter(10), _letter(10, "blue")], ["red", "blue"]),
    "beside figures": ([_letter(10), _circle(5, "blue")], ["red", None]),
    "nothing that tells them apart": ([_letter(10), _letter(10)], [None, None]),
}


@pytest.mark.parametrize("case", LETTERS.values(), ids=LETTERS)
async def test_what_tells_letters_apart_describes_them(
    page: Page, registry: Registry, case: tuple[list[str], list[str | None]]
) -> None:
    parts, told = case
    await raw_names(page, registry, _drawing(*parts))
    assert [node.get("description") for node in await raw_controls(page, registry)] == told


async def test_a_size_is_another_when_what_it_was_compared_with_is_gone(
    page: Page, registry: Registry
) -> None:
    names = await raw_names(page, registry, _drawing(_circle(5), _circle(10)))
    assert names == ["small red circle", "large red circle"]
    await page.evaluate("document.querySelector('circle').remove()")
    assert [node["name"] for node in await raw_controls(page, registry)] == ["red circle"]


_MOVABLE = "<circle class=movable cx=150 cy=150 r=10 fill=red />"
_LEFT = "<rect x=10 y=10 width=100 height=50 fill=none stroke=black />"
_RIGHT = "<rect x=190 y=10 width=100 height=50 fill=none stroke=black />"
PLACES: dict[str, tuple[list[str], list[str]]] = {
    "one": ([_MOVABLE, _LEFT], ["upper left black rectangle"]),
    "two": (
        [_MOVABLE, _LEFT, _RIGHT],
        ["upper left black rectangle", "upper right black rectangle"],
    ),
    "in the middle": (
        [_MOVABLE, "<rect x=100 y=100 width=100 height=100 fill=gold />"],
        ["gold square"],
    ),
    "too small": ([_MOVABLE, "<rect width=20 height=15 />"], []),
    "the ground": ([_MOVABLE, "<rect width=300 height=300 fill=beige />"], []),
    "nothing moves": ([_LEFT], []),
}


@pytest.mark.parametrize("case", PLACES.values(), ids=PLACES)
async def test_what_something_can_be_dropped_into_is_listed(
    page: Page, registry: Registry, case: tuple[list[str], list[str]]
) -> None:
    parts, places = case
    await page.evaluate("html => { document.body.innerHTML = html }", _drawing(*parts))
    await page.evaluate(
        "document.querySelectorAll('.movable').forEach((one) => { one.onmousedown = () => {} })"
    )
    controls = [
        node for node in await raw_controls(page, registry) if node["name"] != "red circle movable"
    ]
    assert [node["name"] for node in controls] == places
    # Clicks go through an outline, but only drops are meant for it.
    assert not any("place" in node for node in controls)
