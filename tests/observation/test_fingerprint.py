"""Equal for the same state of a page, different for any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_observation import Fingerprint, Node, Registry, observe

from tests.observation.looking import look_at
from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Page

HTML = "<p>Text</p><input aria-label=A value=1><input type=checkbox><button>Go</button>"


async def test_the_same_state_looks_the_same(page: Page, registry: Registry) -> None:
    with serve_site(HTML) as url:
        await page.goto(url)
        first = await observe(page, registry)
        again = await observe(page, registry)
        await page.goto("about:blank")
        await page.goto(f"{url}/#part")
        # With refs of its own, and another focus.
        await page.locator("button").focus()
        later = await observe(page, registry)
    assert first.fingerprint == again.fingerprint == later.fingerprint
    assert first.text == again.text
    assert first.refs.keys() != later.refs.keys()


CHANGES = {
    "document.querySelector('p').textContent = 'Other'": {"text"},
    "document.querySelector('input').value = '2'": {"form"},
    "document.querySelector('[type=checkbox]').checked = true": {"form"},
    "document.querySelector('button').disabled = true": {"form"},
    "document.querySelector('button').textContent = 'Stop'": {"structure"},
    "document.querySelector('button').remove()": {"structure", "form"},
    "history.pushState(0, '', '/other')": {"url"},
    "history.pushState(0, '', '?q=1')": {"url"},
}


@pytest.mark.parametrize(("script", "parts"), CHANGES.items())
async def test_another_state_looks_different(
    page: Page, registry: Registry, script: str, parts: set[str]
) -> None:
    before = (await look_at(page, registry, HTML)).fingerprint
    await page.evaluate(f"() => {{ {script} }}")
    after = (await observe(page, registry)).fingerprint
    assert {part for part in Fingerprint.__slots__ if differs(before, after, part)} == parts


def differs(one: Fingerprint, other: Fingerprint, part: str) -> bool:
    return getattr(one, part) != getattr(other, part)


def test_structure_is_no_text() -> None:
    button = Node("button", "Go", ref=1)
    text = Node("text", "Go")
    assert Fingerprint.of("", [button]) != Fingerprint.of("", [text])
    assert Fingerprint.of("", [text]) != Fingerprint.of("", [text, text])


def test_depth_does_not_matter() -> None:
    text = Node("text", "x")
    nested = Node("main", children=(text,))
    assert Fingerprint.of("", [nested]).form == Fingerprint.of("", [text]).form
