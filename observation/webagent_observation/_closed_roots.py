"""Closed shadow roots, which a page keeps from scripts and the browser shows to its tools."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from ._cdp import Session

_TAKE_HOSTS = "function () { return this.takeHosts(); }"
_RECEIVE = "function (host, root) { this.receive(host, root); }"


async def reveal(session: Session, bridge: str) -> None:
    """Hand over the closed shadow roots of those elements that a page script asks about.

    Args:
        session: with the process of its document.
        bridge: the id of the object of the page script that asks and takes.

    Raises:
        playwright.async_api.Error: the document was left.
    """
    hosts = await session.send(
        "Runtime.callFunctionOn", {"objectId": bridge, "functionDeclaration": _TAKE_HOSTS}
    )
    entries = await session.send(
        "Runtime.getProperties",
        {"objectId": hosts["result"]["objectId"], "ownProperties": True},
    )
    ids = [
        entry["value"]["objectId"]
        for entry in entries["result"]
        if entry["enumerable"] and "objectId" in entry.get("value", ())
    ]
    await asyncio.gather(*(_hand_over(session, bridge, host) for host in ids))


async def _hand_over(session: Session, bridge: str, host: str) -> None:
    try:
        described = await session.send("DOM.describeNode", {"objectId": host, "pierce": True})
        root = _closed_root(described["node"])
        if root is None:
            return
        resolved = await session.send("DOM.resolveNode", {"backendNodeId": root})
        taken = [{"objectId": host}, {"objectId": resolved["object"]["objectId"]}]
        await session.send(
            "Runtime.callFunctionOn",
            {"objectId": bridge, "functionDeclaration": _RECEIVE, "arguments": taken},
        )
    except PlaywrightError:
        # It was removed meanwhile.
        return


def _closed_root(node: dict[str, Any]) -> int | None:
    for root in node.get("shadowRoots", ()):
        if root["shadowRootType"] == "closed":
            return root["backendNodeId"]
    return None
