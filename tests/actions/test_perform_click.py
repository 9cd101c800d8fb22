"""Clicking on real pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Click, perform

from tests.actions.acting import act, ref_of, visit
from tests.observation.looking import withhold
from tests.support.site import serve_site
from webagent.browser import BrowserOptions, open_session_in
from webagent.guard import NetworkPolicy
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from playwright.async_api import Browser

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


PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'/>".replace("'", "%27")
MAP = (
    f'<img usemap=#m src="data:image/svg+xml,{PICTURE}" width=200 height=100'
    ' style="padding:5px;border:3px solid">'
    "<map name=m><area alt=Left coords='10,10,60,60' href=#left>"
    "<area alt=Right shape=poly coords='190,10,190,90,100,90' href=#right></map>"
)
WITHOUT_BOX = {
    "an area": (MAP, "Left", "left"),
    "an area whose middle is not part of it": (MAP, "Right", "right"),
    "an area below the window": (f"<div style='height:5000px'></div>{MAP}", "Right", "right"),
    "a link around what is taken out of the flow": (
        "<a href=#go><img alt=Go width=50 height=50"
        " style='position:absolute;left:300px;top:2000px'></a>",
        "Go",
        "go",
    ),
    "a link that makes no box": (
        "<p style='padding:40px'>Read <a href=#more style='display:contents'>more</a>",
        "more",
        "more",
    ),
}


@pytest.mark.parametrize(("html", "name", "hash_"), WITHOUT_BOX.values(), ids=WITHOUT_BOX)
@pytest.mark.parametrize("framed", [False, True], ids=["", "in a frame"])
async def test_what_has_no_box_of_its_own(
    session: Session, html: str, name: str, hash_: str, framed: bool
) -> None:
    page = (
        f"<html>{html}<script>onclick = (e) => {{ document.title = `${{e.isTrusted}}` }}</script>"
    )
    frame = "<p>Above</p><iframe src=/in style='margin:30px;border:9px solid' height=300></iframe>"
    with serve_site({"/": frame if framed else page, "/in": page}) as url:
        before = await visit(session, url)
        assert (await act(session, before, Click(ref_of(before, name)))).ok
        shown = session.page.frames[-1]
        assert await shown.evaluate("[location.hash, document.title]") == [f"#{hash_}", "true"]


async def test_what_covers_something_without_a_box_is_named(
    session: Session, impatient: None
) -> None:
    cover = "<div id=wall style='position:fixed;inset:0;height:120px'></div>"
    for html, name in (
        (f"{MAP}{cover}", "Left"),
        (f"<a href=#go><img alt=Go width=50 height=50 style='float:left'></a>{cover}", "Go"),
    ):
        with serve_site(html) as url:
            before = await visit(session, url)
            outcome = await act(session, before, Click(ref_of(before, name)))
        assert outcome.error == 'it is covered by <div id="wall">; deal with that first'


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
    """Give up on what is covered sooner than the product does."""
    monkeypatch.setattr("webagent_actions.performing._reach.PATIENCE_MS", 200)


COVERED = (
    "<button>Go</button><div id=consent class=wall style='position:fixed;inset:0'>Cookies</div>"
)


async def test_what_covers_it_is_named(session: Session, impatient: None) -> None:
    with serve_site(COVERED) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Click(ref_of(before, "Go")))
    assert outcome.error == (
        'it is covered by “Cookies” (<div id="consent" class="wall">); deal with that first'
    )


async def test_what_may_not_be_read_names_nothing(browser: Browser, impatient: None) -> None:
    options = BrowserOptions(network=NetworkPolicy(allowed=("http://127.0.0.1:*",)))
    with serve_site(COVERED) as url:
        opening = open_session_in(browser, options, withhold("#consent"), Secrets())
        async with opening as session:
            before = await session.start(url)
            outcome = await act(session, before, Click(ref_of(before, "Go")))
    assert outcome.error == (
        'it is covered by <div id="consent" class="wall">; deal with that first'
    )


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
