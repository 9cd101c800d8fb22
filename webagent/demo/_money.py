"""Money is integer pence everywhere; this is how people read it."""

from __future__ import annotations


def format_price(pence: int) -> str:
    """`1450` as `£14.50`."""
    return f"£{pence // 100:,}.{pence % 100:02d}"
