"""Buying, remembering and looking for things in shops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.sample import Deed

from .entries import DONE, click
from .phrasing import listed, quoted, request, sample, say
from .shops import Shop

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from training.sample import Family, Sample

    from .things import Product

_PUT = (
    *(
        "{put|add|place} <what> {into|in|to} {my|the|your} {cart|basket|bag|shopping cart|trolley}",
        "{buy|order|get} <what>",
        "get me <what>",
        "=I need <what>{, please add it to the cart|, put it in the basket}",
        "{find|look for} <what> and {add it to|put it in} the {cart|basket|bag}",
        "=I'd like to buy <what>",
        "{add|put} <what> {to my order|in the shopping basket}",
        "=<what> {goes|should go} {in|into} the {basket|cart}, please",
        "{pick|choose} <what>, then {add|put} {it|that} {to|in} the {cart|basket}",
        "=could I have <what> in my {bag|basket}?",
        "shop for <what>{| and place it in the cart}",
    ),
)


def _with_options(random: Random, shop: Shop, product: Product) -> tuple[str, list[Deed]]:
    """Return a product as it is asked for, with some of its options, and how they are set."""
    article = random.choice(("the ", "the ", "", "a "))
    name = quoted(random, product.name) if random.random() < 0.3 else product.name
    what = f"{article}{name}"
    deeds: list[Deed] = []
    if product.range.options and random.random() < 0.8:
        key, values = product.range.options
        value = random.choice(values)
        deeds.append(shop.choose(product, value))
        what += " " + say(
            random,
            "{in|with} <k> <v?>"
            if random.random() < 0.5
            else "{in <v>|(<k>: <v>)|(<v>)|, <k> <v>}",
            k=key.lower(),
            v=value,
        )
    if random.random() < 0.35:
        number = random.randint(2, 9)
        deeds.append(shop.set_amount(product, number))
        word = (
            ("two", "three", "four", "five")[number - 2]
            if number < 6 and random.random() < 0.5
            else str(number)
        )
        if random.random() < 0.5:
            times = random.choice(("of", "pieces of", "times", "x"))
            what = f"{word} {times} {what.removeprefix('a ')}"
        else:
            what += random.choice(
                (f", quantity {number}", f" ({number} pieces)", f", {word} of them")
            )
    return what.replace(" ,", ","), deeds


def buy(random: Random) -> Sample:
    """Put a product with its options into the basket."""
    shop = Shop(random)
    product = random.choice(shop.products)
    what, settings = _with_options(random, shop, product)
    return sample(
        request(random, _PUT, what=what), shop.pages(), (*_bought(shop, product, settings), DONE)
    )


def _bought(shop: Shop, product: Product, settings: Sequence[Deed] = ()) -> list[Deed]:
    if shop.directly and not settings:
        return [*shop.find(product, open_it=False), click(shop.id(f"quick {product.name}"))]
    return [*shop.find(product), *settings, click(shop.id(f"add {product.name}"))]


def buy_two(random: Random) -> Sample:
    """Put two products into the basket."""
    shop = Shop(random, route=random.choice(("search", "menu")))
    first, second = random.sample(shop.products, 2)
    what = listed(random, [f"the {first.name}", f"the {second.name}"])
    says = [words for words in _PUT if "it" not in words.split() and "that}" not in words]
    deeds = (*_bought(shop, first), *_bought(shop, second), DONE)
    return sample(request(random, says, what=what), shop.pages(), deeds)


def _best(random: Random, shop: Shop) -> tuple[Product, str, str]:
    """Return a product, the superlative that names it, and the category's word."""
    range_ = random.choice(list(shop.stock))
    products = shop.stock[range_]
    word, product = random.choice(
        (
            ("{cheapest|least expensive|lowest priced}", min(products, key=lambda p: p.cents)),
            ("{most expensive|priciest|dearest}", max(products, key=lambda p: p.cents)),
            ("{best rated|highest rated|top-rated}", max(products, key=lambda p: p.rating)),
        )
    )
    return product, say(random, word), range_.noun


def buy_best(random: Random) -> Sample:
    """Put the cheapest or best rated product of a category into the basket."""
    shop = Shop(random)
    shop.rated = True
    product, word, noun = _best(random, shop)
    what = say(random, "the <w> <n>{| you find| there is| in the shop| available}", w=word, n=noun)
    where = shop.to_listing(product.range, noun)
    quick = [click(shop.id(f"quick {product.name}"))]
    slow = [click(shop.id(f"open {product.name}")), click(shop.id(f"add {product.name}"))]
    deeds = (*where, *(quick if shop.directly else slow), DONE)
    return sample(request(random, _PUT, what=what), shop.pages(), deeds)


_OPEN = (
    *(
        "{open|show|go to} {the page of|} <what>",
        "{show me|let me see} <what>",
        "{look at|view} <what>",
        "bring up the {product |}page {of|for} <what>",
        "find <what>{| in the shop}",
        "=where is <what>? {Open|Show} its page",
        "navigate to <what>",
        "{search for|look for} <what> and open {it|its page}",
        "take me to <what>",
        "=I want {to see|details on} <what>",
    ),
)


def show(random: Random) -> Sample:
    """Open the page of a product, named or the best of its category."""
    shop = Shop(random)
    if random.random() < 0.6:
        product = random.choice(shop.products)
        what, deeds = f"the {product.name}", shop.find(product)
    else:
        shop.rated = True
        product, word, noun = _best(random, shop)
        what = f"the {word} {noun}"
        deeds = [*shop.to_listing(product.range, noun), click(shop.id(f"open {product.name}"))]
    return sample(request(random, _OPEN, what=what), shop.pages(), (*deeds, DONE))


def wish(random: Random) -> Sample:
    """Put a product on the wish list."""
    shop = Shop(random)
    shop.directly = False
    product = random.choice(shop.products)
    says = (
        "{put|add} <what> {on|to} {my|the} {wish list|wishlist}",
        "remember <what> for later",
        "save <what> for {later|another time}",
        "=I'd like <what> on my wish list",
        "wish list: {add|put} <what>",
        "find <what> and put it on the wish list",
        "{note|keep} <what> on my wish list, don't buy it",
    )
    task = request(random, says, what=f"the {product.name}")
    deeds = (*shop.find(product), click(shop.id(f"wish {product.name}")), DONE)
    return sample(task, shop.pages(), deeds)


def ask(random: Random) -> Sample:
    """Tell the price or the rating of a product."""
    shop = Shop(random)
    product = random.choice(shop.products)
    says = (
        "=how much {is|does} <what>{| cost}?",
        "=what is the price of <what>?",
        "tell me {the price of|what they ask for} <what>",
        "look up the price of <what>",
        "=price of <what>?",
        "=what does <what> cost?",
        "find out how much <what> is",
        "check the price of <what>",
    )
    task = request(random, says, what=f"the {product.name}")
    deeds = (*shop.find(product, open_it=False), Deed("stop", text=shop.price(product)))
    return sample(task, shop.pages(), deeds)


def sold_out(random: Random) -> Sample:
    """Be asked to buy what is sold out."""
    shop = Shop(random)
    product = random.choice(shop.products)
    shop.sold_out.add(product.name)
    end = Deed("stop", text=f"unable: the {product.name} is sold out")
    task = request(random, _PUT, what=f"the {product.name}")
    return sample(task, shop.pages(), (*shop.find(product, open_it=False), end))


def absent(random: Random) -> Sample:
    """Be asked to buy what the shop does not have."""
    shop = Shop(random)
    product = random.choice(shop.products)
    shop.stock[product.range].remove(product)
    text = random.choice(
        ("unable: there is no {}", "unable: the shop has no {}", "unable: {} was not found")
    )
    end = Deed("stop", text=text.format(product.name))
    task = request(random, _PUT, what=f"the {product.name}")
    return sample(task, shop.pages(), (*shop.find(product, open_it=False), end))


FAMILIES: Mapping[str, Family] = {
    "store-buy": buy,
    "store-buy-two": buy_two,
    "store-buy-best": buy_best,
    "store-show": show,
    "store-wish": wish,
    "store-ask": ask,
    "store-sold-out": sold_out,
    "store-absent": absent,
}
