"""Keys, addresses, tabs and dialogs on real pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import Response
from webagent_actions import Click, Dialog, GoBack, Goto, Note, Press, SwitchTab, Type, perform

from tests.actions.acting import act, ref_of, visit
from tests.support.site import serve_site

if TYPE_CHECKING:
    from webagent.browser import Session


async def test_a_key_where_the_focus_is(session: Session) -> None:
    html = (
        "<input autofocus aria-label=F value=tea><p id=p></p><script>document.onkeydown ="
        " (event) => { if (event.key === 'Escape') p.textContent = 'Escaped' }</script>"
    )
    with serve_site(html) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Press("Escape"))
        assert "new: Escaped" in outcome.changes
        await act(session, outcome.situation, Press("Control+a"))
        outcome = await act(session, outcome.situation, Press("x"))
    assert '= "x"' in outcome.changes[0]


async def test_enter_sends_the_form_of_a_checkbox(session: Session) -> None:
    # HTML, "implicit submission": what `effects` says of this key.
    html = "<form action=/sent><input type=checkbox name=c autofocus><button>Send</button></form>"
    with serve_site({"/": html, "/sent": "<p>Sent</p>"}) as url:
        before = await visit(session, url)
        await act(session, before, Press("Enter"))
        assert session.page.url == f"{url}/sent?"


async def test_a_character_that_no_key_has(session: Session) -> None:
    with serve_site("<input aria-label=F autofocus>") as url:
        before = await visit(session, url)
        outcome = await act(session, before, Press("é"))
    assert '= "é"' in outcome.changes[0]


async def test_going_to_an_address_and_back(session: Session) -> None:
    with serve_site({"/": "<p>One</p>", "/two": "<p>Two</p>"}) as url:
        before = await visit(session, url)
        there = await act(session, before, Goto(f"{url}/two"))
        assert there.changes == (f"the page is now “Test” at {url}/two",)
        assert there.situation.observation.text == "Two"
        back = await act(session, there.situation, GoBack())
        assert back.changes == (f"the page is now “Test” at {url}/",)
        assert back.situation.observation.text == "One"


UNREACHABLE = {
    "http://127.0.0.1:1/": "its port is not for the web",
    "http://host.invalid/": "there is no site of that name",
}


@pytest.mark.parametrize(("address", "error"), UNREACHABLE.items())
async def test_an_address_that_leads_nowhere(session: Session, address: str, error: str) -> None:
    with serve_site("<p>One</p>") as url:
        before = await visit(session, url)
        outcome = await act(session, before, Goto(address))
    assert outcome.error == error


async def test_an_address_that_is_a_download(session: Session) -> None:
    download = Response(b"x", headers={"content-disposition": "attachment; filename=f.bin"})
    with serve_site({"/": "<p>One</p>", "/f": download}) as url:
        before = await visit(session, url)
        outcome = await act(session, before, Goto(f"{url}/f"))
        assert session.page.url == f"{url}/"
    assert outcome.error is not None
    assert "download" in outcome.error


async def test_switching_tabs(session: Session) -> None:
    site = {"/": "<a href=/new target=_blank>Open</a>", "/new": "<p>New</p>"}
    with serve_site(site) as url:
        before = await visit(session, url)
        first = next(tab.number for tab in before.tabs if tab.active)
        opened = await act(session, before, Click(ref_of(before, "Open")))
        new = opened.situation.tabs[-1].number
        back = await act(session, opened.situation, SwitchTab(first))
        assert back.situation.observation.text.startswith("link")
        again = await act(session, back.situation, SwitchTab(new))
        assert again.situation.observation.text == "New"
        await session.page.close()


ASKING = (
    "<button onclick=\"p.textContent = confirm('Sure?')\">Ask</button>"
    "<button onclick=\"p.textContent = prompt('Name?', 'me')\">Who</button><p id=p></p>"
)


@pytest.mark.parametrize(
    ("button", "answer", "said"),
    [
        ("Ask", Dialog(accept=True), "true"),
        ("Ask", Dialog(accept=False), "false"),
        ("Who", Dialog(accept=True, text="Ada"), "Ada"),
    ],
)
async def test_a_dialog_is_answered(
    session: Session, button: str, answer: Dialog, said: str
) -> None:
    with serve_site(ASKING) as url:
        before = await visit(session, url)
        asked = await act(session, before, Click(ref_of(before, button)))
        assert asked.situation.dialog is not None
        assert asked.changes[0].startswith("a dialog opened (")
        assert not asked.situation.observation.refs
        answered = await act(session, asked.situation, answer)
    assert answered.changes[0] == "the dialog is closed"
    assert said in answered.situation.observation.text.splitlines()


async def test_what_is_not_done_in_the_browser(session: Session) -> None:
    with serve_site("<p>x</p>") as url:
        before = await visit(session, url)
        with pytest.raises(TypeError, match="note is not performed in the browser"):
            await perform(Note("x"), before, session)


async def test_one_action_of_each_kind_in_a_row(session: Session) -> None:
    html = (
        "<form action=/found><input type=search aria-label=Search name=q></form>"
        "<p>Nothing searched yet</p>"
    )
    with serve_site({"/": html, "/found": "<p>1 result</p>"}) as url:
        before = await visit(session, url)
        found = await act(session, before, Type(ref_of(before, "Search"), "tea"))
        back = await act(session, found.situation, GoBack())
    assert found.situation.observation.text == "1 result"
    assert back.situation.observation.text.startswith("searchbox")
