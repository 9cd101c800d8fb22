"""`webagent run`: who is told what, and by which code a run ends."""

from __future__ import annotations

import json
import re
import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.openai_server import Hang, OpenAIServer, in_turn, serve_openai
from tests.support.site import serve_site
from tests.webagent.actors.model.shopping import TASK, act, shopper, turn_of
from tests.webagent.cli.calling import call, finish, interrupt, start
from tests.webagent.runs import manifest, rule
from webagent.demo import DemoShop, serve_shop

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from subprocess import Popen

    from tests.support.openai_server import Answer

PLAIN = "<h1>Hello</h1><button onclick=\"document.title='Bought'\">Buy</button>"
"""A page whose only element to act on has the number 1."""


@pytest.fixture(scope="module")
def shop() -> Generator[DemoShop]:
    with serve_shop() as shop:
        yield shop


@pytest.fixture(scope="module")
def site() -> Generator[str]:
    with serve_site(PLAIN) as url:
        yield url


@pytest.fixture(scope="module")
def guarded_site() -> Generator[str]:
    """The same page, where a person has to allow the purchase."""
    from starlette.responses import JSONResponse

    policy = manifest(rule("click_element", "button", True, human_in_the_loop=True))
    pages = {"/": PLAIN, "/.well-known/agent-permissions.json": JSONResponse(policy)}
    with serve_site(pages) as url:
        yield url


@pytest.fixture(scope="module", autouse=True)
def without_model(
    site: str, tmp_path_factory: pytest.TempPathFactory
) -> Generator[tuple[Popen[str], int]]:
    """A run whose model is not there, begun first, for it tries for some seconds."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    out = tmp_path_factory.mktemp("runs") / "run"
    process = start("run", "a task", "--url", site, "--out", str(out), environment=_at(port))
    yield process, port
    process.kill()
    process.communicate()


def _at(server: OpenAIServer | int) -> dict[str, str]:
    url = server.url if isinstance(server, OpenAIServer) else f"http://127.0.0.1:{server}/v1"
    return {"OPENAI_BASE_URL": url, "OPENAI_MODEL": "test-model"}


def test_the_answer_goes_to_stdout_and_the_progress_to_stderr(
    shop: DemoShop, tmp_path: Path
) -> None:
    shop.reset()
    out = tmp_path / "run"
    with serve_openai(shopper, models=["test-model"]) as server:
        done = call("run", TASK, "--url", shop.url, "--out", str(out), environment=_at(server))

    assert done.code == 0, done.stderr
    assert done.stdout == "Kirishima Bancha is in the cart\n"
    assert [line.product for line in shop.cart_lines()] == ["kirishima-bancha"]
    assert "Using the model test-model (asked for)." in done.stderr
    assert re.search(r"^ +1 +click \[\d+\] link “Kirishima Bancha”", done.stderr, re.MULTILINE)
    assert re.search(r"^done .*", done.stderr, re.MULTILINE)
    assert "3 calls, 300+60 tokens" in done.stderr
    assert f"report  {out / 'report.html'}" in done.stderr
    assert "\x1b" not in done.stderr
    assert {"events.jsonl", "report.html", "result.json"} <= {path.name for path in out.iterdir()}


@pytest.mark.slow
def test_json_is_one_object_also_of_a_run_that_gave_up(site: str, tmp_path: Path) -> None:
    out = tmp_path / "run"
    with serve_openai(in_turn(act("stop [unable: no tea]", reason="There is none."))) as server:
        done = call(
            "run", "a task", "--url", site, "--json", "--out", str(out), environment=_at(server)
        )

    assert done.code == 1
    result = json.loads(done.stdout)
    assert result["schema_version"] == "1"
    assert (result["status"], result["success"]) == ("failed", False)
    assert result["answer"] == "unable: no tea"
    assert result["usage"]["calls"] == 1
    assert result["run_dir"] == str(out)
    (step,) = result["steps"]
    assert (step["actions"], step["reason"]) == (["stop [unable: no tea]"], "There is none.")
    assert result == json.loads((out / "result.json").read_text(encoding="utf-8"))


@pytest.mark.slow
def test_jsonl_is_an_event_a_line_also_of_a_run_that_met_its_limit(
    site: str, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    with serve_openai(in_turn(act("click [1]"))) as server:
        done = call(
            *("run", "a task", "--url", site, "--jsonl", "--max-steps", "1", "--out", str(out)),
            environment=_at(server),
        )

    assert done.code == 4
    events: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert {event["schema_version"] for event in events} == {"1"}
    kinds = [event["type"] for event in events]
    assert (kinds[0], kinds[-1]) == ("run_started", "run_finished")
    assert {"policy", "observed", "proposed", "permission", "stepped"} <= set(kinds)
    assert events[-1]["status"] == "limit"
    assert done.stdout == (out / "events.jsonl").read_text(encoding="utf-8")
    assert "1 step is left." in turn_of(server.requests[0])


@pytest.mark.slow
def test_nobody_there_to_approve_blocks_the_run(guarded_site: str) -> None:
    answers = in_turn(act("click [1]"), act("stop [unable: a person has to allow it]"))
    with serve_openai(answers) as server:
        done = call(
            *("run", "Buy it", "--url", guarded_site, "--approve", "never"),
            environment=_at(server),
        )

    assert done.code == 3
    assert done.stdout == "unable: a person has to allow it\n"
    assert "deny, not approved" in done.stderr
    assert re.search(
        r"^blocked  not permitted: click \[1\] button “Buy”", done.stderr, re.MULTILINE
    )


@pytest.mark.slow
def test_environment_variables_stand_for_options(guarded_site: str) -> None:
    with serve_openai(in_turn(act("click [1]"), act("stop [bought]"))) as server:
        twins = {"WEBAGENT_URL": guarded_site, "WEBAGENT_APPROVE": "always"}
        done = call("run", "Buy it", environment={**_at(server), **twins})

    assert (done.code, done.stdout) == (0, "bought\n")
    assert "allow, approved" in done.stderr
    assert "\nBought\n" in turn_of(server.requests[1])


@pytest.mark.slow
def test_an_interrupt_leaves_a_record(site: str, tmp_path: Path) -> None:
    asked = threading.Event()

    def hang(_messages: list[dict[str, Any]], _request: dict[str, Any]) -> Answer:
        asked.set()
        return Hang(60)

    out = tmp_path / "run"
    with serve_openai(hang) as server:
        process = start("run", "a task", "--url", site, "--out", str(out), environment=_at(server))
        assert asked.wait(timeout=30)
        interrupt(process)
        done = finish(process)

    assert done.code == 130
    assert done.stdout == ""
    lines = (out / "events.jsonl").read_text(encoding="utf-8").splitlines()
    kinds = [json.loads(line)["type"] for line in lines]
    assert kinds == ["run_started", "obeying", "start_permission", "policy", "observed"]
    assert "Did not finish" in (out / "report.html").read_text(encoding="utf-8")


def test_a_browser_that_is_not_there_is_code_5(site: str) -> None:
    done = call("run", "a task", "--url", site, "--browser", "/nonexistent")

    assert done.code == 5
    assert "--browser names /nonexistent, which is no program." in done.stderr
    assert "Using the built-in baseline" in done.stderr


def test_a_hosted_model_without_a_key_is_code_5(site: str) -> None:
    done = call("run", "a task", "--url", site, "--model", "gpt-5-mini")

    assert done.code == 5
    assert "export OPENAI_API_KEY=" in done.stderr
    assert done.stdout == ""


@pytest.mark.slow
def test_a_model_that_does_not_answer_is_code_5(without_model: tuple[Popen[str], int]) -> None:
    process, port = without_model
    done = finish(process)

    assert done.code == 5
    assert f"Nothing answers at http://127.0.0.1:{port}/v1" in done.stderr
    assert "correct OPENAI_BASE_URL" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("by_variable", [False, True], ids=["flag", "variable"])
def test_a_page_is_shown_within_the_budget(tmp_path: Path, by_variable: bool) -> None:
    rows = "".join(f"<p>Row {n} <a href=/{n}>Look</a></p>" for n in range(500))
    with serve_site(rows) as url, serve_openai(in_turn(act("stop [seen]"))) as server:
        flags = [] if by_variable else ["--budget", "600", "--view", "rich"]
        variables = {"WEBAGENT_BUDGET": "600", "WEBAGENT_VIEW": "rich"} if by_variable else {}
        call(
            *("run", "a task", "--url", url, "--out", str(tmp_path / "run"), *flags),
            environment=_at(server) | variables,
        )
    shown = turn_of(server.requests[0])
    assert " items: " in shown
    assert len(shown) < 4_000
    assert "<a href=/0>" in shown
