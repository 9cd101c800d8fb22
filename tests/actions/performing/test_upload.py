"""Files for file fields (HTML, `type=file`), the buttons before them, and drop zones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from webagent_actions import Upload
from webagent_observation import Reading

from tests.actions.performing.operating import operate, refusal, serve_page
from webagent.browser import BrowserOptions, open_session
from webagent.guard import NetworkPolicy
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from webagent_observation import Document

    from webagent.browser import Session

LOG = "document.getElementById('log').innerText"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def giving(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Session]:
    """A session whose user gave two files."""

    async def everything(_document: Document, /) -> Reading:
        return Reading()

    folder = tmp_path_factory.mktemp("given")
    text, picture = folder / "grüße.txt", folder / "photo.png"
    text.write_text("good morning", encoding="utf-8")
    picture.write_bytes(b"\x89PNG")
    network = NetworkPolicy(allowed=("http://127.0.0.1:*",))
    options = BrowserOptions(files=(text, picture), network=network)
    async with open_session(options, everything, Secrets()) as session:
        await session.start("about:blank")
        yield session


TAKEN = {
    "a field": ("Report", "plain"),
    "one of several": ("Several", "several"),
    "a label over a hidden field": ("Styled", "styled"),
    "a button before a hidden field": ("Behind a button", "behind"),
    "a field made on click": ("Made on click", "made"),
    "a drop zone": ("Drop here", "zone"),
    "a zone with a field in it": ("Zone with a field", "inzone"),
}


@pytest.mark.parametrize(("name", "at"), TAKEN.values(), ids=TAKEN)
async def test_taken(giving: Session, name: str, at: str) -> None:
    with serve_page("uploads") as url:
        _, outcome = await operate(giving, url, name, lambda ref: Upload(ref, "grüße.txt"))
        assert outcome.error is None
        # Reading the file takes the page a moment.
        told = f"{at}: grüße.txt 12 good morning"
        await giving.page.wait_for_function(f"(told) => {LOG} === told", arg=told, timeout=9_000)


async def test_a_drop_zone_in_a_frame(giving: Session) -> None:
    with serve_page("uploads") as url:
        _, outcome = await operate(giving, url, "Inner zone", lambda r: Upload(r, "photo.png"))
        assert outcome.error is None
        inner = giving.page.frame_locator("#frame").locator("div")
        assert await inner.inner_text() == "photo.png"


async def test_the_kind_asked_for(giving: Session) -> None:
    with serve_page("uploads") as url:
        _, outcome = await operate(giving, url, "Picture", lambda r: Upload(r, "photo.png"))
        assert outcome.error is None
        assert await giving.page.evaluate("picture.files.length") == 1


REFUSED = {
    "another kind": ("Picture", "grüße.txt", "the field takes only files of image/*,.heic"),
    "a folder": ("Folder", "grüße.txt", "the field takes a folder, no file"),
    "nothing asks for one": ("Not for files", "grüße.txt", "takes no file"),
    "not given": ("Report", "other.txt", "There is no file “other.txt”"),
}


@pytest.mark.parametrize(("name", "file", "why"), REFUSED.values(), ids=REFUSED)
async def test_refused(giving: Session, name: str, file: str, why: str) -> None:
    with serve_page("uploads") as url:
        assert why in await refusal(giving, url, name, lambda ref: Upload(ref, file))
        assert await giving.page.evaluate(LOG) == ""
