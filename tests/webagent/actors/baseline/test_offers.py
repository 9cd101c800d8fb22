"""One of several offers is taken by what it costs or how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent import Status
from webagent.actors.baseline._facts import Quantity, Superlative
from webagent.actors.baseline._intents import Find, TakeOffer
from webagent.actors.baseline._understanding import understand

if TYPE_CHECKING:
    from tests.webagent.actors.baseline.conftest import Ask, Do

BEFORE = """<nav><a href=#>Book a car</a></nav><h1>Flights</h1>
<div>Dawn Air, 7 h 25 min, one stop</div><div>$210</div><button id=dawn>Select</button>
<div>Noon Air, 1h 43m</div><div>$340</div><button id=noon>Select</button>
<div>Dusk Air, 95 min, was $150</div><div>$260</div><button id=dusk>Select</button>"""
AFTER = """<h1>Rooms</h1><p>All with breakfast.</p>
<button id=garden>Reserve</button><p>Garden view, €120 a night</p>
<button id=sea>Reserve</button><p>Sea view, €180 a night</p>"""
ON_BUTTON = """<p>Duration: 2h 5m</p><button id=slow>Book for $90</button>
<p>Duration: 55 min</p><button id=fast>Book for $190</button>"""
ROWS = """<table><tr><td><a href=#a id=a>Dawn Air</a><td>$210</tr>
<tr><td><a href=#b id=b>Noon Air</a><td>$140</tr></table>"""


@pytest.mark.parametrize(
    ("task", "quantity", "highest"),
    [
        ("Book the cheapest flight", Quantity.PRICE, False),
        ("Buy the ticket with the shortest duration.", Quantity.DURATION, False),
        ("buy the ticket with the most expensive cost", Quantity.PRICE, True),
        ("get me the fastest train", Quantity.DURATION, False),
        ("reserve the room with the best rating", Quantity.RATING, True),
    ],
)
def test_an_offer_is_read(task: str, quantity: Quantity, highest: bool) -> None:
    (intent,) = understand(task)
    assert isinstance(intent, TakeOffer)
    assert intent.offer.superlative == Superlative(quantity, highest)


def test_what_a_shop_sells_is_no_offer_of_this_kind() -> None:
    assert isinstance(understand("buy the cheapest tea")[0], Find)


@pytest.mark.parametrize(
    "task",
    ["Book the cheapest flight from Oslo to Bergen on 3 May", "buy the cheapest ticket for Friday"],
)
def test_what_makes_conditions_is_not_read_as_an_offer(task: str) -> None:
    assert not any(isinstance(intent, TakeOffer) for intent in understand(task))


@pytest.mark.parametrize(
    ("task", "html", "taken"),
    [
        ("Book the cheapest flight", BEFORE, "dawn"),
        ("Select the flight with the lowest fare", BEFORE, "dawn"),
        ("book the quickest flight", BEFORE, "dusk"),
        ("book the second cheapest flight", BEFORE, "dusk"),
        ("Book the longest flight", BEFORE, "dawn"),
        ("reserve the most expensive room", AFTER, "sea"),
        ("Buy the ticket with the lowest cost", ON_BUTTON, "slow"),
        ("Buy the ticket with the shortest duration", ON_BUTTON, "fast"),
        ("Choose the cheapest flight", ROWS, "b"),
    ],
)
async def test_the_offer_is_taken(ask: Ask, task: str, html: str, taken: str) -> None:
    _, clicked = await ask(task, html)
    assert clicked == taken


async def test_offers_that_go_on_elsewhere_are_not_compared(do: Do) -> None:
    result = await do("Book the cheapest flight", f"{BEFORE}<a href=/2>Next</a>")
    assert result.status is Status.FAILED
    assert "the list goes on on other pages" in result.answer
