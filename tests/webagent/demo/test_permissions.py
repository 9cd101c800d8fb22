"""The shop's agent-permissions.json: how it is served, and what it means on the real pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from webagent_manifests import (
    Decision,
    ElementMatch,
    Manifest,
    MemoryLedger,
    Request,
    RuleSet,
    Verdict,
    parse_manifest,
)

if TYPE_CHECKING:
    import httpx

Fetch = Callable[[str], BeautifulSoup]
One = Callable[[BeautifulSoup, str], Tag]
Decide = Callable[[str, str, str], Decision]

ADDRESS = "/.well-known/agent-permissions.json"
PRODUCT = "/product/kirishima-bancha"


@pytest.fixture
def manifest(client: httpx.Client) -> Manifest:
    return parse_manifest(client.get(ADDRESS).content)


@pytest.fixture
def full_cart(client: httpx.Client) -> None:
    data = {"variant": "kirishima-bancha-50-g", "quantity": "1"}
    assert client.post(f"{PRODUCT}/cart", data=data).status_code == 200


@pytest.fixture
def decide(manifest: Manifest, soup: Fetch, one: One) -> Decide:
    """What the manifest says of a verb on the one element that a selector finds on a page."""
    rules = RuleSet(manifest)

    def decide(path: str, selector: str, verb: str) -> Decision:
        request = Request(verb, (match(rules, one(soup(path), selector)),))
        return rules.decide(request, now=datetime.now(UTC), ledger=MemoryLedger())

    return decide


def match(rules: RuleSet, element: Tag) -> ElementMatch:
    def matched(tag: Tag) -> frozenset[str]:
        return frozenset(selector for selector in rules.selectors if tag.css.match(selector))

    above = [matched(parent) for parent in element.parents if parent.parent is not None]
    return ElementMatch(matched(element), tuple(found for found in above if found))


def test_it_is_served_as_json_that_may_be_kept(client: httpx.Client) -> None:
    response = client.get(ADDRESS)
    assert response.headers["content-type"] == "application/json"
    assert "max-age" in response.headers["cache-control"]
    etag = response.headers["etag"]
    for condition in (etag, f"W/{etag}", f'"other", {etag}', "*"):  # RFC 9110, section 13.1.2
        again = client.get(ADDRESS, headers={"If-None-Match": condition})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
    stale = client.get(ADDRESS, headers={"If-None-Match": '"other"'})
    assert (stale.status_code, stale.content) == (200, response.content)


def test_the_default_is_to_allow(manifest: Manifest) -> None:
    assert manifest.strict is False
    assert len(manifest.action_guidelines) >= 2


@pytest.mark.parametrize(
    ("path", "selector", "verb", "verdict"),
    [
        (PRODUCT, "#add-to-cart button", "click_element", Verdict.ALLOW),
        (PRODUCT, "#add-to-cart", "submit_form", Verdict.ALLOW),
        (PRODUCT, "#quantity", "set_input_value", Verdict.ALLOW),
        (PRODUCT, "[data-opens]", "click_element", Verdict.ALLOW),
        (PRODUCT, "#reviews-title", "read_content", Verdict.ALLOW),
        (PRODUCT, "#review button", "click_element", Verdict.DENY),
        (PRODUCT, "#review button", "submit_form", Verdict.DENY),
        (PRODUCT, "#review", "submit_form", Verdict.DENY),
        (PRODUCT, "#rating", "set_input_value", Verdict.DENY),
        (PRODUCT, "#text", "set_input_value", Verdict.DENY),
        (PRODUCT, ".staff-note", "read_content", Verdict.DENY),
        (PRODUCT, ".staff-note li", "read_content", Verdict.DENY),
        ("/cart", ".staff-note li", "read_content", Verdict.DENY),
        ("/cart", ".cart .inline button", "click_element", Verdict.ALLOW),
        ("/cart", 'a[href="/checkout"]', "follow_link", Verdict.ALLOW),
        ("/checkout", "#checkout #name", "set_input_value", Verdict.ALLOW),
        ("/checkout", "#checkout button", "click_element", Verdict.NEEDS_HUMAN),
        ("/checkout", "#checkout button", "submit_form", Verdict.NEEDS_HUMAN),
        ("/checkout", "#checkout", "submit_form", Verdict.NEEDS_HUMAN),
        ("/account", "#delete-account button", "click_element", Verdict.DENY),
        ("/account", "#delete-account button", "submit_form", Verdict.DENY),
        ("/account", "#delete-account", "submit_form", Verdict.DENY),
    ],
)
@pytest.mark.usefixtures("full_cart")
def test_what_an_agent_may_do(
    decide: Decide, path: str, selector: str, verb: str, verdict: Verdict
) -> None:
    decision = decide(path, selector, verb)
    assert decision.verdict is verdict, decision.reason


@pytest.mark.usefixtures("full_cart")
def test_every_selector_finds_something(manifest: Manifest, soup: Fetch) -> None:
    # "form#review input" guards a field that the form does not have today.
    idle = {"form#review input", ".staff-note *"}
    pages = [soup(path) for path in (PRODUCT, "/checkout", "/account")]
    for selector in RuleSet(manifest).selectors:
        found = [tag for page in pages for tag in page.select(selector)]
        assert found or selector in idle, selector
