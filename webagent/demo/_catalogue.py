"""What the shop sells and starts with, as values read from `catalogue.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf of the shop; `guide` is the title of the guide its products open."""

    slug: str
    name: str
    tagline: str
    guide: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One pack or size of a product; `price` is in pence, `stock` counts packs."""

    sku: str
    label: str
    price: int
    stock: int


@dataclass(frozen=True, slots=True)
class Review:
    """A customer's opinion; `rating` is 1 to 5, `day` an ISO 8601 date."""

    author: str
    rating: int
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What a product's drawing is made from; colours are `#rrggbb`."""

    shape: str
    colour: str
    accent: str


@dataclass(frozen=True, slots=True)
class Product:
    """Something on the shelf, with its packs (smallest first) and its reviews (newest first)."""

    slug: str
    name: str
    category: str
    origin: str
    summary: str
    description: str
    ingredients: str
    staff_note: str
    picture: Picture
    guide: tuple[tuple[str, str], ...]
    variants: tuple[Variant, ...]
    reviews: tuple[Review, ...]

    @property
    def price(self) -> int:
        """The price of the cheapest pack, in pence: what lists show and sort by."""
        return min(variant.price for variant in self.variants)

    @property
    def sold_out(self) -> bool:
        """Whether no pack is left in any size."""
        return all(variant.stock == 0 for variant in self.variants)

    @property
    def rating(self) -> float | None:
        """The mean rating, or None while nobody has written a review."""
        if not self.reviews:
            return None
        return sum(review.rating for review in self.reviews) / len(self.reviews)


@dataclass(frozen=True, slots=True)
class Customer:
    """The one account of the shop: there is no login, whoever visits is this customer."""

    name: str
    email: str
    address: str
    city: str
    postcode: str


@dataclass(frozen=True, slots=True)
class DeliveryMethod:
    """A way to send an order; `price` is in pence."""

    slug: str
    name: str
    price: int


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop on the high street; `place` is its point on the drawn map."""

    name: str
    city: str
    address: str
    hours: str
    phone: str
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order the account already has; `items` are (sku, quantity)."""

    placed_at: str
    delivery: str
    delivery_day: str
    items: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the shop starts with."""

    customer: Customer
    categories: tuple[Category, ...]
    products: tuple[Product, ...]
    deliveries: tuple[DeliveryMethod, ...]
    past_orders: tuple[PastOrder, ...]
    shops: tuple[Shop, ...]

    def category(self, slug: str) -> Category | None:
        """The category with this slug, if there is one."""
        return next((category for category in self.categories if category.slug == slug), None)


@cache
def load_catalogue() -> Catalogue:
    """Read the catalogue that ships with the package."""
    text = resources.files("webagent.demo").joinpath("catalogue.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Catalogue(
        customer=Customer(**data["customer"]),
        categories=tuple(Category(**entry) for entry in data["category"]),
        products=tuple(_product(entry) for entry in data["product"]),
        deliveries=tuple(DeliveryMethod(**entry) for entry in data["delivery"]),
        past_orders=tuple(_past_order(entry) for entry in data["order"]),
        shops=tuple(_shop(entry) for entry in data["shop"]),
    )


def _sku(product: str, label: str) -> str:
    return f"{product}-{re.sub(r'[^a-z0-9]+', '-', label.lower()).strip('-')}"


def _product(entry: dict[str, Any]) -> Product:
    slug: str = entry["slug"]
    reviews = tuple(Review(**review) for review in entry["reviews"])
    return Product(
        slug=slug,
        name=entry["name"],
        category=entry["category"],
        origin=entry["origin"],
        summary=entry["summary"],
        description=entry["description"],
        ingredients=entry["ingredients"],
        staff_note=entry["staff_note"],
        picture=Picture(**entry["picture"]),
        guide=tuple((name, value) for name, value in entry["guide"]),
        variants=tuple(
            Variant(sku=_sku(slug, variant["label"]), **variant) for variant in entry["variants"]
        ),
        reviews=tuple(sorted(reviews, key=lambda review: review.day, reverse=True)),
    )


def _past_order(entry: dict[str, Any]) -> PastOrder:
    return PastOrder(
        placed_at=entry["placed_at"],
        delivery=entry["delivery"],
        delivery_day=entry["delivery_day"],
        items=tuple((_sku(i["product"], i["label"]), i["quantity"]) for i in entry["items"]),
    )


def _shop(entry: dict[str, Any]) -> Shop:
    x, y = entry["place"]
    return Shop(
        name=entry["name"],
        city=entry["city"],
        address=entry["address"],
        hours=entry["hours"],
        phone=entry["phone"],
        place=(x, y),
    )
