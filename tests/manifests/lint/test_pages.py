"""Rules on several pages: each has to be of use on one of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from webagent_manifests import parse_manifest
from webagent_manifests.lint import lint_page, lint_pages
from webagent_manifests.page import StaticPage

from tests.manifests.documents import document, rule

if TYPE_CHECKING:
    from webagent_manifests.lint import Finding

CART = '<div class=box><button id=pay class="css-1q2w3e4">Pay</button></div>'
ACCOUNT = "<button id=leave>Leave</button><a class=box href=/x>x</a>"


async def check(*rules: dict[str, Any]) -> tuple[Finding, ...]:
    body = json.dumps(document(False, *rules), indent=1)
    pages = [
        StaticPage.parse(html, f"https://shop.example/{number}")
        for number, html in enumerate((CART, ACCOUNT))
    ]
    return await lint_pages(parse_manifest(body), pages, body=body)


async def test_what_one_page_needs_another_may_lack() -> None:
    assert not await check(
        rule("click_element", "#pay", True), rule("click_element", "#leave", False)
    )


async def test_what_no_page_has_is_told_once() -> None:
    (finding,) = await check(rule("click_element", "#gone", True))

    assert (finding.code, finding.line) == ("matches-nothing", 10)


async def test_a_container_on_one_page_is_a_link_on_another() -> None:
    assert not await check(rule("follow_link", ".box", False))


async def test_of_what_idles_everywhere_the_reason_that_tells_most_is_told() -> None:
    """It loses on one page and matches nothing on the other."""
    (finding,) = await check(
        rule("click_element", "[id=leave]", True), rule("click_element", "#leave", False)
    )

    assert finding.code == "shadowed-rule"


async def test_what_is_wrong_with_a_page_stays() -> None:
    found = await check(rule("click_element", ".css-1q2w3e4", True))

    assert [each.code for each in found] == ["generated-class"]


async def test_one_page_is_as_lint_page_has_it() -> None:
    manifest = parse_manifest(json.dumps(document(False, rule("follow_link", ".box", False))))
    page = StaticPage.parse(CART, "https://shop.example/")

    assert await lint_pages(manifest, [page]) == await lint_page(manifest, page)
