"""What a session starts with, and what it keeps."""

from __future__ import annotations

import json
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, Response

from tests.webagent.conftest import LOCAL_SITES
from tests.webagent.runs import assert_complete, events_of, outcomes_of
from webagent import BrowserOptions, Limits, Status, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from tests.webagent.conftest import Play, Serve


def _visits(request: Request) -> HTMLResponse:
    """Count in a cookie and in local storage, and show both."""
    count = int(request.cookies.get("visits", "0")) + 1
    page = f"""<p>cookie {count}</p><p id="local"></p><script>
      localStorage.visits = Number(localStorage.visits ?? 0) + 1;
      local.textContent = `local ${{localStorage.visits}}`;
    </script>"""
    response = HTMLResponse(page)
    response.set_cookie("visits", str(count))
    return response


@pytest.mark.parametrize("exists", [False, True])
async def test_storage_state_is_kept_for_its_owner_only_and_taken_up_again(
    play: Play, serve: Serve, tmp_path: Path, exists: bool
) -> None:
    url = serve({"/": _visits})
    state = tmp_path / "state.json"
    if exists:
        state.write_text("{}")
        state.chmod(0o644)
    await play(url, ["stop [x]"], browser=BrowserOptions(save_storage_state=state))
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    assert json.loads(state.read_text())["cookies"][0]["value"] == "1"

    result = await play(url, ["stop [x]"], browser=BrowserOptions(storage_state=state))
    assert events_of(result, "observed")[0]["text"] == "cookie 2\nlocal 2"


async def test_sessions_share_nothing(play: Play, serve: Serve) -> None:
    url = serve({"/": _visits})
    for _ in range(2):
        result = await play(url, ["stop [x]"])
        assert events_of(result, "observed")[0]["text"] == "cookie 1\nlocal 1"


async def test_a_trace_is_written(play: Play, serve: Serve, tmp_path: Path) -> None:
    trace = tmp_path / "trace.zip"
    await play(serve("<p>traced</p>"), ["stop [x]"], browser=BrowserOptions(trace=trace))
    with zipfile.ZipFile(trace) as archive:
        assert "trace.trace" in archive.namelist()


async def test_what_went_over_the_network_is_written(
    play: Play, serve: Serve, tmp_path: Path
) -> None:
    har = tmp_path / "network.har"
    url = serve("<p>recorded</p>")
    await play(url, ["stop [x]"], browser=BrowserOptions(har=har, network=LOCAL_SITES))
    entries = json.loads(har.read_text())["log"]["entries"]
    entry = next(each for each in entries if each["request"]["url"] == f"{url}/")
    assert entry["response"]["content"]["text"].count("<p>recorded</p>") == 1
    names = {header["name"].lower() for header in entry["request"]["headers"]}
    assert {"accept", "sec-fetch-mode"} <= names


async def test_a_har_is_refused_beside_secrets(play: Play, serve: Serve, tmp_path: Path) -> None:
    options = BrowserOptions(har=tmp_path / "network.har")
    with pytest.raises(UsageError, match="can't be combined with secrets"):
        await play(serve("<p>x</p>"), browser=options, secrets={"pin": "4711"})


async def test_a_place_is_told_to_pages_that_ask(play: Play, serve: Serve) -> None:
    page = """<p>nowhere</p><script>
      const show = text => document.querySelector("p").textContent = text;
      navigator.geolocation.getCurrentPosition(
        ({coords}) => show(`${coords.latitude} ${coords.longitude}`), error => show("denied"));
    </script>"""
    for place, told in (((48.2, 16.4), "48.2 16.4"), (None, "denied")):
        options = BrowserOptions(geolocation=place, network=LOCAL_SITES)
        result = await play(serve(page), ["wait", "stop [x]"], browser=options)
        assert events_of(result, "observed")[-1]["text"] == told


async def test_a_trace_is_refused_beside_secrets(play: Play, tmp_path: Path) -> None:
    options = BrowserOptions(trace=tmp_path / "trace.zip")
    with pytest.raises(UsageError, match="can't be combined with secrets"):
        await play("http://127.0.0.1/", browser=options, secrets={"pin": "4711"})


async def test_viewport_and_language_are_those_asked_for(play: Play, serve: Serve) -> None:
    page = "<p></p><script>document.querySelector('p').textContent = " + (
        "[innerWidth, innerHeight, navigator.language].join(' ')</script>"
    )
    options = BrowserOptions(viewport=(640, 360), locale="de-AT")
    result = await play(serve(page), ["stop [x]"], browser=options)
    assert events_of(result, "observed")[0]["text"] == "640 360 de-AT"


async def test_what_can_not_be_kept_is_told_and_the_answer_is_not_lost(
    play: Play, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webagent.browser._launch._KEEP_CAP_S", 0.0)
    options = BrowserOptions(save_storage_state=tmp_path / "state.json")
    result = await play(serve("<p>page</p>"), ["stop [42]"], browser=options)
    assert result.status is Status.ERROR
    assert "could not be kept" in result.reason
    assert result.answer == "42"
    assert_complete(result)


async def test_downloads_are_kept_in_the_folder_of_the_run(play: Play, serve: Serve) -> None:
    file = Response("content", headers={"content-disposition": "attachment; filename=file.txt"})
    url = serve({"/": "<a href=/file>Save</a>", "/file": file})
    result = await play(url, ['click [link "Save"]', "stop [x]"], limits=Limits(seconds=40))
    assert result.status is Status.DONE
    assert result.run_dir is not None
    assert "the site gave the file “file.txt”" in outcomes_of(result)[0]
    kept = result.run_dir / "downloads" / "file.txt"
    assert kept.read_text() == "content"
