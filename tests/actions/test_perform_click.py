"""Clicking on real pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Click, perform

from tests.actions.acting import act, ref_of, visit
from tests.support.site import serve_site

if TYPE_CHECKING:
    from webagent.browser import Session


async def test_a_button_that_adds_something(session: Session) -> None:
    html = "<button onclick=\"p.textContent = 'Added'\">Add</button><p id=p></p>"
    with serve_site(html) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Click(ref_of(before, "Add")))
    assert outcome.ok
    assert "new: Added" in outcome.changes


async def test_a_button_that_does_nothing(session: Session) -> None:
    with serve_site("<button autofocus>Go</button>") as url:
        before = await visit(session, url)
        outcome = await act(session, before, Click(ref_of(before, "Go")))
    assert outcome.ok
    assert outcome.no_effect


async def test_a_link(session: Session) -> None:
    site = {"/": "<a href=/next>Next</a>", "/next": "<html><title>Two</title><p>Here</p></html>"}
    with serve_site(site) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Click(ref_of(before, "Next")))
    assert outcome.changes == (f"the page is now “Two” at {url}/next",)
    assert outcome.situation.observation.text == "Here"
    assert outcome.situation.can_go_back


async def test_the_very_one_of_identical_buttons(session: Session) -> None:
    buttons = "".join(
        f"<button onclick=\"p.textContent = 'Added {n}'\">Add</button>" for n in range(5)
    )
    with serve_site(f"{buttons}<p id=p></p>") as url:
        before = await visit(session, url)
        outcome = await act(session, before, Click(list(before.observation.refs)[3]))
    assert "new: Added 3" in outcome.changes


async def test_below_the_window(session: Session) -> None:
    html = (
        "<div style='height:5000px'></div>"
        "<button onclick=\"p.textContent = 'Found'\">Deep</button><p id=p></p>"
    )
    with serve_site(html) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Click(ref_of(before, "Deep")))
    assert "new: Found" in outcome.changes


async def test_in_a_frame_of_another_origin(session: Session) -> None:
    inner = "<button onclick=\"this.textContent = 'Thanks'\">Pay</button>"
    with serve_site(inner) as other:
        frame = other.replace("127.0.0.1", "localhost")
        with serve_site(f"<iframe src='{frame}'></iframe>") as url:
            before = await visit(session, url)
            ref = ref_of(before, "Pay")
            outcome = await act(session, before, Click(ref))
    assert f'now button [{ref}] "Thanks"' in outcome.changes[0]


async def test_in_a_shadow_root(session: Session) -> None:
    html = (
        "<div id=h></div><p id=p></p><script>const root = h.attachShadow({mode: 'open'});"
        "root.innerHTML = '<button>Deep</button>';"
        "root.firstChild.onclick = () => { p.textContent = 'Clicked' }</script>"
    )
    with serve_site(html) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Click(ref_of(before, "Deep")))
    assert "new: Clicked" in outcome.changes


async def test_a_new_tab_is_the_active_one(session: Session) -> None:
    site = {"/": "<a href=/new target=_blank>Open</a>", "/new": "<p>In the new tab</p>"}
    with serve_site(site) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Click(ref_of(before, "Open")))
        after = outcome.situation
        assert "opened and is now the active one" in outcome.changes[0]
        assert after.observation.text == "In the new tab"
        assert [tab.active for tab in after.tabs][-1]
        await session.page.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up on what can't be clicked sooner than the product does."""
    monkeypatch.setattr("webagent_actions._perform.ACTION_TIMEOUT_MS", 700)


async def test_what_covers_it_is_named(session: Session, impatient: None) -> None:
    html = (
        "<button>Go</button>"
        "<div id=consent class=wall title=SECRET style='position:fixed;inset:0'>Cookies</div>"
    )
    with serve_site(html) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Click(ref_of(before, "Go")))
    assert not outcome.ok
    assert outcome.error == 'it is covered by <div id="consent" class="wall">; deal with that first'


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("b.style.display = 'none'", "it can't be seen, so it can't be operated"),
        ("b.remove()", "[{ref}] is gone: it was removed from the page"),
        ("location.reload()", "[{ref}] is gone: the page it was on has been left"),
    ],
)
async def test_what_went_away_is_told(
    session: Session, impatient: None, script: str, error: str
) -> None:
    with serve_site("<button id=b>Go</button>") as url:
        before = await visit(session, url)
        ref = ref_of(before, "Go")
        await session.page.evaluate(f"() => {{ {script} }}")
        await session.look()
        outcome = await perform(Click(ref), before, session)
    assert outcome.error == error.format(ref=ref)


async def test_a_name_with_another_number_in_it_misleads_nobody(session: Session) -> None:
    # AgentOccam finds a ref by looking for it in the names, too.
    with serve_site("<p id=p></p><a href=#>A</a><button>B</button>") as url:
        before = await visit(session, url)
        ref = ref_of(before, "B")
        await session.page.evaluate(
            f"() => {{ document.querySelector('a').textContent = 'see note [{ref}]';"
            "document.querySelector('button').onclick = () => { p.textContent = 'The button' } }"
        )
        before = await session.look()
        outcome = await act(session, before, Click(ref))
    assert "new: The button" in outcome.changes
