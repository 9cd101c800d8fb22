"""A shop of several pages: home, categories, products, search and basket."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from training.sample import Deed

from . import things
from .entries import click
from .frame import Frame, button, choice, js
from .listing import Row, listing
from .phrasing import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from .things import Product, Range

_SCRIPT = """
var K='%s';
function held(){return JSON.parse(sessionStorage.getItem(K)||'[]')}
function badge(){
  document.querySelectorAll('.held').forEach(function(e){e.textContent=held().length})}
function put(x){
  var c=held();c.push(x);sessionStorage.setItem(K,JSON.stringify(c));badge();tell('%s: '+x)}
if(location.pathname=='/'&&!document.referrer)sessionStorage.removeItem(K);
badge();
"""
SIFT = """
var q=(new URLSearchParams(location.search).get('q')||'').toLowerCase().split(/\\s+/);
var n=0;
document.querySelectorAll('.r').forEach(function(e){
  var t=e.textContent.toLowerCase();
  var fits=q.every(function(w){return t.indexOf(w)>=0});
  if(fits)n++;else e.remove()});
tell(n?n+' results':'Nothing was found.');
"""
"""Leaves of all entries those that have every word of the query; the server does not search."""


class Shop:
    """Pages of a shop whose products are found in different ways."""

    def __init__(self, random: Random, *, most: int = 6, route: str = "") -> None:
        """`route` is `search`, `menu` or `home`: how one gets to a product."""
        self.random = random
        self.route = route or random.choice(("search", "search", "menu", "menu", "home"))
        self.ranges = random.sample(
            things.RANGES, 1 if self.route == "home" else random.randint(2, 5)
        )
        self.stock: dict[Range, list[Product]] = {
            range_: things.products(random, range_, random.randint(2, most))
            for range_ in self.ranges
        }
        self.basket = random.choice(("Cart", "Basket", "Bag", "Shopping cart", "Trolley"))
        self.paths = {range_: f"/c{number}" for number, range_ in enumerate(self.ranges, 1)}
        in_menu = self.route == "menu" or random.random() < 0.6
        links = {range_.category: self.paths[range_] for range_ in self.ranges} if in_menu else {}
        self.frame = Frame(random, {**links, self.basket: "/cart"})
        self._money = things.price_form(random)
        self._has_search = self.route == "search"
        self._ids: dict[str, str] = {}
        self._query, self._go = self.frame.id(), self.frame.id()
        self._go_label = random.choice(("Search", "Find", "Go", "🔍"))
        self._enter = random.random() < 0.4
        self.add_label = random.choice(
            (
                f"Add to {self.basket.lower()}",
                "Add",
                "Buy",
                "Put in basket",
                f"Add to {self.basket.lower()}",
                "Order",
            )
        )
        self.wish_label = random.choice(
            ("Add to wish list", "♡ Wish list", "Save for later", "Remember")
        )
        self.directly = random.random() < 0.35
        """Whether listings have a button that puts a product into the basket."""
        self._form = random.choice(("table", "items", "cards", "articles", "soup", "aria"))
        self._labels = random.random() < 0.5
        self.rated = random.random() < 0.6
        self.chooser = random.choice(("select", "radio", "buttons"))
        self.amounts = random.choice(("number", "select"))
        self.sold_out: set[str] = set()
        self._key = f"k{random.randrange(10**9)}"

    @property
    def products(self) -> list[Product]:
        """All that there is."""
        return [product for products in self.stock.values() for product in products]

    def id(self, role: str) -> str:
        """Return the id of a part, by what it is for."""
        if role not in self._ids:
            self._ids[role] = self.frame.id()
        return self._ids[role]

    def price(self, product: Product) -> str:
        """Return the price as it is shown."""
        return things.price(self._money, product.cents)

    def find(self, product: Product, *, open_it: bool = True) -> list[Deed]:
        """Return how one gets to a product from any page."""
        deeds = self.to_listing(product.range, product.name)
        return [*deeds, click(self.id(f"open {product.name}"))] if open_it else deeds

    def to_listing(self, range_: Range, query: str) -> list[Deed]:
        """Return how one gets to where products of a category are listed."""
        if self.route == "home":
            return []
        if self.route == "menu":
            return [click(self.frame.link_ids[range_.category])]
        send = Deed("press", text="Enter") if self._enter else click(self._go)
        return [Deed("type", f"#{self._query}", query), send]

    def pages(self) -> dict[str, str]:
        """Return all pages."""
        greeting = f"<p>{things.sentence(self.random)}</p>" if self.random.random() < 0.5 else ""
        first = self._list(self.products) if self.route == "home" else self._teaser()
        pages = {"/": self._page(f"Welcome to {self.frame.site}", greeting + first)}
        for range_, products in self.stock.items():
            pages[self.paths[range_]] = self._page(range_.category, self._list(products))
            for product in products:
                pages[self._path(product)] = self._page(product.name, self._product(product))
        pages["/find"] = self._page("Search results", self._list(self.products), SIFT)
        pages["/cart"] = self._page(
            self.basket,
            "<ul class='all'></ul>",
            "held().forEach(function(x){var l=document.createElement('li');l.textContent=x;"
            "document.querySelector('.all').append(l)});",
        )
        return pages

    def _page(self, title: str, matter: str, script: str = "") -> str:
        search = ""
        if self._has_search:
            hint = say(self.random, "{Search|What are you looking for?|Search products|Find}")
            search = (
                f'<form action="/find"><input id="{self._query}" name="q" placeholder="{hint}">'
                f"{button(self._go, self._go_label, kind='submit')}</form>"
            )
        badge = f'<p>{self.basket}: <span class="held">0</span> items</p>'
        shop = _SCRIPT % (self._key, f"Added to {self.basket.lower()}")
        return self.frame.page(title, f"{search}{badge}{matter}", shop + script)

    def _teaser(self) -> str:
        links = "".join(
            f'<li><a href="{self.paths[range_]}">All {range_.category.lower()}</a></li>'
            for range_ in self.ranges
        )
        return f"<ul>{links}</ul>" if self.route == "search" and self.random.random() < 0.5 else ""

    def _path(self, product: Product) -> str:
        return f"/{self.id(f'path {product.name}')}"

    def _list(self, products: Sequence[Product]) -> str:
        rows: list[Row] = []
        for product in products:
            facts = {"Product": product.name, "Price": self.price(product)}
            if self.rated:
                facts["Rating"] = f"{product.rating} / 5"
            if product.name in self.sold_out:
                facts["Stock"] = "Sold out"
            elif self.sold_out:
                facts["Stock"] = "In stock"
            tools = ""
            if self.directly and product.name not in self.sold_out:
                tools = button(
                    self.id(f"quick {product.name}"), self.add_label, js("put", product.name)
                )
            rows.append(Row(facts, self.id(f"open {product.name}"), self._path(product), tools))
        return listing(self.random, rows, labels=self._labels, form=self._form)

    def _product(self, product: Product) -> str:
        random = self.random
        parts = [
            f"<p>Price: {self.price(product)}</p>",
            f"<p>Rated {product.rating} by our customers</p>",
        ]
        if random.random() < 0.5:
            parts.append(f"<p>{things.paragraph(random, 2)}</p>")
        if product.range.options:
            parts.append(self._options(product, *product.range.options))
        parts.append(self._amount(product))
        wish = button(
            self.id(f"wish {product.name}"),
            self.wish_label,
            js("tell", f"On your wish list: {product.name}"),
        )
        if product.name in self.sold_out:
            add = '<p><strong>Sold out</strong></p><button type="button" disabled>Sold out</button>'
        else:
            add = button(self.id(f"add {product.name}"), self.add_label, js("put", product.name))
        parts.append(f"<div>{add} {wish}</div>")
        return "".join(parts)

    def _options(self, product: Product, name: str, values: Sequence[str]) -> str:
        ident = self.id(f"options {product.name}")
        if self.chooser == "select":
            return choice(self.random, ident, name, [f"Choose {name.lower()}", *values])
        parts: list[str] = []
        for value in values:
            own = self.id(f"option {product.name} {value}")
            if self.chooser == "radio":
                parts.append(
                    f'<label><input type="radio" name="{ident}" id="{own}"> {value}</label> '
                )
            else:
                code = escape(
                    f"this.setAttribute('aria-pressed','true');{js('tell', f'{name}: {value}')}"
                )
                parts.append(
                    f'<button type="button" id="{own}" aria-pressed="false" '
                    f'onclick="{code}">{value}</button> '
                )
        return f"<fieldset><legend>{name}</legend>{''.join(parts)}</fieldset>"

    def choose(self, product: Product, value: str) -> Deed:
        """Return how an option of a product is chosen."""
        own = f"#{self.id(f'option {product.name} {value}')}"
        if self.chooser == "select":
            return Deed("select", f"#{self.id(f'options {product.name}')}", value)
        return Deed("check", own, "on") if self.chooser == "radio" else Deed("click", own)

    def _amount(self, product: Product) -> str:
        ident = self.id(f"amount {product.name}")
        label = self.random.choice(("Quantity", "Qty", "Amount", "How many"))
        if self.amounts == "select":
            return choice(self.random, ident, label, [str(number) for number in range(1, 10)])
        return f'<label>{label} <input type="number" min="1" value="1" id="{ident}"></label>'

    def set_amount(self, product: Product, number: int) -> Deed:
        """Return how the quantity of a product is set."""
        verb = "select" if self.amounts == "select" else "type"
        return Deed(verb, f"#{self.id(f'amount {product.name}')}", str(number))
