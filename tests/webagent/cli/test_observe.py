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
<p>left\x9bright</p><p class=staff>Margin 51 %</p></body></html>"""


@pytest.fixture(scope="module")
def site() -> Generator[str]:
    policy = manifest(rule("read_content", ".staff", False))
    with serve_site(
        {"/": PAGE, "/.well-known/agent-permissions.json": JSONResponse(policy)}
    ) as url:
        yield url


@pytest.mark.slow
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
    assert "/green" not in seen["text"]
    assert (seen["left_out"], seen["found"]) == (0, None)
    # A program is told the characters that are there.
    assert "left\x9bright" in seen["text"]
    assert seen["tokens"] > 0
    times = seen["timings"]
    assert (times.pop("looks"), times.pop("again_ms")) == (1, None)
    assert set(times) == {"capture_ms", "simplify_ms"}
    assert all(value >= 0 for value in times.values())
    # Under the manifest of the site, as in a run.
    assert "Margin" not in done.stdout


def test_the_text_goes_to_stdout_and_the_rest_to_stderr(site: str) -> None:
    done = call("observe", f"{site}/", "--viewport", "640x480")

    assert done.code == 0
    assert 'link [1] "Green tea"' in done.stdout
    assert f"{site}/" in done.stderr
    assert "2 to act on" in done.stderr
    assert "tokens" in done.stderr
    # A page can't move the cursor (ECMA-48), not with the one-character CSI either.
    assert "left right" in done.stdout
    assert not {"\x1b", "\x9b"} & set(done.stdout + done.stderr)


@pytest.mark.slow
def test_the_rich_view_tells_what_the_html_says(site: str) -> None:
    done = call("observe", f"{site}/", "--view", "rich")

    assert done.code == 0
    assert "/green" in done.stdout


@pytest.mark.slow
def test_a_budget_leaves_out_what_has_no_room_and_says_so() -> None:
    rows = "".join(f"<li><a href=/{number}>Tea number {number}</a></li>" for number in range(400))
    with serve_site(f"<h1>Teas</h1><ul>{rows}</ul>") as url:
        done = call("observe", f"{url}/", "--budget", "500", "--json")

    assert done.code == 0
    seen = json.loads(done.stdout)
    assert seen["tokens"] <= 525  # 5 % more than it may have
    assert seen["left_out"] > 0
    assert "…" in seen["text"]
    # All that can be acted on is still told to a program.
    assert len(seen["refs"]) == 400


@pytest.mark.slow
def test_a_search_shows_the_lines_that_hold_the_text(site: str) -> None:
    done = call("observe", f"{site}/", "--find", "green", "--json")

    assert done.code == 0
    seen = json.loads(done.stdout)
    assert (seen["found"]["match"], seen["found"]["total"]) == ("phrase", 1)
    assert "[1]" in seen["found"]["lines"][0]["text"]
    assert "left" not in seen["text"]


@pytest.mark.slow
def test_a_search_without_result_says_so(site: str) -> None:
    done = call("observe", f"{site}/", "--find", "coffee")

    assert (done.code, done.stdout) == (0, "\n")
    assert "0 lines found" in done.stderr


@pytest.mark.slow
def test_a_search_does_not_find_what_may_not_be_read(site: str) -> None:
    done = call("observe", f"{site}/", "--find", "Margin", "--json")

    assert "51 %" not in done.stdout
    assert json.loads(done.stdout)["found"]["total"] == 0


def test_repeated_looks_tell_what_a_full_look_takes_and_what_another_one_does(site: str) -> None:
    done = call("observe", f"{site}/", "--repeat", "3", "--json")

    assert (done.code, done.stderr) == (0, "")
    seen = json.loads(done.stdout)
    assert seen["timings"]["looks"] == 3
    assert seen["timings"]["again_ms"] > 0
    # It is the first look that is shown.
    assert [ref["ref"] for ref in seen["refs"]] == [1, 2]


@pytest.mark.slow
def test_repeated_looks_are_told_to_people_as_medians(site: str) -> None:
    done = call("observe", f"{site}/", "--repeat", "2")

    assert done.code == 0
    assert "medians of 2 looks" in done.stderr
    assert "unchanged" in done.stderr


@pytest.mark.slow
def test_a_page_under_a_dialog_is_not_looked_at_again() -> None:
    with serve_site({"/": "<html><body><script>alert('Wait')</script>"}) as url:
        done = call("observe", f"{url}/", "--repeat", "2", "--json")

    assert done.code == 0
    seen = json.loads(done.stdout)
    assert seen["dialog"]["message"] == "Wait"
    assert seen["timings"]["again_ms"] is None


def test_looks_can_not_be_fewer_than_none() -> None:
    done = call("observe", "http://127.0.0.1:9/", "--repeat", "-1")

    assert done.code == 2
    assert "--repeat" in done.stderr


def test_an_address_that_does_not_answer_is_code_5() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    done = call("observe", f"http://127.0.0.1:{port}/")

    assert done.code == 5
    assert done.stdout == ""
    assert f"http://127.0.0.1:{port}/" in done.stderr
