"""`webagent resume`: a run that was killed goes on, and does nothing twice that can't be undone."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import stat
import threading
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import HTMLResponse, RedirectResponse

from tests.support.openai_server import Hang, in_turn, serve_openai
from tests.support.site import serve_site
from tests.webagent.actors.model.shopping import act, ref_in, turn_of
from tests.webagent.cli.calling import call, finish, start
from webagent.demo import DemoShop, serve_shop

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path
    from subprocess import Popen

    from starlette.requests import Request

    from tests.support.openai_server import Answer, OpenAIServer
    from tests.webagent.cli.calling import Call

TASK = "Order one Everyday Sencha"
PRODUCT = "/product/everyday-sencha"
NEW_ORDER = "Order 1003"
"""As the account lists it: the shop begins with two orders."""
MANY_LIVES = 25


@pytest.fixture(scope="module")
def running() -> Generator[DemoShop]:
    with serve_shop() as shop:
        yield shop


@pytest.fixture
def shop(running: DemoShop) -> DemoShop:
    running.reset()
    return running


def _at(server: OpenAIServer) -> dict[str, str]:
    return {"OPENAI_BASE_URL": server.url, "OPENAI_MODEL": "test-model"}


def _page_in(shown: str) -> str:
    """Return the page alone: what is told of pages left since has lines of theirs."""
    return shown.partition("=== BEGIN PAGE")[2]


def _click(shown: str, role: str, name: str) -> str | None:
    number = ref_in(_page_in(shown), role, name)
    return None if number is None else f"click [{number}]"


def careful_buyer(_messages: list[dict[str, Any]], request: dict[str, Any]) -> str:
    """Order as somebody who looks before doing again what may have been done."""
    shown = turn_of(request)
    history = shown.partition("DONE SO FAR:")[2].partition("=== BEGIN PAGE")[0]
    page = _page_in(shown)
    if "Thank you" in page:
        return act("stop [ordered]")
    last = history.rpartition("Place order")[2]
    doubtful = "Place order" in history and "outcome unknown" in history
    if doubtful and NEW_ORDER in page:
        return act("stop [it was ordered already]")
    if doubtful and "link “Account”" not in last:
        return act(_click(shown, "link", "Account") or "stop [unable: no account]")
    for role, name in (
        ("button", "Place order"),
        ("link", "Go to checkout"),
        ("link", "Cart (1)"),
        ("button", "Add to cart"),
        ("link", "Everyday Sencha"),
    ):
        if action := _click(shown, role, name):
            return act(action)
    return act("go_home")


class Killer:
    """Ends a process in the middle of what it does, as `kill -9` does, once."""

    def __init__(self, process: Popen[str]) -> None:
        self._process = process
        self.killed = threading.Event()

    def strike(self) -> None:
        """Kill it."""
        self.killed.set()
        os.kill(self._process.pid, signal.SIGKILL)

    def at_first(self, struck: set[tuple[str, str]]) -> None:
        """Read its events, and kill it at the first that none was killed at before.

        Told apart are the beginning of an action and its end, for each thing acted on.
        """
        assert self._process.stdout is not None
        for line in self._process.stdout:
            event = json.loads(line)
            place = (event["type"], event.get("target", ""))
            if event["type"] in {"intent", "stepped"} and place not in struck:
                struck.add(place)
                self.strike()
                break


def _ended(process: Popen[str]) -> Call:
    done = finish(process)
    assert done.code in {0, 1, 3, -signal.SIGKILL}, done.stderr
    return done


def _events(out: Path) -> list[dict[str, Any]]:
    lines = (out / "events.jsonl").read_bytes().split(b"\n")[:-1]
    return [json.loads(line) for line in lines]


@pytest.mark.slow
def test_a_run_killed_at_every_step_orders_exactly_once(shop: DemoShop, tmp_path: Path) -> None:
    before = len(shop.orders())
    out = tmp_path / "run"
    struck: set[tuple[str, str]] = set()
    lives = 0
    with serve_openai(careful_buyer) as server:
        arguments = ["run", TASK, "--url", f"{shop.url}{PRODUCT}", "--out", str(out)]
        while lives < MANY_LIVES:
            lives += 1
            process = start(*arguments, "--approve", "always", "--jsonl", environment=_at(server))
            Killer(process).at_first(struck)
            if _ended(process).code != -signal.SIGKILL:
                break
            arguments = ["resume", str(out)]

    assert len(shop.orders()) == before + 1
    assert [(line.name, line.quantity) for line in shop.orders()[0].lines] == [
        ("Everyday Sencha", 1)
    ]
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert result["status"] == "done"
    assert {kind for kind, target in struck if "Place order" in target} == {"intent", "stepped"}
    assert sum(event["type"] == "resumed" for event in _events(out)) == lives - 1
    assert not (out / "checkpoint.json").exists()


@pytest.mark.slow
def test_a_run_killed_at_random_moments_orders_exactly_once(shop: DemoShop, tmp_path: Path) -> None:
    before = len(shop.orders())
    out = tmp_path / "run"
    chance = random.Random(7)
    with serve_openai(careful_buyer) as server:
        arguments = ["run", TASK, "--url", f"{shop.url}{PRODUCT}", "--out", str(out)]
        for life in range(MANY_LIVES):
            process = start(*arguments, "--approve", "always", environment=_at(server))
            # Each life lasts longer, so that one of them reaches the end on a slow machine too.
            timer = threading.Timer(1.0 + chance.random() * 1.5**life, process.kill)
            timer.start()
            done = _ended(process)
            timer.cancel()
            # A run that is over may be killed as well, before its process ends.
            if done.code != -signal.SIGKILL or (out / "result.json").exists():
                break
            if (out / "events.jsonl").exists():
                arguments = ["resume", str(out)]

    assert len(shop.orders()) == before + 1
    assert shop.orders()[0].lines[0].quantity == 1


@pytest.mark.slow
@pytest.mark.parametrize("when", ["before", "after"])
def test_what_can_not_be_undone_is_not_repeated_without_a_person(when: str, tmp_path: Path) -> None:
    """The shop has no protection of its own, and the model would order again and again."""
    orders: list[str] = []
    strike: list[Callable[[], None]] = []

    def order(request: Request) -> RedirectResponse:
        if when == "after":
            orders.append("tea")
        if strike:
            strike.pop()()
        elif when == "before":
            orders.append("tea")
        return RedirectResponse("/", 303)

    def buy_again(_messages: list[dict[str, Any]], request: dict[str, Any]) -> str:
        return act(_click(turn_of(request), "button", "Buy now") or "stop [unable: no button]")

    form = "<form method=post action=/order><button>Buy now</button></form>"
    out = tmp_path / "run"
    with serve_site({"/": form, "/order": order}) as url, serve_openai(buy_again) as server:
        process = start("run", "Buy tea", "--url", url, "--out", str(out), environment=_at(server))
        strike.append(Killer(process).strike)
        assert finish(process).code == -signal.SIGKILL
        known = len(orders)
        done = call("resume", str(out), "--approve", "never", environment=_at(server))

    assert done.code == 3
    assert "interrupted while it did exactly this" in done.stderr
    assert len(orders) == known == (when == "after")
    told = turn_of(server.requests[1])
    assert "outcome unknown: the run was interrupted during click [1] button “Buy now”" in told


@pytest.mark.slow
def test_a_person_may_allow_it_again(tmp_path: Path) -> None:
    orders: list[str] = []
    strike: list[Callable[[], None]] = []

    def order(request: Request) -> HTMLResponse:
        if strike:
            strike.pop()()
        else:
            orders.append("tea")
        return HTMLResponse("<p>Thank you</p>")

    def buy(_messages: list[dict[str, Any]], request: dict[str, Any]) -> str:
        return act(_click(turn_of(request), "button", "Buy now") or "stop [bought]")

    form = "<form method=post action=/order><button>Buy now</button></form>"
    out = tmp_path / "run"
    with serve_site({"/": form, "/order": order}) as url, serve_openai(buy) as server:
        process = start("run", "Buy tea", "--url", url, "--out", str(out), environment=_at(server))
        strike.append(Killer(process).strike)
        assert finish(process).code == -signal.SIGKILL
        done = call("resume", str(out), "--approve", "always", environment=_at(server))

    assert (done.code, done.stdout) == (0, "bought\n")
    assert len(orders) == 1
    permission = next(e for e in _events(out)[::-1] if e["type"] == "permission")
    assert permission["approved"] is True
    assert permission["rulings"][-1]["source"] == "safety"


@pytest.mark.slow
def test_cookies_storage_notes_and_address_are_there_again(tmp_path: Path) -> None:
    def second(request: Request) -> HTMLResponse:
        script = "<script>document.write('stored ' + localStorage.getItem('kept'))</script>"
        return HTMLResponse(f"<p>hello {request.cookies.get('who', 'nobody')}</p>{script}")

    first = """<script>document.cookie = 'who=ada'; localStorage.setItem('kept', '42')</script>
      <a href=/second>On</a>"""
    strike: list[Callable[[], None]] = []

    def walk(_messages: list[dict[str, Any]], request: dict[str, Any]) -> str:
        shown = turn_of(request)
        if action := _click(shown, "link", "On"):
            return act("note [the code is 1234]", action)
        if strike:
            strike.pop()()
        return act("stop [seen]")

    out = tmp_path / "run"
    with serve_site({"/": first, "/second": second}) as url, serve_openai(walk) as server:
        process = start("run", "Look", "--url", url, "--out", str(out), environment=_at(server))
        strike.append(Killer(process).strike)
        assert finish(process).code == -signal.SIGKILL
        mode = stat.S_IMODE((out / "checkpoint.json").stat().st_mode)
        done = call("resume", str(out), "--json", environment=_at(server))

    assert mode == 0o600
    assert done.code == 0, done.stderr
    told = turn_of(server.requests[-1])
    assert f"PAGE at {url}/second:" in told
    assert "hello ada" in told
    assert "stored 42" in told
    assert "- the code is 1234" in told
    assert "the run was interrupted and goes on now" in told
    assert f"It began at {url}" in told
    result = json.loads(done.stdout)
    assert [step["number"] for step in result["steps"]] == [1, 2]
    assert result["usage"]["calls"] == 2
    assert "Done" in (out / "report.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_live_run_is_not_resumed(tmp_path: Path) -> None:
    asked = threading.Event()

    def hang(_messages: list[dict[str, Any]], _request: dict[str, Any]) -> Answer:
        asked.set()
        return Hang(60)

    out = tmp_path / "run"
    with serve_site("<p>page</p>") as url, serve_openai(hang) as server:
        process = start("run", "Look", "--url", url, "--out", str(out), environment=_at(server))
        assert asked.wait(timeout=30)
        size = (out / "events.jsonl").stat().st_size
        done = call("resume", str(out), environment=_at(server))
        assert done.code == 2
        assert "still going on" in done.stderr
        assert (out / "events.jsonl").stat().st_size == size
        # Terminated, it leaves what it takes to go on.
        process.terminate()
        stopped = finish(process)
    assert stopped.code == 143
    assert f"webagent resume {out}" in stopped.stderr
    assert "Did not finish" in (out / "report.html").read_text(encoding="utf-8")
    with serve_openai(in_turn(act("stop [seen]"))) as server:
        done = call("resume", str(out), environment=_at(server))
    assert done.code == 5, "its site is gone"
    with serve_openai(in_turn(act("stop [seen]"))) as server:
        done = call("resume", str(out), environment=_at(server))
    assert done.code == 2
    assert "has ended (error:" in done.stderr


@pytest.mark.slow
def test_secrets_are_asked_for_again(tmp_path: Path) -> None:
    strike: list[Callable[[], None]] = []
    page = """<script>document.cookie = 'seen=hunter2 hunter2'</script>
      <label>Password <input></label>"""

    def type_it(_messages: list[dict[str, Any]], request: dict[str, Any]) -> str:
        if strike:
            strike.pop()()
        shown = turn_of(request)
        if "{{password}}" in _page_in(shown):
            return act("stop [typed]")
        return act(f"type [{ref_in(shown, 'textbox', 'Password')}] [{{{{password}}}}]")

    out = tmp_path / "run"
    with serve_site(page) as url, serve_openai(type_it) as server:
        # Command lines split such variables at spaces.
        variable = {"WEBAGENT_SECRET": "password=hunter2 hunter2\nother=one more"}
        process = start(
            *("run", "Type {{password}}", "--url", url, "--out", str(out)),
            environment=_at(server) | variable,
        )
        strike.append(Killer(process).strike)
        assert finish(process).code == -signal.SIGKILL
        kept = b"".join(path.read_bytes() for path in out.iterdir())
        assert b"hunter2 hunter2" not in kept
        assert b"{{password}}" in (out / "checkpoint.json").read_bytes()
        forgotten = call("resume", str(out), environment=_at(server))
        given = ("--secret", "password=hunter2 hunter2", "--secret", "other=one more")
        done = call("resume", str(out), *given, environment=_at(server))

    assert forgotten.code == 2
    assert "give --secret password=… --secret other=… again" in forgotten.stderr
    assert (done.code, done.stdout) == (0, "typed\n"), done.stderr


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "can't be read: No such file"),
        ("", "holds no run"),
        ("{}\n", "holds no run"),
    ],
)
def test_what_is_no_run_is_a_usage_error(
    content: str | None, complaint: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "events.jsonl").write_text(content)
    done = call("resume", str(tmp_path))
    assert done.code == 2
    assert re.search(complaint, done.stderr)
