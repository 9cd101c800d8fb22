"""From what a click on a real page sent to how the next one is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from webagent_actions import Click, Reversibility, judge

from tests.actions.acting import act, ref_of
from webagent.consequences import HARMLESS_ENOUGH, Learned, SqliteHabits
from webagent.memory.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from webagent_actions import Judgement, Situation

    from tests.webagent.conftest import Browse, Serve
    from webagent.browser import Session

PAGE = """
<button type=button onclick="fetch('/', {method: 'POST'})">Brew</button>
<button type=button onclick="this.nextSibling.hidden = !this.nextSibling.hidden">Guide</button
><p>Three minutes at 80 °C.</p>
"""


async def test_what_a_click_sends_is_known_from_then_on(
    browse: Browse, serve: Serve, tmp_path: Path
) -> None:
    session, page = await browse(serve(PAGE))
    habits = SqliteHabits(Store(tmp_path / "memory.sqlite"))
    run = Learned(habits)
    assert classified(run, page, "Brew").guessed
    page = await click(session, run, page, "Brew")
    told = classified(run, page, "Brew")
    assert told.reversibility is Reversibility.COMMIT
    assert not told.guessed
    assert classified(Learned(habits), page, "Brew") == told


async def test_what_is_harmless_time_and_again_is_no_longer_guessed(
    browse: Browse, serve: Serve, tmp_path: Path
) -> None:
    session, page = await browse(serve(PAGE))
    habits = SqliteHabits(Store(tmp_path / "memory.sqlite"))
    run = Learned(habits)
    for _ in range(HARMLESS_ENOUGH):
        page = await click(session, run, page, "Guide")
    assert classified(run, page, "Guide").guessed
    assert classified(Learned(habits), page, "Guide").reversibility is Reversibility.EDIT


def classified(run: Learned, page: Situation, name: str) -> Judgement:
    ref = ref_of(page, name)
    judgement = judge(Click(ref), page.observation)
    return run.classify(judgement, origin(page), Click(ref), page.observation.refs[ref])


async def click(session: Session, run: Learned, page: Situation, name: str) -> Situation:
    """Click it, and let the run see what came of it."""
    ref = ref_of(page, name)
    outcome = await act(session, page, Click(ref))
    assert outcome.ok
    node = page.observation.refs[ref]
    run.observe(origin(page), Click(ref), node, outcome.situation.happened.requests)
    return outcome.situation


def origin(page: Situation) -> str:
    parts = urlsplit(page.observation.url)
    return f"{parts.scheme}://{parts.netloc}"
