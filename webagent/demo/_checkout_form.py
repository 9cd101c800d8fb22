"""The checkout form: the values it shows, and what the customer sent back, checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ._catalogue import Customer, DeliveryMethod
from ._orders import Checkout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FIELD_LIMIT = 200
_TEXT_FIELDS = {
    "name": "Enter the name of the person who receives the parcel.",
    "email": "Enter an e-mail address such as name@example.com.",
    "address": "Enter the street and house number.",
    "city": "Enter the town or city.",
    "postcode": "Enter the postcode.",
}


@dataclass(frozen=True, slots=True)
class CheckoutForm:
    """The form as it stands on the page: a value for each field, and an error for some."""

    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict[str, str])


def prefilled_form(account: Customer | None, first_day: date) -> CheckoutForm:
    """The form as the customer first sees it: the account's address, the earliest day."""
    values = {
        "name": account.name if account else "",
        "email": account.email if account else "",
        "address": account.address if account else "",
        "city": account.city if account else "",
        "postcode": account.postcode if account else "",
        "delivery": "standard",
        "delivery_day": first_day.isoformat(),
    }
    return CheckoutForm(values)


def read_form(
    sent: Mapping[str, str], deliveries: Sequence[DeliveryMethod], first_day: date
) -> Checkout | CheckoutForm:
    """The customer's decision, or the form again with a message for each field to correct."""
    values = {name: sent.get(name, "").strip() for name in (*_TEXT_FIELDS, "delivery_day")}
    values |= {name: sent.get(name, "") for name in ("delivery", "gift_wrap", "newsletter")}
    errors = {
        name: message
        for name, message in _TEXT_FIELDS.items()
        if not 0 < len(values[name]) <= _FIELD_LIMIT
    }
    if "@" not in values["email"].strip("@"):
        errors["email"] = _TEXT_FIELDS["email"]
    delivery = next((d for d in deliveries if d.slug == values["delivery"]), None)
    if delivery is None:
        errors["delivery"] = "Choose one of the delivery methods."
    day = _parse_day(values["delivery_day"])
    if day is None or day < first_day:
        errors["delivery_day"] = f"Choose a day from {first_day.isoformat()} on."
    if errors or delivery is None or day is None:
        return CheckoutForm(values, errors)
    return Checkout(
        customer=Customer(**{name: values[name] for name in _TEXT_FIELDS}),
        delivery=delivery,
        delivery_day=day,
        gift_wrap=values["gift_wrap"] == "yes",
        newsletter=values["newsletter"] == "yes",
    )


def _parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
