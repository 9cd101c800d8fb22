"""Print the controls of pages as YAML, to be labelled by hand.

    python -m benchmarks.consequences.collect http://127.0.0.1:8000/ …

Only what a judgement rests on is written down. Text fields are left out, since what is done to them
is told by their role; a control that equals an earlier one is printed once.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from playwright.async_api import async_playwright
from webagent_observation import Reading, Registry, observe, settle

from benchmarks.observation._browsing import launch, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from webagent_observation import Document, Node, Observation

_TOLD = ("expanded", "haspopup", "pressed", "checked")
_AROUND = ("alertdialog", "dialog")


async def _read_everything(_: Document) -> Reading:
    return Reading()


def facts_of(node: Node, observation: Observation) -> dict[str, Any]:
    """Return what is known of a control, without what is usual."""
    states = {name: node.states[name] for name in _TOLD if name in node.states}
    facts: dict[str, Any] = {"role": node.role, "name": " ".join(node.name.split())[:80]}
    facts |= {"tag": node.tag} if node.tag != node.role else {}
    facts |= {"type": node.type} if node.type else {}
    facts |= {"href": _relative(node.href, observation.url)} if node.href is not None else {}
    facts |= {"download": True} if node.download else {}
    if node.submits and node.form is not None:
        action = _relative(node.form.action, observation.url)
        facts |= {"submits": True, "form": f"{node.form.method} {action}"}
        facts |= {"search": True} if node.form.search else {}
    facts |= {"states": states} if states else {}
    facts |= {"description": node.description} if node.description else {}
    around = _around(node, observation)
    return facts | ({"in": around} if around else {})


def _relative(address: str, url: str) -> str:
    """Return an address of the same site without the site: ports differ from run to run."""
    one, other = urlsplit(address), urlsplit(url)
    if one.netloc != other.netloc or not one.netloc:
        return address
    return address.removeprefix(f"{one.scheme}://{one.netloc}")


def _around(node: Node, observation: Observation) -> str:
    outer = (each for root in observation.nodes for each in root.walk() if each.role in _AROUND)
    return next((each.role for each in outer if any(inner is node for inner in each.walk())), "")


def _controls(observation: Observation) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for node in observation.refs.values():
        if node.editable or node.tag == "option":
            continue
        facts = facts_of(node, observation)
        if repr(facts) not in seen:
            seen.add(repr(facts))
            yield facts


def _yaml(facts: dict[str, Any]) -> str:
    return yaml.safe_dump(
        facts | {"class": "?"}, default_flow_style=True, sort_keys=False, allow_unicode=True,
        width=10_000,
    ).strip()  # fmt: skip


async def _print_pages(urls: Sequence[str]) -> None:
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        for url in urls:
            async with opened(browser, url) as page:
                await settle(page)
                observation = await observe(page, Registry(), _read_everything)
                path = urlsplit(observation.url)
                shown = f"{path.path}?{path.query}" if path.query else path.path
                sys.stdout.write(f"  - path: {shown}\n    controls:\n")
                for facts in _controls(observation):
                    sys.stdout.write(f"      - {_yaml(facts)}\n")
        await browser.close()


def main() -> None:
    """Print the controls of the pages that are named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.consequences.collect")
    parser.add_argument("urls", nargs="+", metavar="URL")
    asyncio.run(_print_pages(parser.parse_args().urls))


if __name__ == "__main__":
    main()
