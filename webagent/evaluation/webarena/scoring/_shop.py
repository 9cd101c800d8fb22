"""What the shop says of its latest order and reviews: its REST interface, as Magento's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from webagent.errors import EnvironmentFailure
from webagent.evaluation.webarena._sites import ACCOUNTS

if TYPE_CHECKING:
    from httpx import AsyncClient

_SECONDS = 60.0
_NEWEST_ORDER = {
    "searchCriteria[sortOrders][0][field]": "created_at",
    "searchCriteria[sortOrders][0][direction]": "DESC",
    "searchCriteria[pageSize]": "1",
}


async def latest_order_url(shop: str) -> str:
    """Return the address of the page of the order that was placed last.

    Raises:
        EnvironmentFailure: the shop can't be asked, or has no order.
    """
    told = await _asked(shop, "orders", _NEWEST_ORDER)
    try:
        number = int(told["items"][0]["increment_id"])
    except (LookupError, TypeError, ValueError) as error:
        raise EnvironmentFailure(f"The shop at {shop} tells of no order.") from error
    return f"{shop}/sales/order/view/order_id/{number}/"


async def latest_review_author(shop: str, sku: str) -> str:
    """Return who wrote the last review of a product; empty where it has none.

    Raises:
        EnvironmentFailure: the shop can't be asked.
    """
    reviews = await _reviews(shop, sku)
    try:
        return str(reviews[-1]["nickname"]) if reviews else ""
    except (LookupError, TypeError) as error:
        raise _unknown(shop) from error


async def latest_review_rating(shop: str, sku: str) -> str:
    """Return the rating in the last review of a product, in per cent; empty where it has none.

    Raises:
        EnvironmentFailure: the shop can't be asked, or rates by something else.
    """
    reviews = await _reviews(shop, sku)
    try:
        if reviews and reviews[0]["ratings"][0]["rating_name"] != "Rating":
            raise _unknown(shop)
        return str(reviews[-1]["ratings"][0]["percent"]) if reviews else ""
    except (LookupError, TypeError) as error:
        raise _unknown(shop) from error


async def _reviews(shop: str, sku: str) -> list[Any]:
    return await _asked(shop, f"products/{quote(sku, safe='')}/reviews", {})


async def _asked(shop: str, what: str, parameters: dict[str, str]) -> Any:
    import httpx

    try:
        async with httpx.AsyncClient(timeout=_SECONDS, follow_redirects=True) as client:
            token = await _token(client, shop)
            response = await client.get(
                f"{shop}/rest/V1/{what}",
                params=parameters,
                headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
            )
            if response.status_code != 200:
                raise EnvironmentFailure(
                    f"The shop at {shop} answers {response.status_code} where it is asked for "
                    f"{what}: is it WebArena's, with the account that came with it?"
                )
            return response.json()
    except httpx.HTTPError as error:
        raise EnvironmentFailure(f"The shop at {shop} can't be asked: {error}.") from error
    except ValueError as error:
        raise _unknown(shop) from error


async def _token(client: AsyncClient, shop: str) -> object:
    account = ACCOUNTS["shopping_admin"]
    response = await client.post(
        f"{shop}/rest/default/V1/integration/admin/token",
        json={"username": account.username, "password": account.password},
    )
    return response.json()


def _unknown(shop: str) -> EnvironmentFailure:
    return EnvironmentFailure(f"The shop at {shop} answers otherwise than Magento does.")
