"""Carrying out what asks for an answer: a price, a name, a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._drawings import count
from ._entries import extreme
from ._facts import Quantity, measure
from ._finding import entries_of, find_list, open_list
from ._looks import read_look
from ._moves import Fulfilled, Stuck
from ._sizes import size_named

if TYPE_CHECKING:
    from ._intents import TellCount, TellName, TellPrice
    from ._moves import Next, Trail
    from ._page import Page


def tell_price(intent: TellPrice, page: Page, _trail: Trail) -> Next:
    """Answer with the price of a size, or the one price that the page tells before its lists."""
    size = size_named(intent.size, page) if intent.size else None
    if size is not None and size.price:
        return Fulfilled(answer=size.price)
    if intent.size and size is None and page.selects:
        return Stuck(f"the price of the size “{intent.size}”", final=True)
    text = page.text
    if intent.total:
        text = page.whole_text[page.whole_text.casefold().rfind("total") :]
    found = measure(Quantity.PRICE, text)
    if found is None:
        return Stuck("a price")
    return Fulfilled(answer=found.text)


def tell_name(intent: TellName, page: Page, trail: Trail) -> Next:
    """Answer with the name of the entry that has most or least of something."""
    item = intent.item
    assert item.superlative is not None
    listed = find_list(item, page, trail)
    if listed is not None:
        return listed
    chosen = extreme(item.superlative, entries_of(item, page, trail), page)
    if isinstance(chosen, Stuck):
        return chosen
    name = chosen.entry.headline.node.name
    return Fulfilled(answer=name if intent.alone else f"{name}, {chosen.measure.text}")


def tell_count(intent: TellCount, page: Page, trail: Trail) -> Next:
    """Answer with how many are drawn that look so, else how many entries a category lists."""
    look = read_look(intent.item.full)
    drawn = None if look is None else count(look, page)
    if drawn is not None:
        return drawn
    way = open_list(intent.item, page, trail)
    if way is not None:
        return way
    if page.next_page is not None:
        return Stuck(f"all {intent.item}: the list goes on on other pages", final=True)
    entries = entries_of(intent.item, page, trail)
    if not entries:
        return Stuck(f"a list of {intent.item}")
    return Fulfilled(answer=str(len(entries)))
