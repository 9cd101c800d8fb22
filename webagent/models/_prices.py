"""What a call costs in US dollars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webagent.models._endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens."""

    input_per_mtok: float
    output_per_mtok: float

    def cost_usd(self, input_tokens: int, output_tokens: int) -> float:
        """Return the cost of one call."""
        return (
            input_tokens * self.input_per_mtok + output_tokens * self.output_per_mtok
        ) / 1_000_000


def published_cost_usd(
    endpoint: Endpoint, model: str, input_tokens: int, output_tokens: int, cached_tokens: int
) -> float | None:
    """Return a call's cost by the `genai-prices` tables, None where the price is unknown.

    A server on this machine costs nothing. One on a private network has no published price, even
    when its model's name has one elsewhere. `cached_tokens` is the part of `input_tokens` that the
    endpoint read from its prompt cache.
    """
    if endpoint.on_loopback:
        return 0.0
    if endpoint.on_private_network:
        return None
    import genai_prices

    usage = genai_prices.Usage(
        input_tokens=input_tokens, output_tokens=output_tokens, cache_read_tokens=cached_tokens
    )
    try:
        price = genai_prices.calc_price(usage, model, provider_api_url=endpoint.base_url)
    except LookupError:
        try:
            price = genai_prices.calc_price(usage, model)
        except LookupError:
            return None
    return float(price.total_price)
