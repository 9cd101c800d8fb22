"""Setting boxes and switches, and saying when the page sets them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Check, perform

from tests.actions.acting import ref_of
from tests.actions.performing.fixture_pages import begin, cases, expectations, told

if TYPE_CHECKING:
    from webagent.browser import Session

CHECKED = """(element) => element.ariaChecked
  ?? `${(element.control ?? element.querySelector("input") ?? element).checked}`"""


@cases("check")
async def test_checked(session: Session, site: str, case: str) -> None:
    before = await begin(session, f"{site}/{case}")
    expected = await expectations(session)
    ref = ref_of(before, "Target")
    outcome = await perform(Check(ref), before, session)
    element = await session.registry.element(ref)
    assert await element.evaluate(CHECKED) == expected["checked"]
    assert expected.get("error", "None") in str(outcome.error)
    assert ("the page left it" in str(outcome)) is ("said" in expected)
    assert expected.get("said", "") in str(outcome)
    assert "wrong" not in await told(session)
