"""Keys and combinations, pressed where the focus was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Press, perform

from tests.actions.acting import ref_of, visit
from tests.support.site import serve_site

if TYPE_CHECKING:
    from webagent.browser import Session

LISTENING = """<input aria-label=F autofocus value=tea><p id=p></p><script>
document.onkeydown = (event) => {
  const held = ["ctrlKey", "altKey", "shiftKey", "metaKey"].filter((name) => event[name]);
  p.textContent = `${[...held, event.key].join("+")} ${event.isTrusted}`;
};</script>"""


@pytest.mark.parametrize(
    ("key", "heard"),
    [
        ("Escape", "Escape true"),
        ("Control+k", "ctrlKey+k true"),
        ("Control+Shift+p", "ctrlKey+shiftKey+p true"),
        ("Alt+ArrowDown", "altKey+ArrowDown true"),
        ("Shift+Tab", "shiftKey+Tab true"),
        ("?", "? true"),
        ("PageDown", "PageDown true"),
    ],
)
async def test_what_the_page_hears(session: Session, key: str, heard: str) -> None:
    with serve_site(LISTENING) as url:
        before = await visit(session, url)
        outcome = await perform(Press(key), before, session)
    assert f"new: {heard}" in outcome.changes


@pytest.mark.parametrize(
    ("key", "instead"),
    [
        ("Control+w", "close_tab"),
        ("Control+Shift+T", "switch_tab"),
        ("Meta+r", "goto"),
        ("F5", "goto"),
        ("Alt+ArrowLeft", "go_back"),
        ("Control+Tab", "switch_tab"),
        ("Control+3", "switch_tab"),
        ("F12", "the browser"),
    ],
)
async def test_no_key_leaves_the_page(session: Session, key: str, instead: str) -> None:
    with serve_site(LISTENING) as url:
        before = await visit(session, url)
        outcome = await perform(Press(key), before, session)
        assert await session.page.locator("#p").inner_text() == ""
    assert outcome.error is not None
    assert outcome.error.startswith(f"{key} would leave the page: ")
    assert instead in outcome.error


FIELD = "<input aria-label=Inner autofocus>"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_the_focus_in_a_frame(session: Session, host: str) -> None:
    with (
        serve_site(FIELD) as inner,
        serve_site(f"<iframe src='{inner.replace('127.0.0.1', host)}'></iframe>") as url,
    ):
        before = await visit(session, url)
        element = await session.registry.element(ref_of(before, "Inner"))
        await element.focus()
        before = await session.look()
        await perform(Press("x"), before, session)
        assert await element.evaluate("(field) => field.value") == "x"


async def test_only_where_the_focus_was_seen(session: Session) -> None:
    # What the key does in one field was permitted, not what it does in another.
    html = (
        "<form action=/sent><input aria-label=A><button>Send</button></form>"
        "<input aria-label=B autofocus>"
    )
    with serve_site({"/": html, "/sent": "<p>Sent</p>"}) as url:
        before = await visit(session, url)
        ref = ref_of(before, "B")
        await session.page.locator("[aria-label=A]").focus()
        outcome = await perform(Press("Enter"), before, session)
        assert session.page.url == f"{url}/"
    assert outcome.error == f"the focus is no longer in [{ref}] textbox “B”"


async def test_a_button_by_its_key(session: Session) -> None:
    html = "<button autofocus onclick=\"p.textContent = 'Pressed'\">Go</button><p id=p></p>"
    with serve_site(html) as url:
        before = await visit(session, url)
        outcome = await perform(Press("Enter"), before, session)
    assert "new: Pressed" in outcome.changes
