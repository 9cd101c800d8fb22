"""Files that sites offer: kept whole in the folder of the run, under a name that is safe there."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response, StreamingResponse
from webagent_actions import parse, perform

from tests.webagent.conftest import LOCAL_SITES, read_everything
from tests.webagent.runs import ref_of
from webagent.browser import BrowserOptions, open_session_in
from webagent.browser._file_name import LONGEST, safe_file_name
from webagent.errors import UsageError
from webagent.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from playwright.async_api import Browser
    from starlette.requests import Request
    from webagent_actions import Outcome, Situation

    from tests.webagent.conftest import Serve
    from webagent.browser import Session

CONTENT = bytes(range(256)) * 50


def attached(name: str, content: bytes = CONTENT, kind: str = "application/pdf") -> Response:
    """Return a file as a response that asks to be kept under this name."""
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"content-disposition": disposition})


@asynccontextmanager
async def opened(
    browser: Browser,
    url: str,
    folder: Path | None,
    limit: int = 1_000_000,
    secrets: Secrets | None = None,
) -> AsyncGenerator[tuple[Session, Situation]]:
    options = BrowserOptions(network=LOCAL_SITES, downloads=folder, download_limit=limit)
    opening = open_session_in(browser, options, read_everything, secrets or Secrets())
    async with opening as session:
        yield session, await session.start(url)


def files_in(folder: Path) -> list[Path]:
    """Return all files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


async def click(session: Session, page: Situation, link: str) -> Outcome:
    """Click a link, and wait for what it offers."""
    (action,) = parse(f"click [{ref_of(page, 'link', link)}]")
    outcome = await perform(action, page, session)
    while not outcome.downloads:
        assert "still arriving" in str(outcome) or "nothing changed" in str(outcome)
        (expand,) = parse("press [Shift]")
        outcome = await perform(expand, outcome.situation, session)
    return outcome


@pytest.mark.parametrize("how", ["", "download", "target=_blank"])
async def test_a_file_is_kept_with_its_size_type_and_hash(
    browser: Browser, serve: Serve, tmp_path: Path, how: str
) -> None:
    url = serve({"/": f"<a href=/file {how}>Get</a>", "/file": attached("report.pdf")})
    async with opened(browser, url, tmp_path / "downloads") as (session, page):
        outcome = await click(session, page, "Get")
        assert outcome.situation.observation.url == f"{url}/"
    (file,) = outcome.downloads
    path = tmp_path / "downloads" / "report.pdf"
    assert file.path == path
    assert path.read_bytes() == CONTENT
    assert (file.name, file.size, file.media_type) == (
        "report.pdf",
        len(CONTENT),
        "application/pdf",
    )
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert path.stat().st_mode & 0o777 == 0o600
    told = "the site gave the file “report.pdf” (13 kB, application/pdf), kept in the run folder"
    assert told in outcome.changes
    assert not outcome.no_effect


@pytest.mark.parametrize("scheme", ["data", "blob"])
async def test_a_file_that_the_page_makes_itself(
    browser: Browser, serve: Serve, tmp_path: Path, scheme: str
) -> None:
    page = "<a id=a download=note.txt href='data:text/plain,hello'>Get</a>"
    if scheme == "blob":
        page += "<script>a.href = URL.createObjectURL(new Blob(['hello']))</script>"
    async with opened(browser, serve(page), tmp_path) as (session, seen):
        (file,) = (await click(session, seen, "Get")).downloads
    assert file.path == tmp_path / "note.txt"
    assert (tmp_path / "note.txt").read_text() == "hello"
    assert file.media_type == "text/plain"
    assert file.url.startswith(scheme)
    assert "hello" not in file.url


async def test_files_of_one_name_are_numbered(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("mine")
    url = serve({"/": "<a href=/a>Get</a>", "/a": attached("a.txt", b"theirs", "text/plain")})
    async with opened(browser, url, tmp_path) as (session, page):
        outcome = await click(session, page, "Get")
        assert "kept in the run folder as “a (2).txt”" in str(outcome)
        await click(session, outcome.situation, "Get")
    assert (tmp_path / "a.txt").read_text() == "mine"
    assert (tmp_path / "a (2).txt").read_text() == (tmp_path / "a (3).txt").read_text() == "theirs"


@pytest.mark.parametrize("name", ["../../up.txt", "/etc/up.txt", "..\\up.txt"])
async def test_no_name_leads_out_of_the_folder(
    browser: Browser, serve: Serve, tmp_path: Path, name: str
) -> None:
    url = serve({"/": "<a href=/a>Get</a>", "/a": attached(name)})
    folder = tmp_path / "in" / "downloads"
    async with opened(browser, url, folder) as (session, page):
        (file,) = (await click(session, page, "Get")).downloads
    assert file.path is not None
    assert file.path.parent == folder
    assert files_in(tmp_path) == [file.path]


@pytest.mark.parametrize("announced", [True, False])
async def test_what_is_too_big_is_not_kept(
    browser: Browser, serve: Serve, tmp_path: Path, announced: bool
) -> None:
    headers = {"content-disposition": "attachment; filename=big.bin"}

    async def chunks() -> AsyncGenerator[bytes]:
        for _ in range(3):
            yield b"x" * 1_000

    def big(_: Request) -> Response:
        if announced:
            return Response(b"x" * 3_000, headers=headers)
        return StreamingResponse(chunks(), headers=headers)

    url = serve({"/": "<a href=/big>Get</a>", "/big": big})
    async with opened(browser, url, tmp_path, 2_000) as (session, page):
        outcome = await click(session, page, "Get")
    (file,) = outcome.downloads
    assert file.path is None
    assert "it has more than the 0.002 MB that are kept of a file" in str(outcome)
    assert files_in(tmp_path) == []


async def test_a_file_that_breaks_off_is_not_kept(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    async def broken() -> AsyncGenerator[bytes]:
        yield b"x" * 1_000
        await asyncio.sleep(0)
        raise ConnectionResetError

    headers = {"content-disposition": "attachment; filename=half.bin", "content-length": "5000"}

    def half(_: Request) -> Response:
        return StreamingResponse(broken(), headers=headers)

    url = serve({"/": "<a href=/half>Get</a>", "/half": half})
    async with opened(browser, url, tmp_path) as (session, page):
        (file,) = (await click(session, page, "Get")).downloads
    assert file.path is None
    assert file.problem
    assert files_in(tmp_path) == []


async def test_without_a_folder_nothing_is_kept(browser: Browser, serve: Serve) -> None:
    url = serve({"/": "<a href=/a>Get</a>", "/a": attached("a.pdf")})
    async with opened(browser, url, None) as (session, page):
        outcome = await click(session, page, "Get")
    assert "the site offered the download “a.pdf”; it was not kept" in outcome.changes


async def test_nothing_is_kept_while_exploring(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    url = serve({"/": "<a href=/a>Get</a>", "/a": attached("a.pdf")})
    opening = opened(browser, url, tmp_path / "downloads")
    async with opening as (session, page), session.guard.explore():
        (file,) = (await click(session, page, "Get")).downloads
    assert (file.path, file.problem) == (None, "nothing is kept while exploring")
    assert files_in(tmp_path) == []


async def test_a_folder_that_can_not_be_written_is_told(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    url = serve({"/": "<a href=/a>Get</a>", "/a": attached("a.pdf")})
    async with opened(browser, url, tmp_path / "taken") as (session, page):
        (file,) = (await click(session, page, "Get")).downloads
    assert file.path is None
    assert file.problem


async def test_secrets_are_taken_out_of_names_and_addresses(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    url = serve({"/": "<a href='/a?key=hunter22'>Get</a>", "/a": attached("hunter22.pdf")})
    secrets = Secrets({"pin": "hunter22"})
    async with opened(browser, url, tmp_path, secrets=secrets) as (session, page):
        (file,) = (await click(session, page, "Get")).downloads
    assert "hunter22" not in f"{file}{file!r}"
    assert [path.name for path in files_in(tmp_path)] == ["{{pin}}.pdf"]


def test_the_limit_is_a_number_of_bytes() -> None:
    with pytest.raises(UsageError, match="at least 1 byte"):
        BrowserOptions(download_limit=0)


@given(st.text(max_size=300))
def test_every_name_is_one_file_in_its_folder(name: str) -> None:
    safe = safe_file_name(name)
    assert safe
    assert safe not in (".", "..")
    assert not set(safe) & set('/\\:*?"<>|\0\n')
    assert len(safe.encode()) <= LONGEST + 1
    assert safe_file_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Bericht für März.pdf", "Bericht für März.pdf"),
        ("exe.\u202efdp", "exe.fdp"),
        ("..", "download"),
        (".bashrc", "bashrc"),
        ("con.txt", "_con.txt"),
        ("a/b/c.txt", "c.txt"),
        ("x" * 300 + ".tar", "x" * (LONGEST - 4) + ".tar"),
        ("line\nbreak.txt", "linebreak.txt"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe
