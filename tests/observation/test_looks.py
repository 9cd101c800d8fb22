"""What is said of the looks of something that nothing names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.observation.raw import raw_controls, raw_names

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

_BOX = "display:inline-block;width:20px;height:20px;"


def _swatch(style: str, content: str = "", attributes: str = "") -> str:
    return f"<span onclick='0' {attributes} style='{_BOX}{style}'>{content}</span>"


def _drawn(figure: str) -> str:
    return f"<svg width=40 height=40>{figure.replace('/>', ' onclick=0 />')}</svg>"


SEEN = {
    _swatch("background:#c00"): "red",
    _swatch("background:navy"): "navy blue",
    _swatch("background:rgb(173 216 230 / .9)"): "light blue",
    _swatch("background:teal;border-radius:50%"): "teal circle",
    _swatch("background:teal;border-radius:10px"): "teal circle",
    _swatch("background:teal;border-radius:4px"): "teal",
    "<i onclick='0' style='background:teal;padding:9px'></i>": "teal",
    _swatch("", "<i style='display:block;height:9px;background:gold'></i>"): "gold",
    "<button style='background:green'></button>": "green",
    "<a href='#' style='display:block;width:9px;height:9px;background:#ff8c00'></a>": "orange",
    _drawn("<circle cx=9 cy=9 r=9 fill=red />"): "red circle",
    _drawn("<ellipse cx=9 cy=9 rx=9 ry=5 fill=#00f />"): "blue ellipse",
    _drawn("<rect width=9 height=9 fill=lime />"): "lime green square",
    _drawn("<rect width=19 height=9 />"): "black rectangle",
    _drawn("<polygon points='0,9 5,0 9,9' fill=fuchsia />"): "magenta triangle",
    _drawn("<polygon points='0,0 9,0 12,5 5,9 0,9' fill=gray />"): "gray pentagon",
    _drawn("<polygon points='0,0 9,0 9,9 0,9' fill=gray />"): "gray",
    _drawn("<line x2=9 y2=9 stroke=purple fill=none stroke-width=3 />"): "purple line",
    _drawn("<path d='M0 0h9v9z' fill=brown />"): "brown",
    # With how it is identified, unless that was generated.
    _swatch("background:#c00", attributes="class=swatch"): "red swatch",
    _swatch("background:#c00", attributes="id=swatch-42"): "red",
    _swatch("background:#c00", attributes="id='(2,-1)'"): "red (2,-1)",
}


@pytest.mark.parametrize(("html", "name"), SEEN.items())
async def test_colour_and_form_are_said(
    page: Page, registry: Registry, html: str, name: str
) -> None:
    assert await raw_names(page, registry, html) == [name]
    assert [node["hinted"] for node in await raw_controls(page, registry)] == [True]


UNSEEN = {
    # What says something else needs no looks.
    _swatch("background:#c00", "Stop"): "Stop",
    _swatch("background:#c00", attributes="aria-label=Stop"): "Stop",
    _swatch("background:#c00", "<i class=fa-trash></i>"): "trash",
    # The colour of what is around it, none, one that hardly shows, or a picture.
    _swatch("background:#fff"): "",
    _swatch(""): "",
    _swatch("background:rgb(255 0 0 / .2)"): "",
    _swatch("background:red linear-gradient(red,blue)"): "",
    f"<div style='background:red'>{_swatch('background:#f00')}</div>": "",
    "<button class='btn btn-1'></button>": "btn btn-1",
    # An icon, a picture, or more than one thing to see.
    "<button style='background:red'><svg width=9 height=9><circle r=5 /></svg></button>": "",
    _swatch("background:red", "<img src='data:,' width=9 height=9 alt=''>"): "",
    _swatch("background:red", "<i style='display:block;height:9px;background:blue'></i>"): "",
    # Fields look alike.
    "<input name=q style='background:red'>": "q",
    "<p contenteditable style='background:red'></p>": "",
}


@pytest.mark.parametrize(("html", "name"), UNSEEN.items())
async def test_looks_that_tell_nothing_are_not_said(
    page: Page, registry: Registry, html: str, name: str
) -> None:
    assert await raw_names(page, registry, html) == [name]


async def test_what_changes_its_colour_is_called_by_the_new_one(
    page: Page, registry: Registry
) -> None:
    assert await raw_names(page, registry, _swatch("background:red")) == ["red"]
    await page.evaluate("document.querySelector('span').style.background = 'blue'")
    assert [node["name"] for node in await raw_controls(page, registry)] == ["blue"]


HUES = {
    # CSS's own brown is of this hue.
    0: {"brown", "dark red", "maroon", "pink", "red", "salmon"},
    120: {"dark green", "green", "light green", "lime green"},
    240: {"blue", "indigo", "lavender", "light blue", "navy blue"},
}


@pytest.mark.parametrize("hue", HUES)
async def test_a_colour_is_called_by_its_hue_however_pale_or_dark(
    page: Page, registry: Registry, hue: int
) -> None:
    shades = ((strong, light) for strong in range(40, 91, 10) for light in range(30, 81, 10))
    colours = [f"hsl({hue} {strong}% {light}%)" for strong, light in shades]
    html = "".join(_swatch(f"background:{colour}") for colour in colours)
    assert set(await raw_names(page, registry, html)) <= HUES[hue]


async def test_what_is_chosen_is_a_state_and_no_name(page: Page, registry: Registry) -> None:
    html = _swatch("background:red", attributes="class='shade is-selected'")
    assert await raw_names(page, registry, html) == ["red shade"]
    (node,) = await raw_controls(page, registry)
    assert node["states"] == {"selected": True}


async def test_a_long_identifier_is_left_out_whole(page: Page, registry: Registry) -> None:
    names = _swatch("background:navy", attributes="class='grid-cell grid-cell-large swatch-outer'")
    assert await raw_names(page, registry, names) == ["navy blue"]


@given(st.integers(0, 0xFFFFFF))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_every_colour_has_a_name(page: Page, registry: Registry, colour: int) -> None:
    html = f"<body style='background:black'>{_drawn(f'<circle r=9 fill=#{colour:06x} />')}"
    (name,) = await raw_names(page, registry, html)
    assert name.endswith(" circle")
    assert len(name.split()) in {2, 3}
