"""Getting through to what is clicked: the ladder, a page for each rung."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from webagent_actions import Click, perform

from tests.actions.acting import ref_of
from tests.actions.performing.fixture_pages import (
    begin,
    cases,
    expectations,
    target_of,
    told,
    with_refs,
)

if TYPE_CHECKING:
    from webagent.browser import Session

LIMIT_S = 6.0


@cases("click")
async def test_operated(session: Session, site: str, case: str) -> None:
    before = await begin(session, f"{site}/{case}")
    target = target_of(before, await expectations(session))
    outcome = await perform(Click(target), before, session)
    assert outcome.error is None
    said = await told(session)
    assert said.get("done") == "yes"
    assert said.get("times", "1") == "1"
    assert "wrong" not in said


@cases("blocked")
async def test_not_operated(session: Session, site: str, case: str) -> None:
    before = await begin(session, f"{site}/{case}")
    expected = with_refs((await expectations(session))["error"], before)
    start = monotonic()
    outcome = await perform(Click(ref_of(before, "Target")), before, session)
    assert monotonic() - start < LIMIT_S
    assert outcome.error is not None
    assert expected in outcome.error
    said = await told(session)
    assert "done" not in said
    assert "wrong" not in said
