"""What is no page, or an unhappy one: the outcome says what came instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, Response

from tests.webagent.runs import events_of, outcomes_of
from webagent import Status

if TYPE_CHECKING:
    from tests.webagent.conftest import Browse, Play, Serve

PDF = (
    b"%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)
SITE = {
    "/": "<p>start</p><a href=/leaflet>Leaflet</a><a href=/data>Data</a>"
    "<a href=/data download>Saved</a><a href=/gone>Gone</a><a href=/broken>Broken</a>"
    "<a href=/nothing>Nothing</a>",
    "/leaflet": Response(PDF, media_type="application/pdf"),
    "/data": Response(
        b"1,2", headers={"content-disposition": 'attachment; filename="figures.csv"'}
    ),
    "/gone": HTMLResponse("<h1>Not here</h1>", 404),
    "/broken": HTMLResponse("<h1>Sorry</h1>", 500),
    "/nothing": Response(status_code=204),
}


async def _outcome(play: Play, serve: Serve, link: str) -> str:
    result = await play(serve(SITE), [f'click [link "{link}"]', "stop [seen]"])
    assert result.status is Status.DONE
    return outcomes_of(result)[0]


async def test_a_pdf_is_said_to_be_none_of_the_pages_that_can_be_read(
    play: Play, serve: Serve
) -> None:
    told = await _outcome(play, serve, "Leaflet")
    assert "what is there is no page but application/pdf, which can't be read here" in told


@pytest.mark.slow
async def test_a_download_is_announced_and_the_page_stays(play: Play, serve: Serve) -> None:
    for link in ("Data", "Saved"):
        told = await _outcome(play, serve, link)
        assert "the site gave the file “figures.csv” (3 bytes, text/csv), kept in" in told
        assert "the page is now" not in told


async def test_error_pages_are_shown_with_their_status(play: Play, serve: Serve) -> None:
    for link, status in (("Gone", 404), ("Broken", 500)):
        told = await _outcome(play, serve, link)
        assert told.startswith(f"the server answered HTTP {status}; the page is now ")


async def test_an_answer_without_a_page_changes_nothing(play: Play, serve: Serve) -> None:
    assert "the page is now" not in await _outcome(play, serve, "Nothing")


async def test_a_start_address_that_is_a_download_can_not_be_opened(
    play: Play, serve: Serve
) -> None:
    result = await play(f"{serve(SITE)}/data")
    assert result.status is Status.ERROR
    assert result.reason.endswith("could not be opened: that address is a download, not a page.")


async def test_the_status_of_the_start_page_is_not_lost(play: Play, serve: Serve) -> None:
    result = await play(f"{serve(SITE)}/gone", ["stop [seen]"])
    (seen,) = events_of(result, "observed")
    assert seen["events"] == ["the server answered HTTP 404"]
    assert "Not here" in seen["text"]


async def test_a_service_worker_s_requests_upset_nothing(
    browse: Browse, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    worker = """
        self.addEventListener("install", (event) => event.waitUntil(fetch("/figures")));
        self.addEventListener("fetch", (event) => event.respondWith(fetch(event.request)));
    """
    page = """<p id=out></p><script>
        navigator.serviceWorker.register("/worker.js")
          .then(() => navigator.serviceWorker.ready)
          .then(() => out.textContent = "installed")</script>"""
    url = serve(
        {"/": page, "/worker.js": Response(worker, media_type="text/javascript"), "/figures": "1"}
    )
    session, _ = await browse(url)
    await session.page.wait_for_function("out.textContent === 'installed'")
    assert (await session.look()).observation.text == "installed"
    # What goes wrong in a listener is logged and otherwise lost.
    assert caplog.records == []
