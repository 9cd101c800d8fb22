"""Carrying out an order in the usual stations of a shop: cart, checkout, order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent_actions import Click as ClickOn

from ._filling import enter
from ._matching import SURE, named
from ._moves import Fulfilled, Move, Stuck, press
from ._target import FIELDS
from ._words import CARTS, likeness, stems

if TYPE_CHECKING:
    from webagent.state import Step

    from ._intents import AddToCart, Checkout, PlaceOrder, ShowCart
    from ._moves import Next, Trail
    from ._page import Control, Page

_ADD = tuple(
    f"{verb} to {own}{cart}"
    for verb in ("add", "add it")
    for own in ("", "your ", "my ", "shopping ")
    for cart in CARTS
)
_ADD_TO_THIS = (
    *(f"put {way} {cart}" for way in ("in", "into", "in the", "into the") for cart in CARTS),
    "add to order", "add", "buy", "order", "purchase",
)  # fmt: skip
"""Likewise, where a thing has a page of its own."""
_SEE_CART = tuple(f"{verb}{cart}" for verb in ("", "view ", "go to ", "your ") for cart in CARTS)
_CHECKOUT = (
    "checkout", "check out", "go to checkout", "proceed to checkout", "continue to checkout",
    "continue to payment", "proceed to payment", "go to payment",
)  # fmt: skip
_ORDER = (
    "place order", "place your order", "place my order", "submit order", "confirm order",
    "complete order", "complete purchase", "pay now", "confirm and pay",
)  # fmt: skip
"""Without “buy now”, which mostly stands beside a single thing and passes the cart by."""
_QUANTITY = ("quantity", "qty", "amount", "number")
_LONGEST_NAME = 4


def add_to_cart(intent: AddToCart, page: Page, trail: Trail) -> Next:
    """Set the quantity, press the button, and see that the page did not object."""
    if trail.of(ClickOn):
        return _verdict(page, trail, "put it into the cart")
    button = _button(page, _ADD) or _called(page, _ADD_TO_THIS)
    if button is None:
        dead = ", ".join(f"{c} is disabled" for c in page.controls if _is_dead_button(c))
        return Stuck(f"a button that adds to the cart{f' ({dead})' if dead else ''}")
    field = _quantity_field(page, button)
    if field is None and intent.quantity != 1:
        return Stuck(f"a field for the quantity {intent.quantity}")
    if field is not None:
        move = enter(field, str(intent.quantity))
        if isinstance(move, Stuck):
            return move
        if isinstance(move, Move):
            return move.unfinished()
    return _station(button, f"{button} adds to the cart", "put it into the cart")


def puts_into_cart(step: Step) -> bool:
    """Return whether a step pressed what puts something into the cart, as far as names tell."""
    _, _, name = step.target.partition("“")
    return not step.failed and any(
        likeness(phrase, name.removesuffix("”")) >= SURE for phrase in (*_ADD, *_ADD_TO_THIS)
    )


def show_cart(_intent: ShowCart, page: Page, trail: Trail) -> Next:
    """Open the cart, unless it is open."""
    if not set(CARTS).isdisjoint(stems(page.heading)) and _button(page, _ADD) is None:
        return Fulfilled("the cart is open")
    return _to_cart(page, trail)


def check_out(_intent: Checkout, page: Page, trail: Trail) -> Next:
    """Go to the checkout, by way of the cart where nothing leads there directly."""
    told = "went to the checkout"
    if _button(page, _ORDER) is not None:
        return Fulfilled(told)
    checkout = _button(page, _CHECKOUT)
    if checkout is not None:
        move = press(checkout, f"{checkout} leads to the checkout")
        return Move(move.action, move.reason, told)
    return _to_cart(page, trail, "the checkout")


def place_order(_intent: PlaceOrder, page: Page, trail: Trail) -> Next:
    """Send the order, once all that it asks for is there, and see that it was taken."""
    button = _button(page, _ORDER)
    if trail.of(ClickOn):
        if button is not None:
            return Stuck(f"an order that is taken: {_objections(page) or 'the page still asks'}")
        return _verdict(page, trail, "placed the order")
    if button is None:
        return Stuck("a button that places the order")
    missing = ", ".join(f"“{c.node.name}”" for c in page.fields if _unanswered(c, button))
    if missing:
        return Stuck(f"what the checkout asks for and the task does not tell: {missing}")
    return _station(button, f"{button} places the order", "placed the order")


def _to_cart(page: Page, trail: Trail, beyond: str = "the cart") -> Move | Stuck:
    cart = _button(page, _SEE_CART)
    if cart is None or trail.of(ClickOn):
        return Stuck(f"a way to {beyond}")
    return _station(cart, f"{cart} leads to {beyond}", "opened the cart")


def _station(control: Control, why: str, told: str) -> Move:
    """Return a click that has to prove itself on the page that follows."""
    return Move(press(control, why).action, f"{why}.", told, finishes=False)


def _verdict(page: Page, trail: Trail, told: str) -> Next:
    if trail.attempts[-1].no_effect:
        return Stuck(f"an effect of the last click: nothing changed, so it can't have {told}")
    objections = _objections(page)
    return Stuck(f"a page that accepts it: {objections}") if objections else Fulfilled(told)


def _objections(page: Page) -> str:
    invalid = [c for c in page.controls if c.node.states.get("invalid")]
    marked = [
        f"{control} is marked as invalid{f', “{c}”' if (c := control.node.error) else ''}"
        for control in invalid
    ]
    return ", ".join(marked or [f"it says “{alert}”" for alert in page.alerts])


def _button(page: Page, phrases: tuple[str, ...]) -> Control | None:
    """Return what is named so, in short; what belongs to one thing of a list only without other."""
    short = [c for c in page.pressables if len(stems(c.node.name)) <= _LONGEST_NAME]
    return named((c for c in short if not page.in_entry(c)), *phrases) or named(short, *phrases)


def _called(page: Page, names: tuple[str, ...]) -> Control | None:
    """Return what is named just so and stands in no list."""
    free = [c for c in page.pressables if not page.in_entry(c)]
    return next((c for name in names for c in free if likeness(name, c.node.name) >= SURE), None)


def _is_dead_button(control: Control) -> bool:
    return control.node.role == "button" and not control.enabled


def _quantity_field(page: Page, button: Control) -> Control | None:
    own = [
        c
        for c in page.fields + page.selects
        if c.node.role in FIELDS and (button.node.form is None or _same_form(c, button))
    ]
    return named(own, *_QUANTITY)


def _unanswered(control: Control, button: Control) -> bool:
    required = control.node.states.get("required") is True
    return required and not control.node.value and _same_form(control, button)


def _same_form(control: Control, button: Control) -> bool:
    """Whether two controls are sent together, as far as their forms tell."""
    return control.node.form == button.node.form
