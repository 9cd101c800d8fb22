"""What a model would say to buy tea, for the scripted server."""

from __future__ import annotations

import json
import re
from typing import Any

CHEAPEST = "Kirishima Bancha"
TASK = "Add the cheapest green tea to the cart"


def act(*actions: str, reason: str = "it is next") -> str:
    """Return a reply as the schema asks for it."""
    return json.dumps({"reason": reason, "actions": list(actions)})


def turn_of(request: dict[str, Any]) -> str:
    """Return the message that shows the page."""
    return str(request["messages"][1]["content"])


def ref_in(text: str, role: str, name: str) -> int | None:
    """Return the number of the first element of that role and name, as the page text has it."""
    match = re.search(rf'{role} \[(\d+)\] "{re.escape(name)}"', text)
    return None if match is None else int(match[1])


def next_purchase(request: dict[str, Any]) -> str:
    """Return the action that brings the cheapest green tea nearer to the cart."""
    shown = turn_of(request)
    if ref_in(shown, "link", "Cart (1)"):
        return f"stop [{CHEAPEST} is in the cart]"
    for role, name in (("button", "Add to cart"), ("link", CHEAPEST)):
        if number := ref_in(shown, role, name):
            return f"click [{number}]"
    return "stop [unable: no tea]"


def shopper(_messages: list[dict[str, Any]], request: dict[str, Any]) -> str:
    """Answer as a model that does the task."""
    return act(next_purchase(request))


def asked_for(request: dict[str, Any]) -> str:
    """Return how a reply was asked for: `schema`, `tool` or `text`."""
    if "response_format" in request:
        return "schema"
    return "tool" if "tools" in request else "text"
