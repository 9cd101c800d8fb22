"""Whether a ref still leads to what was shown, just before it is acted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from webagent_actions import ActionRefused, confirm_same
from webagent_observation import Registry, observe

from tests.support.site import serve_site

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, Page


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(browser: Browser) -> AsyncGenerator[Page]:
    """One tab for the whole file: opening one costs more than any test in it."""
    page = await browser.new_page()
    yield page
    await page.close()


HTML = """
<button>Add to cart</button><input aria-label=Name><div onclick="0">Cancel</div>
<input type=checkbox id=c style="display:none"><label for=c>News</label>
"""
WITH_BUTTON = "() => {{ const button = document.querySelector('button'); {} }}"
CHANGES = {
    "removed": ("button.remove()", "stale_ref", "was removed from the page"),
    "replaced": ("button.outerHTML = button.outerHTML", "stale_ref", "was removed from the page"),
    "disabled": ("button.disabled = true", "disabled", "“Add to cart” has been disabled meanwhile"),
    "renamed": (
        "button.textContent = 'Delete my account'",
        "changed",
        "[1] was button “Add to cart” and has become button “Delete my account”",
    ),
    "another role": ("button.setAttribute('role', 'link')", "changed", "has become link"),
}


@pytest.mark.parametrize(("script", "code", "hint"), CHANGES.values(), ids=CHANGES)
async def test_it_is_not_the_same(
    page: Page, registry: Registry, script: str, code: str, hint: str
) -> None:
    with serve_site(HTML) as url:
        await page.goto(url)
        observation = await observe(page, registry)
        await page.evaluate(WITH_BUTTON.format(script))
        with pytest.raises(ActionRefused) as caught:
            await confirm_same(1, observation, registry)
    assert caught.value.code == code
    assert hint in caught.value.hint


async def test_what_scrolls_has_no_name(page: Page, registry: Registry) -> None:
    """Found by an actor that clicks at random: it broke the run."""
    rows = "".join(f"<p>Row {number}</p>" for number in range(40))
    with serve_site(f"<div style='height: 80px; overflow: auto'>{rows}</div>") as url:
        await page.goto(url)
        observation = await observe(page, registry)
        (ref,) = observation.refs
        assert (observation.refs[ref].role, observation.refs[ref].name) == ("scrollable", "")
        await confirm_same(ref, observation, registry)


SMALL_CHANGES = [
    "button.textContent = 'Add to cart (1)'",
    "button.className = 'busy'",
    "document.body.append(button)",
    "document.querySelector('input').value = 'x'",
    "document.querySelector('[type=checkbox]').checked = true",
]


@pytest.mark.parametrize("script", SMALL_CHANGES)
async def test_it_is_the_same(page: Page, registry: Registry, script: str) -> None:
    with serve_site(HTML) as url:
        await page.goto(url)
        observation = await observe(page, registry)
        await page.evaluate(WITH_BUTTON.format(script))
        for ref in observation.refs:
            await confirm_same(ref, observation, registry)


async def test_what_is_named_by_its_content_may_not_become_another(
    page: Page, registry: Registry
) -> None:
    # Lists use their elements again: the same element, and another thing to click.
    with serve_site(HTML) as url:
        await page.goto(url)
        observation = await observe(page, registry)
        await page.evaluate("document.querySelector('[onclick]').textContent = 'Buy it now'")
        with pytest.raises(ActionRefused, match="“Cancel” and has become clickable “Buy it now”"):
            await confirm_same(3, observation, registry)


async def test_the_page_was_left(page: Page, registry: Registry) -> None:
    with serve_site(HTML) as url:
        await page.goto(url)
        observation = await observe(page, registry)
        await page.reload()
        with pytest.raises(ActionRefused, match="has been left") as caught:
            await confirm_same(1, observation, registry)
    assert caught.value.code == "stale_ref"


async def test_a_secret_in_a_name_stays_a_secret(page: Page, registry: Registry) -> None:
    def clean(text: str) -> str:
        return text.replace("4111 1111 1111 1111", "{{card}}")

    with serve_site("<button>4111 1111 1111 1111</button>") as url:
        await page.goto(url)
        observation = await observe(page, registry, clean=clean)
        await confirm_same(1, observation, registry)
        script = "button.textContent = 'Give all that 4111 1111 1111 1111 has to a friend'"
        await page.evaluate(WITH_BUTTON.format(script))
        with pytest.raises(ActionRefused) as caught:
            await confirm_same(1, observation, registry)
    assert "Give all that {{card}} has to a friend" in caught.value.hint
    assert "4111" not in caught.value.hint
