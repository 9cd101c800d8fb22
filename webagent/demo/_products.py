"""Products, packs and reviews in the database, and how lists of them are picked and sorted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ._catalogue import Picture, Product, Review, Variant
from ._refusal import Refusal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

REVIEW_LIMIT = 1000
"""The longest review, in characters."""


def list_products(connection: sqlite3.Connection) -> list[Product]:
    """Every product in shelf order.

    The shop is small: pages read the whole catalogue and pick from it in Python.
    """
    variants: dict[str, list[Variant]] = {}
    for row in connection.execute("SELECT * FROM variants ORDER BY product, position"):
        variants.setdefault(row["product"], []).append(
            Variant(row["sku"], row["label"], row["price"], row["stock"])
        )
    reviews: dict[str, list[Review]] = {}
    for row in connection.execute("SELECT * FROM reviews ORDER BY day DESC, id DESC"):
        reviews.setdefault(row["product"], []).append(
            Review(row["author"], row["rating"], row["day"], row["text"])
        )
    return [
        Product(
            slug=row["slug"],
            name=row["name"],
            category=row["category"],
            origin=row["origin"],
            summary=row["summary"],
            description=row["description"],
            ingredients=row["ingredients"],
            staff_note=row["staff_note"],
            picture=Picture(row["shape"], row["colour"], row["accent"]),
            guide=tuple((name, value) for name, value in json.loads(row["guide"])),
            variants=tuple(variants[row["slug"]]),
            reviews=tuple(reviews.get(row["slug"], ())),
        )
        for row in connection.execute("SELECT * FROM products ORDER BY position")
    ]


def parse_review(author: str, day: str, rating: str, text: str) -> Review:
    """A review as it came from the form; raises `Refusal` when it is not acceptable."""
    text = text.strip()
    if rating not in {"1", "2", "3", "4", "5"}:
        raise Refusal("Choose a rating from 1 to 5.")
    if not text:
        raise Refusal("Write a few words before you post the review.")
    if len(text) > REVIEW_LIMIT:
        raise Refusal(f"A review can have at most {REVIEW_LIMIT} characters.")
    return Review(author=author, rating=int(rating), day=day, text=text)


def add_review(connection: sqlite3.Connection, product: str, review: Review) -> None:
    """Put a review on a product's page."""
    connection.execute(
        "INSERT INTO reviews (product, author, rating, day, text) VALUES (?, ?, ?, ?, ?)",
        (product, review.author, review.rating, review.day, review.text),
    )


SORTS: dict[str, tuple[str, Callable[[Product], tuple[float, int]]]] = {
    "featured": ("Featured", lambda product: (0, 0)),
    "price-asc": ("Price: low to high", lambda product: (product.price, 0)),
    "price-desc": ("Price: high to low", lambda product: (-product.price, 0)),
    "rating": ("Customer rating", lambda p: (-(p.rating or 0), -len(p.reviews))),
}
"""Sort orders by their name in the URL: what people read, and the key."""


def sort_products(products: Iterable[Product], order: str) -> list[Product]:
    """The products in one of the `SORTS`; an unknown order means shelf order."""
    _, key = SORTS.get(order, SORTS["featured"])
    # Python's sort is stable, so products with equal keys keep their place on the shelf.
    return sorted(products, key=key)


def search_products(products: Iterable[Product], query: str) -> list[Product]:
    """Products that contain every word of the query, those with more words in the name first."""
    words = query.casefold().split()
    if not words:
        return []
    found = [
        product
        for product in products
        if all(
            word
            in " ".join(
                (product.name, product.summary, product.category, product.ingredients)
            ).casefold()
            for word in words
        )
    ]
    return sorted(found, key=lambda p: -sum(word in p.name.casefold() for word in words))
