"""The scripted solutions: on pages small enough to be read here, and on some of the real ones."""

from __future__ import annotations

import zlib
from struct import pack
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.async_api import async_playwright
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from benchmarks.miniwob_oracle._eye import SIDES, Picture, areas, decode, middle
from benchmarks.miniwob_oracle._report import solved_tasks, sums, table
from benchmarks.miniwob_oracle._runner import Played, play_all
from benchmarks.miniwob_oracle._tasks import TASKS, Task
from benchmarks.miniwob_oracle.clicking import click_only_button
from tests.support.site import serve_site
from webagent.browser import find_browser
from webagent.errors import UsageError
from webagent.evaluation.miniwob import find_pages
from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.miniwob_oracle._play import Play

TOY = """<html><title>toy</title><script>
var WOB_TASK_READY = true, WOB_DONE_GLOBAL = false, WOB_RAW_REWARD_GLOBAL = 0;
Math.seedrandom = () => {};
const core = {
  startEpisodeReal() { document.getElementById("query").textContent = "Click the button."; },
  getUtterance: () => document.getElementById("query").textContent,
  endEpisode(reward) { WOB_DONE_GLOBAL = true; WOB_RAW_REWARD_GLOBAL = reward; },
};
</script><div id=query></div><button onclick="core.endEpisode(@)">Ok</button>"""


async def _play(task: Task, html: str) -> Played:
    played: list[Played] = []
    with serve_site({"/miniwob/toy.html": html}) as url:
        await play_all([("toy", task, 3)], url, played.append)
    (one,) = played
    return one


async def test_a_solution_ends_with_the_reward_and_its_actions_are_told() -> None:
    one = await _play(Task(click_only_button), TOY.replace("@", "0.5"))
    assert (one.seed, one.goal, one.reward, one.verbs) == (3, "Click the button.", 0.5, ["click"])
    assert (one.solved, one.problem) == (True, "")


@pytest.mark.slow
async def test_what_is_lost_refused_or_broken_is_a_result_with_its_reason() -> None:
    async def wanders_off(play: Play) -> None:
        play.one("checkbox")

    async def breaks(_: Play) -> None:
        raise ZeroDivisionError("by design")

    async def gives_up(_: Play) -> None:
        return

    page = TOY.replace("@", "-1")
    told = {
        solution: (await _play(Task(solution), page)).problem
        for solution in (click_only_button, wanders_off, breaks, gives_up)
    }
    assert told == {
        click_only_button: "the reward was -1",
        wanders_off: "the page shows no checkbox",
        breaks: "ZeroDivisionError: by design",
        gives_up: "the page gave no reward",
    }


async def test_a_verb_that_is_not_offered_does_not_count_as_solving() -> None:
    async def presses(play: Play) -> None:
        await play.press("a")

    page = TOY.replace("@", "1") + "<script>onkeydown = () => core.endEpisode(1)</script>"
    one = await _play(Task(presses), page)
    assert (one.reward, one.unoffered, one.solved) == (1, ("press",), False)


@pytest.mark.slow
async def test_a_lost_episode_is_begun_again_as_often_as_the_task_says() -> None:
    async def wins_the_third(play: Play) -> None:
        if play.attempt == 2:
            await click_only_button(play)

    page = TOY.replace("@", "1")
    won = await _play(Task(wins_the_third, attempts=5), page)
    lost = await _play(Task(wins_the_third, attempts=2), page)
    assert (won.solved, won.attempts, lost.solved, lost.attempts) == (True, 3, False, 2)


def test_every_task_of_the_list_has_a_solution_or_says_why_not() -> None:
    assert len(TASKS) == 125
    assert all(task.solution or task.note for task in TASKS.values())


def test_a_task_counts_with_all_its_seeds_and_looks_are_told_apart() -> None:
    tasks = {"a": Task(click_only_button), "b": Task(click_only_button, looks=True), "c": Task()}
    played = [Played("a", 0, reward=1), Played("a", 1), Played("b", 0, reward=1), Played("c", 0)]
    assert solved_tasks(played) == ["b"]
    assert "1 of 3; 0 by the page text alone, 1 with a look" in sums(played, tasks)
    assert "| a | 1/2 | 1 |" in table(played, tasks)


_REAL = (
    "click-menu",
    "email-inbox",
    "choose-date-medium",
    "use-slider",
    "click-color",
    "drag-box",
    "drag-circle",
    "right-angle",
    "drag-shapes-2",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", _REAL)
async def test_real_tasks_are_solved(name: str) -> None:
    try:
        pages = find_pages()
    except UsageError as missing:
        pytest.skip(str(missing))
    played: list[Played] = []
    with serve_app(Starlette(routes=[Mount("/", StaticFiles(directory=pages))])) as url:
        await play_all([(name, TASKS[name], 1)], url, played.append)
    assert [(one.problem, one.solved) for one in played] == [("", True)]


_PIXELS = st.tuples(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
_PICTURES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.tuples(st.integers(0, 4), st.lists(_PIXELS, min_size=width, max_size=width)),
        min_size=1,
        max_size=5,
    )
)


@given(_PICTURES)
def test_every_filter_of_png_is_undone(
    lines: list[tuple[int, list[tuple[int, int, int]]]],
) -> None:
    """W3C PNG, 3rd edition, section 9."""
    assert decode(_png(lines)).rows == tuple(tuple(row) for _, row in lines)


def _png(lines: list[tuple[int, list[tuple[int, int, int]]]]) -> bytes:
    width, data, above = len(lines[0][1]), b"", [0] * (len(lines[0][1]) * 3)
    for kind, row in lines:
        line = [part for pixel in row for part in pixel]
        data += bytes([kind, *_filtered(kind, line, above)])
        above = line
    header = pack(">IIBBBBB", width, len(lines), 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(data)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def _filtered(kind: int, line: list[int], above: list[int]) -> Iterator[int]:
    for i, value in enumerate(line):
        left, corner = (line[i - 3], above[i - 3]) if i >= 3 else (0, 0)
        guess = left + above[i] - corner
        nearest = min((left, above[i], corner), key=lambda part: abs(guess - part))
        yield (value - (0, left, above[i], (left + above[i]) // 2, nearest)[kind]) % 256


async def test_colours_and_areas_are_read_off_a_picture_of_the_browser() -> None:
    boxes = "".join(
        f"<div style='width:10px;height:10px;margin:4px;background:{colour}'></div>"
        for colour in ("rgb(1,2,3)", "rgb(1,2,3)", "red")
    )
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(playwright, None))
        page = await browser.new_page(viewport={"width": 60, "height": 80})
        await page.set_content(boxes)
        picture = decode(await page.screenshot())
        await browser.close()
    assert (picture.width, picture.height) == (60, 80)
    assert [len(areas(picture.places(colour))) for colour in ((1, 2, 3), (255, 0, 0))] == [2, 1]
    red = picture.places((255, 0, 0))
    assert (len(red), middle(red)) == (100, (red[0][0] + 5, red[0][1] + 5))


@given(_PICTURES, st.data())
def test_a_part_of_a_picture_is_found_where_it_was_cut_out(
    lines: list[tuple[int, list[tuple[int, int, int]]]], data: st.DataObject
) -> None:
    rows = tuple(tuple(row) for _, row in lines)
    x = data.draw(st.integers(0, len(rows[0]) - 1))
    y = data.draw(st.integers(0, len(rows) - 1))
    part = Picture(tuple(row[x:] for row in rows[y:]))
    assert (x, y) in Picture(rows).find(part)
    assert Picture(rows).find(Picture((((256, 0, 0),),))) == []


def test_areas_hang_together_by_corners_unless_only_sides_count() -> None:
    places = [(0, 0), (1, 1), (5, 5)]
    assert list(map(len, areas(places))) == [2, 1]
    assert list(map(len, areas(places, SIDES))) == [1, 1, 1]


def test_what_is_no_png_is_refused() -> None:
    with pytest.raises(ValueError, match="no PNG"):
        decode(b"GIF89a")
    assert Picture(()).width == 0
