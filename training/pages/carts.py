"""Baskets that are looked at, changed and paid for."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed

from . import things
from .entries import DONE, click
from .frame import Frame, button, choice, control, field, js
from .listing import Row, listing
from .phrasing import request, sample, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from training.sample import Family, Sample


class Cart:
    """A basket with lines in it, seen at once or behind a link."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.word = random.choice(("cart", "basket", "bag", "shopping cart", "trolley"))
        self.near = random.random() < 0.5
        title = self.word.capitalize()
        self.title = title
        self.frame = Frame(random, None if self.near else {title: "/cart"})
        self.products = [
            things.products(random, range_, 1)[0]
            for range_ in random.sample(things.RANGES, random.randint(1, 5))
        ]
        self.money = things.price_form(random)
        self.ids = {product.name: (self.frame.id(), self.frame.id()) for product in self.products}
        self.selects = random.random() < 0.4
        self.checkout = self.frame.id()
        self.checkout_label = random.choice(
            ("Checkout", "Proceed to checkout", "Order now", "Continue to payment")
        )

    def start(self) -> list[Deed]:
        """Return how one gets to the basket."""
        return [] if self.near else [click(self.frame.link_ids[self.title])]

    def pages(self, last: str = "/") -> dict[str, str]:
        """Return the pages; `last` is where the checkout leads."""
        random = self.random
        label = random.choice(("Remove", "Delete", "Remove item", "Take out"))
        rows: list[Row] = []
        for product in self.products:
            remove, amount = self.ids[product.name]
            numbers = [str(number) for number in range(1, 10)]
            if self.selects:
                made = choice(random, amount, "Quantity", numbers)
            else:
                made = f'<input type="number" value="1" id="{amount}" aria-label="Quantity">'
            made += control(
                random, remove, label, js("gone", "this", f"Removed: {product.name}"), "✕"
            )
            rows.append(
                Row(
                    {"Product": product.name, "Price": things.price(self.money, product.cents)},
                    controls=made,
                )
            )
        total = things.price(self.money, sum(product.cents for product in self.products))
        link = f'<a href="{last}" id="{self.checkout}">{self.checkout_label}</a>'
        cart = self.frame.page(self.title, f"{listing(random, rows)}<p>Total {total}</p>{link}")
        if self.near:
            return {"/": cart}
        teaser = (
            f"<p>{things.sentence(random)}</p><a href='#'>New arrivals</a> <a href='#'>Sale</a>"
        )
        return {"/": self.frame.page(f"Welcome to {self.frame.site}", teaser), "/cart": cart}


def remove(random: Random) -> Sample:
    """Take a product out of the basket."""
    cart = Cart(random)
    product = random.choice(cart.products)
    says = (
        "{remove|delete|take} <what> {from|out of} {my|the} <w>",
        "=I don't want <what> {any more|after all}",
        "{drop|kick} <what> from the <w>",
        "get rid of <what> in my <w>",
        "=<what> should not be in my <w>",
        "{open|go to} {my|the} <w> and {remove|delete} <what>",
        "=I changed my mind about <what>, take it out of the <w>",
        "clear <what> from the <w>",
        "make sure <what> is no longer in the <w>",
        "{delete|remove} <what>",
    )
    task = request(random, says, what=f"the {product.name}", w=cart.word)
    return sample(task, cart.pages(), (*cart.start(), click(cart.ids[product.name][0]), DONE))


def amount(random: Random) -> Sample:
    """Change how many of a product are in the basket."""
    cart = Cart(random)
    product = random.choice(cart.products)
    number = random.randint(2, 9)
    says = (
        "{change|set} the {quantity|number|amount} of <what> to <n>",
        "make it <n> of <what>",
        "=I need <n> of <what>{| instead}",
        "{increase|raise} <what> to <n>{| pieces}",
        "order <n> of <what> instead of one",
        "=in {my|the} <w>, {set|change} <what> to <n>",
        "update <what> in the <w>: <n> pieces",
        "=there should be <n> of <what> in my <w>",
        "take <n> of <what>",
    )
    task = request(random, says, what=f"the {product.name}", w=cart.word, n=str(number))
    verb = "select" if cart.selects else "type"
    deed = Deed(verb, f"#{cart.ids[product.name][1]}", str(number))
    return sample(task, cart.pages(), (*cart.start(), deed, DONE))


def view_cart(random: Random) -> Sample:
    """Look at the basket."""
    cart = Cart(random)
    while cart.near:
        cart = Cart(random)
    says = (
        "{show|open|view|display} {my|the} <w>",
        "go to {my|the} <w>",
        "=what is in my <w>? {Open|Show} it",
        "take me to the <w>",
        "let me see {my|the} <w>",
        "have a look at {my|the} <w>",
        "bring up the <w>",
        "switch to the <w>",
        "=I want to see the <w>",
        "navigate to the <w> page",
    )
    return sample(request(random, says, w=cart.word), cart.pages(), (*cart.start(), DONE))


_NEEDED = (
    ("Name", "Full name", "Your name"),
    ("Street", "Address", "Street and number"),
    ("City", "Town"),
    ("Postcode", "ZIP code", "Postal code"),
    ("Email", "E-mail address"),
    ("Phone", "Telephone"),
)


def checkout(random: Random) -> Sample:
    """Order what is in the basket, with the address that the task gives."""
    cart = Cart(random)
    frame = cart.frame
    name = things.person(random)
    values = (
        name,
        things.address(random),
        random.choice(things.CITIES),
        str(random.randint(10000, 99999)),
        things.mail(name, random),
        things.phone(random),
    )
    count = random.randint(2, 6)
    chosen = list(zip(_NEEDED, values, strict=True))[:count]
    if random.random() < 0.3:
        random.shuffle(chosen)
    ids = [frame.id() for _ in chosen]
    labels = [random.choice(keys) for keys, _ in chosen]
    fields = "".join(field(random, ident, label) for ident, label in zip(ids, labels, strict=True))
    send = frame.id()
    sends = random.choice(
        ("Place order", "Buy now", "Confirm order", "Order", "Submit order", "Pay")
    )
    code = f"event.preventDefault();{js('tell', 'Thank you! Your order has been placed.')}"
    made = button(send, sends, kind="submit")
    form = f'<form onsubmit="{escape(code)}">{fields}{made}</form>'
    pages = {**cart.pages("/pay"), "/pay": frame.page("Checkout", form)}
    if random.random() < 0.5:
        told = ", ".join(values_ for _, values_ in chosen)
    else:
        told = ", ".join(
            f"{label.lower()} {value}" for label, (_, value) in zip(labels, chosen, strict=True)
        )
    says = (
        "{order|buy} what is in my <w>. {Deliver|Send} it to: <d>",
        "check out{| my <w>} with these details: <d>",
        "place {an|the} order {for|with} {everything in|} the <w>. {My data|Details}: <d>",
        "{finish|complete} {my|the} {purchase|order}. <d>",
        "go to the checkout and order, to: <d>",
        "proceed to checkout, fill in <d> and place the order",
        "buy the {content|things} of my <w>: <d>",
    )
    task = say(random, random.choice(says).removeprefix("="), w=cart.word, d=told)
    task = task[:1].upper() + task[1:]
    typed = (
        Deed("type", f"#{ident}", value) for ident, (_, value) in zip(ids, chosen, strict=True)
    )
    return sample(task, pages, (*cart.start(), click(cart.checkout), *typed, click(send), DONE))


FAMILIES: Mapping[str, Family] = {
    "store-remove": remove,
    "store-amount": amount,
    "store-cart": view_cart,
    "store-checkout": checkout,
}
