"""Errands in other words than those of plain instructions, as people typed them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webagent.actors.baseline._gist import read_gist
from webagent.actors.baseline._intents import PlaceOrder
from webagent.actors.baseline._understanding import understand

CHEAPEST = ["cheapest green tea"]
IN_CART = ["add it to the cart"]
ORDERED = [*IN_CART, "go to the checkout", "place the order"]

ERRANDS: dict[str, tuple[list[str], list[str]]] = {
    "Would you mind adding the cheapest green tea to my basket?": (CHEAPEST, IN_CART),
    "Hi! I'm on a budget, so just stick the cheapest green tea in my cart": (CHEAPEST, IN_CART),
    "My mum drinks nothing but green tea and I'm broke, so stick the cheapest one in the basket": (
        ["cheapest", "green tea"],
        IN_CART,
    ),
    "Take the lowest priced green tea and add it to the cart, don't order it yet.": (
        ["green tea"],
        IN_CART,
    ),
    "i need the cheapest green tea bought, all the way through checkout": (CHEAPEST, ORDERED),
    "The lowest-priced green tea should be ordered and delivered to the address in my account": (
        ["green tea"],
        ORDERED,
    ),
    "2x peppermint leaf 100g in cart": (
        ["peppermint leaf"],
        ["choose “100 g”", "add 2 to the cart"],
    ),
    "There ought to be two packs of Peppermint Leaf in my cart, both of 100 g; please see to it": (
        ["Peppermint Leaf"],
        ["choose “100 g”", "add 2 to the cart"],
    ),
    "Into the bag go one Glass Teapot, 600 ml, and one Leaf Infuser Basket; then show the bag": (
        ["Glass Teapot", "choose “600 ml”", "Leaf Infuser Basket"],
        ["open the cart"],
    ),
    "My husband swears by Kirishima Bancha. How much for the tiniest pack?": (
        ["Kirishima Bancha"],
        ["tell the price of “smallest”"],
    ),
    "kirishima bancha smallest size cost": (["kirishima bancha"], ["tell the price of “smallest”"]),
    "My aunt loves oolong. Put the list of oolongs up with the cheap ones first.": (
        ["oolong"],
        ["by price, ascending"],
    ),
    "Oolong category, price rising.": (["Oolong"], ["by price, ascending"]),
    "Show the matcha with the most expensive first": (["matcha"], ["by price, descending"]),
    "Is it possible to go to the page where the Porcelain Gaiwan is sold?": (
        ["open “Porcelain Gaiwan”"],
        [],
    ),
    "Do a quick rooibos search for me, would you?": (["search for “rooibos”"], []),
}


@pytest.mark.parametrize(("task", "plan"), ERRANDS.items())
def test_the_errand_and_its_things_are_found(task: str, plan: tuple[list[str], list[str]]) -> None:
    things, end = plan
    read = [str(intent) for intent in understand(task)]
    assert all(any(thing in each for each in read) for thing in things)
    assert all(each.endswith(last) for each, last in zip(read[-len(end) :], end, strict=False))


@pytest.mark.parametrize(
    "task",
    [
        "Open the account page, then click Order 1001",
        "Open the earlier order of mine in which I bought a cup.",
        "List all teas by price in ascending order.",
        "Get me the list of search hits for rooibos.",
        "hey, can you get me to the Porcelain Gaiwan page?",
        "Select Price as the order and click Sort",
        "Add the cup to the cart so that I can check out later.",
        "I wish to see your teas, but they must be ordered by price from low to high.",
    ],
)
def test_nothing_is_ordered_that_nobody_wants_ordered(task: str) -> None:
    assert not any(isinstance(intent, PlaceOrder) for intent in understand(task))


@pytest.mark.parametrize(
    "task",
    [
        "Buy the Celadon Cup if it costs less than £10",
        "Put the Celadon Cup into the cart unless it is sold out",
        "Sort the list by rating, ascending",
        "Click the button that adds the cup to the cart",
        "In the cart, set the River cookbook to 7",
        "Order the Celadon Cup as a gift",
    ],
)
def test_what_would_lose_a_condition_is_no_gist(task: str) -> None:
    assert read_gist(task) is None


@given(st.text(max_size=120))
def test_any_text_has_a_gist_or_none(task: str) -> None:
    plan = read_gist(task)
    assert plan is None or plan
