"""Menus that show under the mouse, and stay for the click on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Click, Hover, perform

from tests.actions.acting import ref_of
from tests.actions.performing.fixture_pages import begin, cases, told

if TYPE_CHECKING:
    from webagent.browser import Session


@cases("hover")
async def test_what_shows_can_be_clicked(session: Session, site: str, case: str) -> None:
    before = await begin(session, f"{site}/{case}")
    assert "Item" not in {node.name for node in before.observation.refs.values()}
    shown = await perform(Hover(ref_of(before, "Target")), before, session)
    assert shown.error is None
    after = shown.situation
    outcome = await perform(Click(ref_of(after, "Item")), after, session)
    assert outcome.error is None
    assert (await told(session)).get("done") == "yes"


async def test_what_covers_it_is_named(session: Session, site: str) -> None:
    before = await begin(session, f"{site}/blocked/modal")
    outcome = await perform(Hover(ref_of(before, "Target")), before, session)
    assert outcome.error == (
        'it is behind dialog “Cookies” (<dialog id="dialog">); deal with that first'
    )
