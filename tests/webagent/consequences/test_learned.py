"""What controls of a site have done before counts from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Action, Click, Judgement, Reversibility, Select, SentRequest, Type
from webagent_observation import Node

from webagent.consequences import HARMLESS_ENOUGH, Learned, SqliteHabits, template_of
from webagent.memory.store import Store

if TYPE_CHECKING:
    from pathlib import Path

CLICK = Click(1)
SHOP, OTHER = "https://shop.example", "https://other.example"
NODE = Node("button", "Brewing guide", ref=1, tag="button")
GUESS = Judgement(Reversibility.COMMIT, "nothing is known of it", guessed=True)
TOLD = Judgement(Reversibility.COMMIT, "says “buy”")
SAFE = Judgement(Reversibility.SAFE, "says “more”")
GET = SentRequest("GET", f"{SHOP}/guide", "fetch", 200)
POST = SentRequest("POST", f"{SHOP}/like", "fetch", 200)
BEACON = SentRequest("POST", f"{SHOP}/visits", "ping", 204)
STOPPED = SentRequest("POST", f"{SHOP}/like", "fetch", problem="refused by the guard")
SOCKET = SentRequest("GET", "wss://shop.example/live", "websocket")


@pytest.fixture
def habits(tmp_path: Path) -> SqliteHabits:
    return SqliteHabits(Store(tmp_path / "memory.sqlite"))


def seen(
    habits: SqliteHabits, *requests: SentRequest, times: int = 1, action: Action = CLICK
) -> Learned:
    """Return a run in which this was seen of the control."""
    run = Learned(habits)
    for _ in range(times):
        run.observe(SHOP, action, NODE, requests)
    return run


def test_what_is_not_known_stays_as_it_was_judged(habits: SqliteHabits) -> None:
    run = Learned(habits)
    for judgement in (GUESS, TOLD, SAFE):
        assert run.classify(judgement, SHOP, Click(1), NODE) is judgement


@pytest.mark.parametrize("request_", [POST, STOPPED, SOCKET], ids=["POST", "stopped", "socket"])
def test_a_request_that_may_change_something_raises_at_once(
    habits: SqliteHabits, request_: SentRequest
) -> None:
    run = seen(habits, GET, request_)
    raised = run.classify(SAFE, SHOP, Click(1), NODE)
    assert raised.reversibility is Reversibility.COMMIT
    assert not raised.guessed
    # What a word tells is the better reason.
    assert run.classify(TOLD, SHOP, Click(1), NODE) is TOLD


def test_it_stays_raised_in_later_runs(habits: SqliteHabits) -> None:
    seen(habits, POST)
    seen(habits, GET, times=50)
    later = Learned(habits).classify(SAFE, SHOP, Click(1), NODE)
    assert later.reversibility is Reversibility.COMMIT


def test_a_guess_is_lowered_by_what_earlier_runs_saw(habits: SqliteHabits) -> None:
    run = seen(habits, GET, BEACON, times=HARMLESS_ENOUGH)
    # Within a run a class is only ever raised.
    assert run.classify(GUESS, SHOP, Click(1), NODE) is GUESS
    later = Learned(habits).classify(GUESS, SHOP, Click(1), NODE)
    assert later.reversibility is Reversibility.EDIT
    assert str(HARMLESS_ENOUGH) in later.reason


def test_a_guess_is_lowered_only_after_enough(habits: SqliteHabits) -> None:
    seen(habits, GET, times=HARMLESS_ENOUGH - 1)
    assert Learned(habits).classify(GUESS, SHOP, Click(1), NODE) is GUESS


def test_what_a_word_tells_is_never_lowered(habits: SqliteHabits) -> None:
    seen(habits, GET, times=50)
    assert Learned(habits).classify(TOLD, SHOP, Click(1), NODE) is TOLD


def test_a_lowered_one_is_raised_again_in_the_same_run(habits: SqliteHabits) -> None:
    seen(habits, GET, times=HARMLESS_ENOUGH)
    run = seen(habits, POST)
    raised = run.classify(GUESS, SHOP, Click(1), NODE)
    assert raised.reversibility is Reversibility.COMMIT


@pytest.mark.parametrize(
    ("origin", "action", "node"),
    [
        (OTHER, Click(1), NODE),
        (SHOP, Select(1, "x"), NODE),
        (SHOP, Click(1), Node("link", "Brewing guide", ref=1)),
        (SHOP, Click(1), Node("button", "Size guide", ref=1)),
    ],
    ids=["origin", "verb", "role", "name"],
)
def test_what_was_seen_is_of_that_control_alone(
    habits: SqliteHabits, origin: str, action: Action, node: Node
) -> None:
    seen(habits, POST)
    assert Learned(habits).classify(SAFE, origin, action, node) is SAFE


def test_typing_is_not_sending(habits: SqliteHabits) -> None:
    seen(habits, POST, action=Type(1, "hello", enter=True))
    run = Learned(habits)
    assert run.classify(SAFE, SHOP, Type(1, "bye"), NODE) is SAFE
    sent = run.classify(SAFE, SHOP, Type(1, "bye", enter=True), NODE)
    assert sent.reversibility is Reversibility.COMMIT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Order 1042", "order 7"),
        ("Remove “Sencha”", "Remove “Assam”"),
        ("12.03.2026, 10:30", "1.4.2027, 9:05"),
        ("Buy\n now", "buy now"),
    ],
)
def test_names_of_a_kind_have_one_template(one: str, other: str) -> None:
    assert template_of(one) == template_of(other)


def test_names_of_other_kinds_have_others() -> None:
    assert template_of("Order 7") != template_of("Remove 7")
