"""Looking at small pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webagent_observation import Reading, observe

from tests.support.site import serve_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.async_api import Page
    from webagent_observation import Document, Node, Observation, ReadingPolicy, Registry

    from tests.support.site import Resource


async def look_at(
    page: Page, registry: Registry, site: Mapping[str, Resource] | str, **options: Any
) -> Observation:
    """Open the root of a site and observe it."""
    with serve_site(site) as url:
        await page.goto(url)
        return await observe(page, registry, **options)


async def look_at_body(page: Page, registry: Registry, html: str, **options: Any) -> Observation:
    """Put a body without scripts into the page that is open, and observe it: faster by far."""
    await page.evaluate("html => { document.body.innerHTML = html }", html)
    return await observe(page, registry, **options)


async def lines_of(page: Page, registry: Registry, html: str, **options: Any) -> list[str]:
    """Return the lines of text of a body without scripts."""
    return (await look_at_body(page, registry, html, **options)).text.splitlines()


async def only_node(page: Page, registry: Registry, html: str) -> Node:
    """Return the one thing to act on in a body without scripts."""
    (node,) = (await look_at_body(page, registry, html)).refs.values()
    return node


def named(observation: Observation, name: str) -> Node:
    """Return the one node of this name that can be acted on."""
    (node,) = [node for node in observation.refs.values() if node.name == name]
    return node


def cascade(*entries: tuple[str, bool], default: bool = True) -> list[dict[str, Any]]:
    """Return the one cascade of selectors, each allowed or not, highest priority first."""
    return [
        {
            "entries": [
                {"selector": selector, "rule": rule, "allowed": allowed, "essential": not allowed}
                for rule, (selector, allowed) in enumerate(entries)
            ],
            "defaultAllowed": default,
        }
    ]


def withhold(*selectors: str, allow: tuple[str, ...] = ()) -> ReadingPolicy:
    """Return the policy that withholds the content of what matches, except what is allowed."""
    entries = [(selector, True) for selector in allow] + [(one, False) for one in selectors]
    return always(Reading(content=cascade(*entries)))


def always(reading: Reading) -> ReadingPolicy:
    """Return the policy that reads every document the same way."""

    async def policy(_document: Document, /) -> Reading:
        return reading

    return policy


def replacing(secret: str, placeholder: str) -> Callable[[str], str]:
    """Return the cleaning that puts a placeholder in place of a secret."""
    return lambda text: text.replace(secret, placeholder)
