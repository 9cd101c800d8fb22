"""Writing into fields, and saying what the page made of it: a page for each kind of field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Type, perform

from tests.actions.acting import ref_of
from tests.actions.performing.fixture_pages import (
    begin,
    cases,
    expectations,
    told,
    with_refs,
)

if TYPE_CHECKING:
    from webagent.browser import Session

HELD = """(field) => field.matches("input, textarea") ? field.value
  : (field.querySelector("input")?.value ?? field.innerText).trim()"""


@cases("type")
async def test_written(session: Session, site: str, case: str) -> None:
    before = await begin(session, f"{site}/{case}")
    expected = await expectations(session)
    ref = ref_of(before, "Target")
    outcome = await perform(Type(ref, expected["text"], enter=False), before, session)
    assert outcome.error is None
    field = await session.registry.element(ref)
    assert await field.evaluate(HELD) == expected["value"]
    if "said" in expected:
        assert expected["said"] in str(outcome)
    else:
        assert "the field" not in str(outcome)


@cases("untyped")
async def test_not_written(session: Session, site: str, case: str) -> None:
    before = await begin(session, f"{site}/{case}")
    expected = with_refs((await expectations(session))["error"], before)
    ref = ref_of(before, "Target")
    outcome = await perform(Type(ref, "tea", enter=False), before, session)
    assert outcome.error is not None
    assert expected in outcome.error
    held = await session.page.evaluate("() => document.querySelector('input')?.value ?? ''")
    assert held == ""


ELSEWHERE = {
    "type/tags": ("green tea,", "tags", "1"),
    "type/one_digit_each": ("123", "all", "123"),
    "type/hidden_area": ("; b = 2", "all", "a = 1; b = 2"),
}


async def test_what_was_taken_elsewhere_is_not_written_again(session: Session, site: str) -> None:
    for case, (text, key, value) in ELSEWHERE.items():
        before = await begin(session, f"{site}/{case}")
        await perform(Type(ref_of(before, "Target"), text), before, session)
        assert (await told(session))[key] == value, case
