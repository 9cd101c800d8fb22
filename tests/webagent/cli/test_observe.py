"""`webagent observe`: the page as the agent sees it."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest
from starlette.responses import JSONResponse

from tests.support.site import serve_site
from tests.webagent.cli.calling import call
from tests.webagent.runs import manifest, rule

if TYPE_CHECKING:
    from collections.abc import Generator

PAGE = """<html><head><title>Teas \x1b[31m</title></head><body>
<h1>Teas</h1> <a href=/green>Green tea</a> <button disabled>Buy</button>
<p>left\u202eright</p><p class=staff>Margin 51 %</p></body></html>"""


@pytest.fixture(scope="module")
def site() -> Generator[str]:
    policy = manifest(rule("read_content", ".staff", False))
    with serve_site(
        {"/": PAGE, "/.well-known/agent-permissions.json": JSONResponse(policy)}
    ) as url:
        yield url


def test_json_is_one_object_with_all_that_is_seen(site: str) -> None:
    done = call("observe", f"{site}/", "--json")

    assert (done.code, done.stderr) == (0, "")
    seen = json.loads(done.stdout)
    assert seen["schema_version"] == "1"
    assert seen["url"] == f"{site}/"
    assert seen["title"].startswith("Teas")
    link, button = seen["refs"]
    assert (link["ref"], link["role"], link["name"]) == (1, "link", "Green tea")
    assert link["href"] == f"{site}/green"
    assert (button["ref"], button["role"], button["name"]) == (2, "button", "Buy")
    assert button["states"] == {"disabled": True}
    assert 'link [1] "Green tea"' in seen["text"]
    # A program is told the characters that are there.
    assert "left\u202eright" in seen["text"]
    assert set(seen["timings"]) == {"capture_ms", "simplify_ms"}
    assert all(value >= 0 for value in seen["timings"].values())
    # Under the manifest of the site, as in a run.
    assert "Margin" not in done.stdout


def test_the_text_goes_to_stdout_and_the_rest_to_stderr(site: str) -> None:
    done = call("observe", f"{site}/", "--viewport", "640x480")

    assert done.code == 0
    assert 'link [1] "Green tea"' in done.stdout
    assert f"{site}/" in done.stderr
    assert "2 to act on" in done.stderr
    # A page can't move the cursor (ECMA-48) or turn a line around (UAX #9).
    assert "left right" in done.stdout
    assert not {"\x1b", "\u202e"} & set(done.stdout + done.stderr)


def test_an_address_that_does_not_answer_is_code_5() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    done = call("observe", f"http://127.0.0.1:{port}/")

    assert done.code == 5
    assert done.stdout == ""
    assert f"http://127.0.0.1:{port}/" in done.stderr
