"""A model's whole runs: the demo shop, the real browser, a scripted endpoint."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.openai_server import MODES, in_turn, serve_openai
from tests.webagent.actors.model.shopping import (
    TASK,
    act,
    asked_for,
    next_purchase,
    shopper,
    turn_of,
)
from tests.webagent.runs import assert_complete, events_of, files_with, folder_of
from webagent import Status
from webagent.demo import DemoShop, serve_shop

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.support.openai_server import Responder
    from tests.webagent.actors.model.conftest import Employ
    from tests.webagent.conftest import Play, Serve


@pytest.fixture(scope="module")
def running_shop() -> Generator[DemoShop]:
    with serve_shop() as shop:
        yield shop


@pytest.fixture
def shop(running_shop: DemoShop) -> DemoShop:
    running_shop.reset()
    return running_shop


def _in_prose(_messages: list[dict[str, Any]], request: dict[str, Any]) -> str:
    return f"I know what to do.\n\nAction: {next_purchase(request)}"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What an endpoint takes, how its model answers, and how it is asked in a run of 3 turns."""

    modes: frozenset[str]
    responder: Responder
    asked: tuple[str, ...]


@pytest.mark.slow
@pytest.mark.parametrize(
    "endpoint",
    [
        Endpoint(MODES, shopper, ("schema",) * 3),
        Endpoint(MODES - {"schema"}, shopper, ("schema", "tool", "tool", "tool")),
        Endpoint(frozenset({"text"}), _in_prose, ("schema", "tool", "text", "text", "text")),
    ],
    ids=["schema", "tool", "text"],
)
async def test_the_cheapest_tea_goes_into_the_cart_however_replies_are_asked_for(
    play: Play, employ: Employ, shop: DemoShop, endpoint: Endpoint
) -> None:
    with serve_openai(endpoint.responder, modes=endpoint.modes) as server:
        result = await play(shop.url, actor=employ(server), task=TASK)

    assert result.status is Status.DONE, result.reason
    assert result.answer == "Kirishima Bancha is in the cart"
    assert {line.sku: line.quantity for line in shop.cart_lines()} == {"kirishima-bancha-50-g": 1}
    # What the endpoint refuses is tried once a run, not once a turn.
    assert tuple(map(asked_for, server.requests)) == endpoint.asked
    assert result.actor == "test-model"
    assert (result.usage.calls, result.usage.input_tokens) == (3, 300)
    assert_complete(result)
    # Elements are named in what was done: their numbers mean nothing on another page.
    first, last = (turn_of(server.requests[index]) for index in (0, -1))
    assert "DONE SO FAR" not in first
    assert f"It began at {shop.url}" in first
    assert "link “Kirishima Bancha” → " in last
    assert "button “Add to cart” → " in last


async def test_nonsense_three_times_is_a_failed_step_and_the_run_goes_on(
    play: Play, employ: Employ, serve: Serve
) -> None:
    with serve_openai(in_turn("Well.", "Hm.", "So.", act("stop [found it]"))) as server:
        result = await play(serve("<p>Hello</p>"), actor=employ(server))

    assert (result.status, result.answer) == (Status.DONE, "found it")
    assert [(step.failed, step.outcome) for step in result.steps] == [
        (True, "no valid action was proposed"),
        (False, "stopped"),
    ]
    assert [event["repairs"] for event in events_of(result, "proposed")] == [2, 0]
    assert result.usage.calls == 4
    assert "1. (no valid action) → no valid action was proposed" in turn_of(server.requests[-1])


async def test_nonsense_for_ever_ends_the_run(play: Play, employ: Employ, serve: Serve) -> None:
    with serve_openai(in_turn("Well.")) as server:
        result = await play(serve("<p>Hello</p>"), actor=employ(server))

    assert result.status is Status.FAILED
    assert_complete(result)


async def test_a_secret_reaches_the_page_and_never_the_model(
    play: Play, employ: Employ, serve: Serve
) -> None:
    page = """
        <label>Password <input oninput="echo.textContent = 'You typed ' + this.value"></label>
        <p id=echo></p><p id=count></p>
        <script>
          onchange = event => { count.textContent = event.target.value.length + ' characters' }
        </script>"""
    answers = in_turn(act("type [1] [{{password}}]"), act("press [Tab]"), act("stop [done]"))
    with serve_openai(answers) as server:
        result = await play(
            serve(page),
            actor=employ(server),
            task="Log in with hunter-22!",
            secrets={"password": "hunter-22!"},
        )

    assert result.status is Status.DONE
    sent = json.dumps(server.requests, ensure_ascii=False)
    assert "hunter" not in sent
    assert "TASK: Log in with {{password}}" in turn_of(server.requests[0])
    assert "typed in for you: {{password}}." in server.requests[0]["messages"][0]["content"]
    assert "You typed {{password}}" in turn_of(server.requests[-1])
    # The page itself was given the value, not its name.
    assert "10 characters" in turn_of(server.requests[-1])
    assert files_with(folder_of(result), "hunter") == []


async def test_a_note_is_shown_once_in_every_later_turn(
    play: Play, employ: Employ, serve: Serve
) -> None:
    answers = in_turn(
        act("note [the code is 1042]", "press [Tab]"), act("note [second]"), act("stop [1042]")
    )
    with serve_openai(answers) as server:
        result = await play(serve("<button>Go</button>"), actor=employ(server))

    assert result.answer == "1042"
    turns = [turn_of(request) for request in server.requests]
    assert [turn.count("the code is 1042") for turn in turns] == [0, 1, 1]
    assert "NOTES:\n- the code is 1042\n- second\n" in turns[2]
    assert "2. note → noted" in turns[2]
