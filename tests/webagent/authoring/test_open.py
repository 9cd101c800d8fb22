"""Opening an owner's page from a file or from the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent.authoring import open_page, open_pages, read_static
from webagent.errors import SiteUnreachable, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.webagent.conftest import Serve


async def test_a_file_has_an_origin_and_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("#x { display: none }")
    (tmp_path / "app.js").write_text(
        "fetch('.secret').then(r => { document.body.dataset.hidden = r.status })"
    )
    (tmp_path / ".secret").write_text("key")
    page = tmp_path / "my {page} é.html"
    page.write_text(
        "<link rel=stylesheet href=style.css><body><p id=x>é</p><script src=/app.js></script>"
    )
    async with open_page(str(page)) as live:
        assert live.url.startswith("http://127.0.0.1:")
        (paragraph,) = (e for e in live.elements if e.tag == "p")
        assert (paragraph.text, paragraph.visible) == ("é", False)
        # A script of the page may ask for any name; hidden files are not given out.
        selector = 'body[data-hidden="404"]'
        assert (await live.matches([selector]))[selector]


async def test_an_older_encoding_is_the_one_that_the_page_declares(tmp_path: Path) -> None:
    page = tmp_path / "old.htm"
    page.write_bytes("<meta charset=iso-8859-1><p>größe</p>".encode("latin-1"))
    async with open_page(str(page)) as live:
        assert next(e for e in live.elements if e.tag == "p").text == "größe"


async def test_several_pages_stay_open(serve: Serve) -> None:
    url = serve({"/": "<p class=a>A</p>", "/b": "<p class=b>B</p><script>alert(1)</script>"})
    async with open_pages() as read:
        first, second = await read(url), await read(f"{url}/b")
        for page, selector in ((first, "p.a"), (second, "p.b")):
            assert (await page.matches([selector]))[selector]


async def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    for source in (str(tmp_path / "none.html"), str(tmp_path), "a\0b"):
        with pytest.raises(UsageError, match="can't be read"):
            async with open_page(source):
                pass
        with pytest.raises(UsageError, match="can't be read"):
            await read_static(source)
    for opening in (
        open_page("http://127.0.0.1:9/").__aenter__(),
        read_static("http://127.0.0.1:9"),
    ):
        with pytest.raises(SiteUnreachable):
            await opening


async def test_a_page_read_without_a_browser_is_as_the_server_sent_it(serve: Serve) -> None:
    url = serve("<p id=x>A</p><script>document.getElementById('x').id = 'y'</script>")
    page = await read_static(url)
    found = await page.matches(["#x", "#y"])
    assert (page.engine, len(found["#x"] or ()), found["#y"]) == ("static", 1, frozenset())
