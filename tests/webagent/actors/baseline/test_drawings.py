"""What is done by looks, on real drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent import Status

if TYPE_CHECKING:
    from tests.webagent.actors.baseline.conftest import Ask, Do
    from webagent import RunResult

# What is pressed, and where what was dragged lies at last, is told in the title.
SCRIPT = """<title>at first</title><script>
const told = (text) => { document.title = `${document.title} ${text}`.replace("at first ", ""); };
addEventListener("click", ({ target }) => { if (target.matches("button, span")) told(target.id); });
let held = null;
addEventListener("mousemove", (event) => {
  if (!held) return;
  const at = held.getBBox();
  held.setAttribute("transform", `translate(${event.offsetX - at.x - 5} ${event.offsetY - at.y - 5})`);
});
addEventListener("mouseup", (event) => {
  if (held) told(`${held.id} ${Math.round(event.offsetX / 100)},${Math.round(event.offsetY / 100)}`);
  held = null;
});
addEventListener("load", () => {
  for (const each of document.querySelectorAll(".m")) each.onmousedown = (event) => { held = event.target; };
});
</script>"""  # noqa: E501


def _drawing(*figures: str) -> str:
    return f"{SCRIPT}<svg width=400 height=200>{''.join(figures)}</svg>"


def _dot(at: int, colour: str, radius: int = 10, more: str = "style='cursor:pointer'") -> str:
    return f"<circle id=c{at} cx={at} cy=150 r={radius} fill={colour} {more} />"


def _letter(at: int, text: str, colour: str) -> str:
    return f"<text x={at} y=50 fill={colour} style='cursor:pointer'>{text}</text>"


COUNTED = _drawing(
    _dot(20, "red"), _dot(60, "red", 20), _dot(120, "blue"),
    "<rect x=200 width=40 height=40 fill=red style='cursor:pointer' />",
    _letter(250, "a", "red"), _letter(280, "7", "black"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("task", "number"),
    [
        ("How many red circles are there?", "2"),
        ("How many small circles are there?", "2"),
        ("How many red items are there?", "4"),
        ("How many shapes are there?", "4"),
        ("How many letters are there?", "1"),
        ("How many black digits are there?", "1"),
        ("How many 7s are there?", "1"),
        ("How many triangles are there?", "0"),
    ],
)
async def test_what_is_drawn_is_counted(ask: Ask, task: str, number: str) -> None:
    proposal, _ = await ask(task, COUNTED)
    assert getattr(proposal.actions[-1], "answer", None) == number


async def test_a_count_is_given_by_the_button_that_has_it(ask: Ask) -> None:
    buttons = "".join(f"<button id=b{number}>{number}</button>" for number in range(4))
    _, clicked = await ask("How many red circles are there?", COUNTED + buttons)
    assert clicked == "b2"


async def test_sizes_are_not_counted_where_none_can_be_told(ask: Ask) -> None:
    proposal, _ = await ask("How many small circles are there?", _drawing(_dot(9, "red")))
    assert "answer" not in f"{proposal}", proposal


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        (_dot(50, "red"), "circle"),
        ("<rect width=40 height=40 style='cursor:pointer' />", "square"),
        ("<rect width=90 height=40 style='cursor:pointer' />", "rectangle"),
        (_letter(50, "k", "red"), "letter"),
        (_letter(50, "4", "red"), "number"),
    ],
)
async def test_a_figure_is_called_what_it_is(ask: Ask, figure: str, name: str) -> None:
    names = ("Rectangle", "Square", "Circle", "Letter", "Number")
    buttons = "".join(f"<button id={each.casefold()}>{each}</button>" for each in names)
    _, clicked = await ask("Press the button that describes the shape", _drawing(figure) + buttons)
    assert clicked == name


async def test_all_of_a_colour_are_chosen(do: Do) -> None:
    colours = ("navy", "red", "lightblue", "lime", "#4060c0")
    style = "display:inline-block;padding:9px"
    swatches = "".join(
        f"<span id=s{n} onclick=0 style='{style};background:{colour}'></span>"
        for n, colour in enumerate(colours)
    )
    result = await do(
        "Select all the shades of blue and press Send", f"{SCRIPT}{swatches}<button id=sent>Send"
    )
    assert _said(result) == "s0 s2 s4 sent"


async def test_what_looks_otherwise_is_not_clicked_instead(do: Do) -> None:
    result = await do("Click all red circles", _drawing(_dot(20, "blue")))
    assert (
        result.answer == "unable: to click “all red circles”, it looked for anything that looks so"
    )


async def test_something_is_dragged_in_a_direction(do: Do) -> None:
    html = _drawing(_dot(100, "red", more="class=m"))
    result = await do("Drag the circle right by 200 pixels", html)
    assert _said(result) == "c100 3,2"


_BOXES = "".join(
    f"<rect x={x} y=5 width=120 height=80 fill=none stroke=black />" for x in (40, 240)
)


async def test_all_that_look_so_are_dragged_into_a_place_and_the_rest_into_another(do: Do) -> None:
    dots = [_dot(at, colour, more="class=m") for at, colour in ((30, "red"), (200, "blue"))]
    html = _drawing(_BOXES, *dots) + "<button id=sent>Submit</button>"
    result = await do("Drag all red shapes into the left box and the rest into the right box", html)
    assert _said(result) == "c30 1,0 c200 3,0 sent"


async def test_where_nothing_is_to_be_dragged_nothing_is(do: Do) -> None:
    html = _drawing(_BOXES, _dot(30, "red", more="class=m"))
    result = await do("Drag all triangles into the left box", html)
    assert result.status is Status.DONE
    assert not any(step.actions[-1].verb == "drag" for step in result.steps)


def _said(result: RunResult) -> str:
    assert result.status is Status.DONE, result.answer
    return result.answer.rpartition("“")[2].removesuffix("”")
