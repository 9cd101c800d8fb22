"""What the page script says of a page, before any pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from webagent_observation import capture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import Page
    from webagent_observation import Registry


async def raw_controls(page: Page, registry: Registry) -> list[dict[str, Any]]:
    """Return the raw nodes of the main frame that have a number, in reading order."""
    snapshot = await capture(page, registry)
    return [node for node in _walk(snapshot.main.children) if "id" in node]


async def raw_names(page: Page, registry: Registry, html: str) -> list[str]:
    """Put a body without scripts into the page that is open, and name what can be acted on."""
    await page.evaluate("html => { document.body.innerHTML = html }", html)
    return [node.get("name", "") for node in await raw_controls(page, registry)]


def _walk(parts: list[Any]) -> Iterator[dict[str, Any]]:
    for part in parts:
        if isinstance(part, dict):
            node = cast("dict[str, Any]", part)
            yield node
            yield from _walk(node.get("children", []))
