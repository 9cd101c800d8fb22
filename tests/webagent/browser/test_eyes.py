"""How long a look waits: no longer than there is something to wait for, and no shorter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import parse, perform

from tests.webagent.runs import ref_of

if TYPE_CHECKING:
    from tests.webagent.conftest import Browse, Serve

LATER = "setTimeout(() => p.textContent = 'late', 70)"


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(LATER, id="nothing at once"),
        pytest.param(f"q.setAttribute('aria-busy', 'true'); {LATER}", id="busy"),
        pytest.param(f"fetch('/slow').then(() => {LATER})", id="answered"),
    ],
)
async def test_what_comes_a_moment_later_is_waited_for(
    browse: Browse, serve: Serve, script: str
) -> None:
    page = f'<p id=p>early</p><div id=q role=group aria-label=Q><button onclick="{script}">Go'
    session, seen = await browse(serve({"/": page, "/slow": "x"}))
    # The focus alone is no answer of the page, and is where it will be.
    await session.page.focus("button")
    seen = await session.look()
    (click,) = parse(f"click [{ref_of(seen, 'button', 'Go')}]")
    assert "new: late" in (await perform(click, seen, session)).changes


async def test_what_changes_at_once_is_not_waited_for(browse: Browse, serve: Serve) -> None:
    """The quiet that a page gets which has not changed is not spent on one that has."""
    count = """() => {
      window.waits = [];
      const wait = window.setTimeout;
      window.setTimeout = (call, ms) => { waits.push(ms); return wait(call, ms); };
    }"""
    page = "<p id=p>early</p><button onclick=\"p.textContent += '!'\">Go</button>"
    session, seen = await browse(serve(page))
    await session.page.evaluate(count)
    (click,) = parse(f"click [{ref_of(seen, 'button', 'Go')}]")
    outcome = await perform(click, seen, session)
    assert "new: early!" in outcome.changes
    waits: list[float] = await session.page.evaluate("waits")
    assert waits
    assert max(waits) < 50
